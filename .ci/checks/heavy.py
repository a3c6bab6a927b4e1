#!/usr/bin/python3
"""Headers that cost seconds are included by .cpp files of the room that wraps them, never by a header of ours. Which
.cpp files those are is listed in heavy-files.txt, so that another one is a choice and not an accident; --write lists anew."""
import pathlib
import re

import tree

# library -> pattern of its headers; measured under ASan+UBSan: plain types 2 s a file, JSON 9-29 s, three of these 36-100 s
HEAVY = {
    "nlohmann-json": r"nlohmann/", "toml++": r"toml\+\+|toml\.hpp", "spdlog": r"spdlog/", "CLI11": r"CLI/", "Dear ImGui": r"imgui",
    "SDL": r"SDL", "libpqxx": r"pqxx/", "libcurl": r"curl/", "SQLite": r"sqlite3", "pcsc-lite": r"(PCSC/)?(winscard|wintypes|pcsclite)",
}
COUNTED = ("nlohmann-json", "toml++", "spdlog", "CLI11", "libpqxx")
LIST = tree.ROOT / ".ci/checks/heavy-files.txt"

counted = []
for name in tree.files(".h", ".cpp"):
    for line, header, _quoted in tree.includes(name):
        for library, pattern in HEAVY.items():
            if not re.match(pattern, header):
                continue
            if header == "nlohmann/json_fwd.hpp":
                continue
            if name.endswith(".h"):
                tree.report(name, line, f"<{header}> ({library}) in a header of ours: include it in the .cpp that wraps it")
            elif library in COUNTED:
                counted.append((name, line, library))

if "--write" in tree.options:
    LIST.write_text("# .cpp files that include a heavy header; written by .ci/checks/heavy.py --write\n"
                    + "".join(f"{name} {library}\n" for name, library in sorted({(n, l) for n, _line, l in counted})))
known = set()
if LIST.exists():
    known = {text for text in LIST.read_text().splitlines() if text and not text.startswith("#")}
for name, line, library in counted:
    if f"{name} {library}" not in known:
        tree.report(name, line, f"one more file includes {library}: keep it in the room's wrapper, or list it "
                                f"({pathlib.Path(__file__).name} --write) and say why in the commit")
tree.end()
