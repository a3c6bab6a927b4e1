"""A real pcscd with vpcd as its reader, and what can stand in that reader."""
import glob
import os
import subprocess
from pathlib import Path

from .lines import Words
from .process import Program
from .where import BIN, PATIENCE

PORT = 35963  # vpcd's first slot; the card is the TCP client (devices.md §2.1)
SOCKET = Path("/run/pcscd/pcscd.comm")
READER = "Virtual PCD 00 00"


def driver() -> str:
    found = sorted(glob.glob("/usr/lib/pcsc/drivers/serial/libifdvpcd.so*")
                   + glob.glob("/usr/lib/*/pcsc/drivers/serial/libifdvpcd.so*"))
    if not found:
        raise FileNotFoundError("libifdvpcd.so: install the package vsmartcard-vpcd")
    return found[0]


def without_polkit() -> list[str]:
    """Since pcsc-lite 2 (Debian 13) pcscd asks polkit about each client; in the sandbox there is none to ask."""
    told = subprocess.run(["pcscd", "--help"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    return ["--disable-polkit"] if "--disable-polkit" in told.stdout + told.stderr else []


class Pcscd:
    def __init__(self, folder: Path):
        self._folder = folder
        self._program: Program | None = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self) -> None:
        where = self._folder / "reader.conf.d"
        where.mkdir(exist_ok=True)
        (where / "vpcd").write_text(f'FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:0x{PORT:04X}\n'
                                    f"LIBPATH {driver()}\nCHANNELID 0x{PORT:04X}\n")
        SOCKET.parent.mkdir(exist_ok=True)
        for rest in SOCKET.parent.iterdir():  # a killed one's socket and pid file make the next refuse to start
            rest.unlink()
        self._program = Program("pcscd", ["pcscd", "--foreground", "--error", *without_polkit(), "-c", where],
                                self._folder / "pcscd.log")
        self._program.wait_until(lambda: SOCKET.exists() and _listening(PORT), "reader")

    def stop(self) -> None:
        if self._program:
            self._program.stop()
            self._program = None

    def ensure(self) -> None:
        if self._program is None:
            self.start()

    def kill(self) -> None:
        """As a crash: the socket file stays behind."""
        self._program.kill()
        self.stop()


def _listening(port: int) -> bool:
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        if os.path.exists(table):
            with open(table, encoding="ascii") as file:
                rows = [line.split() for line in file][1:]
            if any(row[1].endswith(f":{port:04X}") and row[3] == "0A" for row in rows):  # 0A: LISTEN
                return True
    return False


class VirtualCard:
    """drivers/virtual's program: a person's card, inserted and pulled on command."""

    def __init__(self, first: Path, folder: Path, sockets: Path):
        """`first`: the card's file it starts with, not inserted."""
        self._first = first
        self._folder = folder
        self._control = sockets / "card"
        self._program: Program | None = None
        self._wire = Words(self._control)

    def __enter__(self):
        self._program = Program(
            "virtual card", [BIN / "circle-virtual-card", "--port", PORT, "--person", self._first, "--control",
                             self._control], self._folder / "card.log")
        self._program.wait_until(self._wire.connect, "control socket")
        return self

    def __exit__(self, *_):
        self._wire.close()
        if self._program:
            self._program.stop()

    def ask(self, line: str) -> str:
        return self._wire.ask(line, PATIENCE)

    def insert(self, card_file: Path) -> None:
        self.ask(f"person {card_file}")
        self.ask("insert")

    def remove(self) -> None:
        self.ask("remove")

    def fault(self, line: str) -> None:
        """"mute", "pull 3", "status 2 6A81" … (drivers/virtual/README.md)"""
        self.ask(f"fault {line}")

    def clear(self) -> None:
        self.ask("clear")

    def powered(self) -> bool:
        return " powered" in self.ask("status")

    def commands(self) -> int:
        """APDUs it was sent since power on."""
        words = dict(word.partition("=")[::2] for word in self.ask("status").split())
        return int(words["commands"])
