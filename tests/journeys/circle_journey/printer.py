"""The slip printer at the far end of its wire: what came out, and what can be wrong with it."""
from pathlib import Path

from .lines import Words
from .process import Program, wait_for
from .where import BIN, PATIENCE


class VirtualPrinter:
    """drivers/virtual's program on TCP: each slip becomes slip-001.png and slip-001.txt in `slips`."""

    def __init__(self, folder: Path, sockets: Path, paper_mm: int = 80):
        self.slips = folder / "slips"
        self.paper_mm = paper_mm
        self._log = folder / "printer.log"
        self._control = sockets / "printer"
        self._wire = Words(self._control)
        self._program: Program | None = None
        self.port = 0

    def __enter__(self):
        self.slips.mkdir(parents=True, exist_ok=True)
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self) -> None:
        """Switches it on; the second time at the port of the first."""
        self._control.unlink(missing_ok=True)
        before = len(self._log.read_text("utf-8")) if self._log.exists() else 0
        self._program = Program(
            "virtual printer", [BIN / "circle-virtual-printer", "--tcp", f"127.0.0.1:{self.port}", "--out", self.slips,
                                "--paper", self.paper_mm, "--control", self._control], self._log)

        def ready() -> bool:
            words = self._program.output()[before:].split()
            if "ready" in words[:-1]:
                self.port = int(words[words.index("ready") + 1])
            return "ready" in words[:-1]

        self._program.wait_until(ready, "port")
        self._program.wait_until(self._wire.connect, "control socket")

    def stop(self) -> None:
        self._wire.close()
        if self._program:
            self._program.stop()
            self._program = None

    def fault(self, line: str) -> None:
        """"paper_out", "reset_after 300" … (drivers/virtual/README.md)"""
        self._wire.ask(f"fault {line}", PATIENCE)

    def clear(self) -> None:
        if self._program is None:
            self.start()
        self._wire.ask("clear", PATIENCE)

    def printed(self) -> list[str]:
        """The words of every slip so far, the oldest first."""
        return [file.read_text("utf-8") for file in sorted(self.slips.glob("slip-*.txt"))]

    def wait_slip(self, number: int) -> str:
        wait_for(lambda: len(self.printed()) >= number, f"slip {number}")
        return self.printed()[number - 1]
