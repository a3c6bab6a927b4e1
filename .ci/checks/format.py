#!/usr/bin/python3
"""C++ is formatted as .clang-format says. The style is that of clang-format 14; another major version formats a little
differently, so with it the check is left out and says so."""
import re
import shutil
import subprocess

import tree

WANTED = "14"
program = shutil.which(f"clang-format-{WANTED}") or shutil.which("clang-format")
version = ""
if program:
    version = re.search(r"version (\d+)", subprocess.run([program, "--version"], capture_output=True, text=True,
                                                         check=True).stdout).group(1)
if version != WANTED:
    tree.notice(f"format not checked: clang-format {WANTED} is wanted, this machine has {version or 'none'}")
    tree.end()
names = tree.files(".h", ".cpp")
if names:
    ran = subprocess.run([program, "--dry-run", "-Werror", *names], cwd=tree.ROOT, stderr=subprocess.PIPE, text=True,
                         check=False)
    for name, line in sorted(set(re.findall(r"^(\S+?):(\d+):\d+: error", ran.stderr, re.MULTILINE)),
                             key=lambda found: (found[0], int(found[1]))):
        tree.report(name, line, f"not formatted: run {program.rsplit('/', 1)[-1]} -i {name}")
tree.end()
