"""The packaged terminal is linked from the same objects as the demo's, without the inspect channel: no code of its server. The demo's terminal is looked at with the same eyes, so that the eyes are known to see."""
import os
import pathlib
import subprocess
import unittest

BIN = pathlib.Path(os.environ["CIRCLE_BIN"])


def symbols(program: str) -> str:
    return subprocess.run(["nm", "--demangle", BIN / program], capture_output=True, text=True, check=True).stdout


CHANNEL = ("circle::inspect::parse(", "circle::inspect::answer_line", "circle::inspect::Listener::open(")


class Packaged(unittest.TestCase):
    def test_demo_holds_the_channel(self):
        held = symbols("circle-terminal")
        for part in CHANNEL:
            self.assertIn(part, held)

    def test_package_holds_no_channel(self):
        held = symbols("circle-terminal-packaged")
        self.assertIn("circle::Terminal::", held)
        for part in CHANNEL:
            self.assertNotIn(part, held)


if __name__ == "__main__":
    unittest.main()
