#!/usr/bin/python3
"""Feeds each check a good tree and a bad sample, and expects silence for the one and the right word for the other."""
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
README = {f"{folder}/README.md": "words\n" for folder in ("kiosk", "drivers", "screens", "assets", "tests", "image")}
ROWS = {f"R{n:02}": "not yet" for n in range(1, 83)} | {f"LR-{n:02}": "not yet" for n in range(1, 42)}


def coverage(**changes):
    rows = ROWS | {name.replace("_", "-"): shown for name, shown in changes.items()}
    return {"tests/coverage.md": "".join(f"| {name} | words | {shown} |\n" for name, shown in rows.items() if shown),
            "tests/unit/test_a.cpp": "TEST_CASE"}


FORMAT = {".clang-format": (HERE / "../../.clang-format").resolve().read_text()}
# check, files of the sample, word expected among the findings (None: no finding)
SAMPLES = [
    ("format.py", FORMAT | {"kiosk/a.cpp": "int main() {}\n"}, None),
    ("format.py", FORMAT | {"kiosk/a.cpp": "int  main( ){ }\n"}, "kiosk/a.cpp:1: not formatted"),
    ("arrows.py", {"kiosk/visit/a.h": '#include "screens/view/b.h"\n', "screens/view/b.h": "#include <string>\n",
                   "kiosk/main/m.cpp": '#include "screens/stage/s.h"\n', "screens/stage/s.h": "",
                   "tests/unit/t.cpp": '#include "kiosk/visit/a.h"\n'}, None),
    ("arrows.py", {"screens/a.h": '#include "kiosk/b.h"\n', "kiosk/b.h": ""}, "screens must not include"),
    ("arrows.py", {"drivers/a.h": '#include "screens/b.h"\n', "screens/b.h": ""}, "drivers must not include"),
    ("arrows.py", {"kiosk/a.h": '#include "tests/b.h"\n', "tests/b.h": ""}, "kiosk must not include"),
    ("arrows.py", {"kiosk/visit/a.h": '#include "screens/frame.h"\n', "screens/frame.h": ""}, "only screens/view"),
    ("arrows.py", {"kiosk/visit/a.h": '#include "kiosk/x/b.h"\n', "kiosk/x/b.h": "#include <thread>\n"},
     "kiosk/visit/a.h -> kiosk/x/b.h -> <thread>"),
    ("arrows.py", {"kiosk/view/a.cpp": "auto t = std::chrono::system_clock::now();\n"}, "reads no clock"),
    ("arrows.py", {"kiosk/relay/a.cpp": '#include "b.h"\n', "kiosk/relay/b.h": ""}, "path from the root"),
    ("arrows.py", {"kiosk/relay/a.cpp": '#include "kiosk/events/b.h"\n', "kiosk/events/CMakeLists.txt": "OUTPUT b.h"}, None),
    ("heavy.py", {"kiosk/a.cpp": "#include <SDL.h>\n", "kiosk/a.h": "#include <string>\n"}, None),
    ("heavy.py", {"kiosk/a.h": "#include <nlohmann/json.hpp>\n"}, "kiosk/a.h:1:"),
    ("heavy.py", {"drivers/a.h": "#include <winscard.h>\n"}, "pcsc-lite"),
    ("heavy.py", {"kiosk/a.cpp": "#include <spdlog/spdlog.h>\n"}, "one more file includes spdlog"),
    ("heavy.py", {"kiosk/a.cpp": "#include <spdlog/spdlog.h>\n", ".ci/checks/heavy-files.txt": "kiosk/a.cpp spdlog\n"}, None),
    ("screens.py", {"screens/a.cpp": '#include <imgui.h>\nImGui::Text("");\n', "kiosk/a.cpp": 'auto id = "I13";\n'}, None),
    ("screens.py", {"kiosk/a.cpp": '#include <imgui.h>\n'}, "kiosk/a.cpp:1: <imgui.h> outside screens"),
    ("screens.py", {"tests/a.cpp": 'ImGui::Text("");\n'}, "outside screens"),
    ("screens.py", {"screens/a.cpp": 'auto id = "home.item.I13";\n'}, "item id I13"),
    ("length.py", {"kiosk/a.cpp": "int a;\n" * 450}, None),
    ("length.py", {"kiosk/a.cpp": "int a;\n" * 451}, "451 lines"),
    ("coverage.py", coverage(R07="tests/unit/test_a.cpp::TEST_CASE", R08="not ours: belongs to another"), None),
    ("coverage.py", coverage(R07=""), "R07 is missing"),
    ("coverage.py", coverage(LR_41=""), "LR-41 is missing"),
    ("coverage.py", coverage(R83="not yet"), "R83 is no requirement"),
    ("coverage.py", coverage(R07="tests/unit/test_b.cpp"), "there is no test tests/unit/test_b.cpp"),
    ("coverage.py", coverage(R07="tests/unit/test_a.cpp::other"), "holds no other"),
    ("coverage.py", coverage(R07="not ours"), "R07: a test"),
    ("scripts.py", {"tests/run": "#!/bin/sh\necho good\n", "tests/a.py": "a = 1\n"}, None),
    ("scripts.py", {"tests/run": "#!/bin/sh\nif true; then\n"}, "tests/run:"),
    ("scripts.py", {"tests/a.py": "def a(:\n"}, "tests/a.py:1"),
    ("folders.py", README | {"LICENSE": ""}, None),
    ("folders.py", README | {"notes.md": ""}, "notes.md:1: does not belong"),
    ("folders.py", {name: text for name, text in README.items() if "assets" not in name}, "assets/README.md:1: is missing"),
    ("words.py", {"kiosk/a.cpp": "curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L);\n"}, None),
    ("words.py", {"kiosk/a.cpp": "// TO" "DO later\n"}, "unfinished work"),
    ("words.py", {"kiosk/a.cpp": "curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, " "0L);\n"}, "never off"),
    ("words.py", {"tests/a.py": "context.verify_mode = ssl.CERT_" "NONE\n"}, "never off"),
    ("words.py", {"tests/a.py": "path = '/wo" "rk/main'\n"}, "path of one machine"),
]

wrong = 0
for check, sample, word in SAMPLES:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in sample.items():
            path = pathlib.Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        ran = subprocess.run([sys.executable, str(HERE / check), folder], capture_output=True, text=True, check=False)
        left_out = "not checked" in ran.stdout
        good = ran.returncode == 0 if word is None or left_out else ran.returncode == 1 and word in ran.stdout
        if not good:
            wrong += 1
            print(f"{check} on {sorted(sample)}: expected {word!r}, exit {ran.returncode}\n{ran.stdout}{ran.stderr}")
sys.exit(1 if wrong else 0)
