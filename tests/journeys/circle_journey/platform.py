"""The stand-in for the central platform, running, and its control."""
import json
from pathlib import Path

from .lines import Objects
from .process import Program
from .where import PATIENCE, PLATFORM


class Platform:
    def __init__(self, pki: Path, folder: Path, sockets: Path, options: tuple = ()):
        self.pki = pki
        self.port = 0
        self._folder = folder
        self._control = sockets / "platform"
        self._options = options
        self._program: Program | None = None
        self._lines = Objects(self._control)

    def __enter__(self):
        self._program = Program(
            "platform", [PLATFORM, "serve", "--pki", self.pki, "--listen", f"127.0.0.1:{self.port}", "--log",
                         self._folder / "requests.jsonl", "--control", self._control, *self._options],
            self._folder / "platform.log")
        words = self._program.wait_until(
            lambda: [line for line in self._program.output().splitlines() if line.startswith("ready ")], "ready")
        self.port = int(words[0].split()[1])
        return self

    def __exit__(self, *_):
        self._lines.close()
        if self._program:
            self._program.stop()

    def ask(self, do: str, **fields):
        return self._lines.ask(do, PATIENCE, **fields)

    def fault(self, name: str, infno: str | None = None, times: int = 1, **fields) -> None:
        self.ask("fault", name=name, times=times, **({"infno": infno} if infno else {}), **fields)

    def clear(self) -> None:
        self.ask("clear")

    def line(self, state: str) -> None:
        self.ask("line", state=state)

    def executed(self) -> dict:
        """Transaction → how often."""
        return self.ask("status")["executed"]

    def log(self, kind: str) -> list:
        return self.ask("log", kind=kind)

    def requests(self, infno: str | None = None) -> list:
        """The requests that arrived, as logged before anything looked at them."""
        return [entry for entry in self.log("request") if infno is None or entry["path"].endswith("/" + infno)]

    # --- what was done, and when

    def books(self, infno: str | None = None, clear: bool = False) -> list:
        """Every filing and local case with its state and how often it was executed (tests/platform/README.md)."""
        return [entry for entry in self.ask("books", clear=clear) if infno is None or entry["infno"] == infno]

    def node(self, infno: str) -> dict:
        """The business node of the last request of that number, as it arrived."""
        (node,) = json.loads(self.requests(infno)[-1]["body"])["input"].values()
        return node

    def file_elsewhere(self, infno: str, columns: dict | None = None, **changed) -> str:
        """Another channel files: what the terminal last sent with `changed` columns, or `columns`; the number it got."""
        made = {**(self.node(infno) if columns is None else columns), **changed}
        return self.ask("file_elsewhere", infno=infno, input=made)

    def undo_elsewhere(self, number: str) -> None:
        self.ask("undo_elsewhere", number=number)

    def commit_now(self) -> int:
        """Does what the fault commit_late keeps back; how many."""
        return self.ask("commit_now")
