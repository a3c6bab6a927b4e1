#!/usr/bin/python3
"""The top level holds what it should and nothing else; each of its folders says in a README.md what lives there."""
import tree

FOLDERS = {"kiosk", "drivers", "screens", "assets", "tests", "image"}
FILES = {"CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE", ".clang-format", ".clang-tidy", ".gitignore"}

names = tree.files()
for entry in sorted({name.split("/")[0] for name in names}):
    folder = (tree.ROOT / entry).is_dir()
    if entry not in (FOLDERS | {".ci"} if folder else FILES):
        tree.report(entry, 1, "does not belong at the top level")
for folder in sorted(FOLDERS):
    if f"{folder}/README.md" not in names:
        tree.report(f"{folder}/README.md", 1, "is missing")
tree.end()
