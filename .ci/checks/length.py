#!/usr/bin/python3
"""A source file holds one idea: over 400 lines gives a notice, over 450 fails."""
import tree

NOTICE, LIMIT = 400, 450

for name in tree.files(".h", ".cpp", ".py", ".sh", "CMakeLists.txt"):
    count = sum(1 for _ in tree.lines(name))
    if count > LIMIT:
        tree.report(name, LIMIT + 1, f"{count} lines; split it (limit {LIMIT})")
    elif count > NOTICE:
        tree.notice(f"{name} has {count} lines (aim {NOTICE})")
tree.end()
