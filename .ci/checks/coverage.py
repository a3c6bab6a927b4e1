#!/usr/bin/python3
"""tests/coverage.md names each requirement R01-R82 and each rule LR-01-LR-41 exactly once, with tests that exist
(paths, comma-separated, an optional ::name after each), "not yet", or "not ours: reason"."""
import re

import tree

LIST = "tests/coverage.md"
wanted = [f"R{number:02}" for number in range(1, 83)] + [f"LR-{number:02}" for number in range(1, 42)]
seen = {}
if not (tree.ROOT / LIST).exists():
    tree.report(LIST, 1, "the list is missing")
    tree.end()
for line, text in tree.lines(LIST):
    match = re.match(r"\|\s*(R\d+|LR-\d+)\s*\|([^|]*)\|(.*)\|\s*$", text)
    if not match:
        continue
    name, concept, shown = match.group(1), match.group(2).strip(), match.group(3).strip()
    if name not in wanted:
        tree.report(LIST, line, f"{name} is no requirement of the list")
    if name in seen:
        tree.report(LIST, line, f"{name} stands in line {seen[name]} already")
    seen[name] = line
    if not concept:
        tree.report(LIST, line, f"{name} has no words")
    if shown == "not yet" or re.match(r"not ours: \S", shown):
        continue
    if not shown or shown.startswith("not ours"):
        tree.report(LIST, line, f'{name}: a test, "not yet", or "not ours: reason"')
        continue
    for test in (part.strip().strip("`") for part in shown.split(",")):
        path, _, case = test.partition("::")
        if not path.startswith("tests/") or not (tree.ROOT / path).is_file():
            tree.report(LIST, line, f"{name}: there is no test {path}")
        elif case and case not in (tree.ROOT / path).read_text(encoding="utf-8"):
            tree.report(LIST, line, f"{name}: {path} holds no {case}")
for name in wanted:
    if name not in seen:
        tree.report(LIST, 1, f"{name} is missing")
tree.end()
