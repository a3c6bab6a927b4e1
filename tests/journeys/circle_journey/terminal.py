"""The terminal itself: its configuration, its start, its end."""
import json
from pathlib import Path

from .inspect import Inspect
from .process import Program
from .reader import READER
from .where import ASSETS, BIN

PORTRAIT = {"width_mm": 398, "height_mm": 708}  # 32 inches, 1080×1920
LANDSCAPE = {"width_mm": 476, "height_mm": 268}  # 21.5 inches, 1920×1080


def settings(work: Path, pki: Path, port: int, printer: int) -> dict:
    """A township's terminal, by section (design §5). A journey changes what it needs before the start."""
    return {
        "terminal": {"number": 1},
        "screen": {**PORTRAIT, "renderer": "software"},
        "journal": {"path": str(work / "journal.db")},
        "platform": {"profile": "hunan-csb", "url": f"https://127.0.0.1:{port}/isp-api/powercsb",
                     "ca": str(pki / "ca.crt"), "certificate": str(pki / "client.crt"), "key": str(pki / "client.key"),
                     "access_key": (pki / "access_key").read_text().strip(), "secret_file": str(pki / "secret")},
        "site": {"kind": "township", "name": "演示镇医保服务站", "parent": "桂阳县医疗保障局（演示）",
                 "institution": "H43102100201", "region": "431021"},
        "devices.card": {"backend": "pcsc", "reader": READER},
        "devices.printer": {"transport": f"tcp:127.0.0.1:{printer}"},
    }


def toml(sections: dict) -> str:
    lines = []
    for section, keys in sections.items():
        lines.append(f"[{section}]")
        for key, value in keys.items():
            # JSON's strings, whole numbers and booleans are written as TOML writes them.
            lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
        lines.append("")
    return "\n".join(lines)


class Terminal:
    def __init__(self, sections: dict, work: Path, folder: Path, sockets: Path, environment: dict | None = None,
                 assets: Path = ASSETS):
        self._sections = sections
        self._work = work
        self._folder = folder
        self._socket = sockets / "inspect"
        self._environment = {"SDL_VIDEODRIVER": "offscreen"} if environment is None else environment
        self._assets = assets
        self.program: Program | None = None
        self.inspect = Inspect(self._socket)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self, more: dict | None = None) -> None:
        """`more`: environment of this start alone."""
        config = self._work / "terminal.toml"
        config.write_text(toml(self._sections), "utf-8")
        self._socket.unlink(missing_ok=True)
        self.program = Program(
            "terminal", [BIN / "circle-terminal", "--config", config, "--assets", self._assets, "--inspect",
                         self._socket], self._folder / "terminal.log", {**self._environment, **(more or {})})
        self.program.wait_until(self.inspect.connect, "inspect channel")

    def stop(self) -> int | None:
        self.inspect.close()
        if self.program is None:
            return None
        code = self.program.stop()
        self.program = None
        return code

    def process_id(self) -> int:
        return self.program.process.pid

    def events(self) -> list:
        """The log's lines since the last start, as objects."""
        lines = self.program.output().splitlines()
        events = [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]
        starts = [at for at, event in enumerate(events) if event.get("event") == "program.started"]
        return events[starts[-1]:] if starts else events

    def card_inside(self) -> bool:
        """Whether the terminal believes that a card is in its reader."""
        inside = False
        for event in self.events():
            if event["event"] in ("card.inserted", "card.removed"):
                inside = event["event"] == "card.inserted"
            elif event["event"] == "device.state_changed" and event["to"] in ("absent", "faulted"):
                inside = False
        return inside
