"""Death at one act of the terminal: what tests/journeys/kill counts, and where it is told to end the process."""
from dataclasses import dataclass
from pathlib import Path

from .where import BIN

LIBRARY = BIN / "circle-kill-at.so"


@dataclass(frozen=True)
class Boundary:
    """Before or after the so-manieth act of that name."""

    side: str  # before, after
    act: str  # "wal.sync", "fresh.request" …: what, and where (kill/README.md)
    ordinal: int

    def __str__(self) -> str:
        return f"{self.side} {self.act} {self.ordinal}"


@dataclass(frozen=True)
class Act:
    name: str
    ordinal: int

    def boundary(self, side: str) -> Boundary:
        return Boundary(side, self.name, self.ordinal)


def every(acts: list[Act]) -> list[Boundary]:
    """Around each act. Nothing stands between a write and the process's next act: after it is before that one."""
    found = []
    for act in acts:
        found.append(act.boundary("before"))
        if not act.name.endswith(".write"):
            found.append(act.boundary("after"))
    return found


def syncs(acts: list[Act]) -> list[Boundary]:
    """Around each transaction's end, the matters' and ratings'."""
    return [act.boundary(side) for act in acts if act.name == "wal.sync" for side in ("before", "after")]


def chosen(acts: list[Act]) -> list[Boundary]:
    """And around the order's own connection: as it is opened, as the request leaves, as the answer comes."""
    last = {act.name: act for act in acts}
    ends = {Boundary("before", "fresh.reply", 1), last["fresh.reply"].boundary("after")}
    ends |= {Boundary(side, act, 1) for side in ("before", "after") for act in ("fresh.connect", "fresh.request")}
    ends |= set(syncs(acts))
    return [end for end in every(acts) if end in ends]


class Killing:
    """What one start of the terminal under the library is told, and what it wrote down."""

    def __init__(self, folder: Path, journal: Path, port: int, end: Boundary | None = None):
        folder.mkdir(parents=True, exist_ok=True)
        self.end = end
        self._armed, self._trace = folder / "armed", folder / "acts"
        self.disarm()
        self._trace.unlink(missing_ok=True)
        self._watching = {
            "LD_PRELOAD": str(LIBRARY), "CIRCLE_KILL_JOURNAL": str(journal), "CIRCLE_KILL_PORT": str(port),
            "CIRCLE_KILL_ARMED": str(self._armed), "CIRCLE_KILL_TRACE": str(self._trace),
            "CIRCLE_KILL_AT": str(end) if end else ""}

    @property
    def environment(self) -> dict:
        if not LIBRARY.exists():  # the loader would only warn, and nobody would die
            raise AssertionError(f"not built: {LIBRARY}")
        return self._watching

    def arm(self) -> None:
        self._armed.touch()

    def disarm(self) -> None:
        self._armed.unlink(missing_ok=True)

    def _lines(self) -> list[str]:
        return self._trace.read_text("ascii").splitlines() if self._trace.exists() else []

    def killed(self) -> bool:
        """It ended itself where it was told to."""
        return self._lines()[-1:] == ["killed"]

    def acts(self) -> list[Act]:
        """In their order."""
        lines = [line.rpartition(" ") for line in self._lines() if line != "killed"]
        return [Act(name, int(ordinal)) for name, _, ordinal in lines]
