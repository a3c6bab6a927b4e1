#!/usr/bin/python3
"""Shell scripts parse (and pass shellcheck where it is installed); Python files compile."""
import re
import shutil
import subprocess

import tree

for name in tree.files():
    path = tree.ROOT / name
    first = tree.first_line(name) if "." not in name.rsplit("/", 1)[-1] or name.endswith((".sh", ".py")) else ""
    if name.endswith(".sh") or re.match(r"#!.*\b(ba|da)?sh\b", first):
        ran = subprocess.run(["bash", "-n", str(path)], capture_output=True, text=True, check=False)
        for line, reason in re.findall(r"line (\d+): (.*)", ran.stderr):
            tree.report(name, line, reason)
        if shutil.which("shellcheck"):
            ran = subprocess.run(["shellcheck", "-S", "warning", "-f", "gcc", str(path)], capture_output=True, text=True,
                                 check=False)
            for line, reason in re.findall(r":(\d+):\d+: (.*)", ran.stdout):
                tree.report(name, line, reason)
    elif name.endswith(".py") or re.match(r"#!.*\bpython3?\b", first):
        try:
            compile(path.read_text(encoding="utf-8"), name, "exec")
        except SyntaxError as error:
            tree.report(name, error.lineno or 1, f"{error.msg}")
tree.end()
