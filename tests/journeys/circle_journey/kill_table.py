"""The kill table: class × boundary × what the books said × what people were told. Run by tests/journeys/kill-table:

    python3 -m circle_journey.kill_table PKI FOLDER filing|local all|chosen
"""
import sys
from dataclasses import dataclass, field
from pathlib import Path

from .crash import Life
from .killing import Act, Boundary, chosen, every, syncs
from .matters import BOTH, Matter
from .rig import Rig
from .truth import Told, Truth

HEAD = ("class", "life", "killed", "journal then", "arrived", "executed", "told at once", "by code", "next visit", "")
WIDTHS = (6, 7, 25, 13, 7, 8, 16, 16, 16, 0)


def hospital(sections: dict) -> None:
    """Rig's `change`: the one kind of point that offers both matters."""
    sections["site"]["kind"] = "provider"


@dataclass
class Row:
    kind: str
    life: str
    end: Boundary
    journal: list = field(default_factory=list)  # states of the matters in its file, as the crash left it
    truth: Truth | None = None
    told: Told = field(default_factory=Told)
    wrong: list = field(default_factory=list)

    def __str__(self) -> str:
        truth = self.truth
        cells = (self.kind, self.life, str(self.end), " ".join(self.journal) or "nothing",
                 str(truth.arrivals) if truth else "?", str(truth.executed) if truth else "?", self.told.at_once,
                 self.told.by_code, ", ".join(self.told.later), "; ".join(self.wrong) or "true")
        return line_of(cells)


def line_of(cells) -> str:
    return " | ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS)).rstrip()


# Where the first life ends for the table's second part: the filing has left and nobody knows of its end, which its list
# will tell; the case has not left, which its key will tell, so that it goes again.
FIRST = {"filing": Boundary("after", "fresh.request", 1), "local": Boundary("before", "fresh.request", 1)}


class Table:
    def __init__(self, rig: Rig, matter: Matter):
        self._rig, self._matter = rig, matter
        self._lives = 0

    def _life(self) -> Life:
        self._lives += 1
        return Life(self._rig, self._matter, f"{self._matter.kind}-{self._lives}")

    def acts(self) -> list[Act]:
        """Of the whole way from "send" to "done", when nobody is killed."""
        life = self._life()
        life.begin()
        life.review()
        assert life.send()
        life.kill()
        return self._seen(life)

    def acts_of_recovery(self) -> list[Act]:
        """From the start of the program until nothing is open that can be found out."""
        life = self._life()
        self._first(life, FIRST[self._matter.kind])
        assert life.recover(None)
        life.kill()
        return self._seen(life)

    @staticmethod
    def _seen(life: Life) -> list[Act]:
        acts = life.killing.acts()
        missing = {"wal.write", "wal.sync", "fresh.connect", "fresh.request", "fresh.reply"} - {act.name for act in acts}
        assert not missing, f"the library does not see {', '.join(sorted(missing))}"
        return acts

    def row(self, end: Boundary) -> Row:
        return self._row("first", end, lambda life: self._first(life, end))

    def row_of_recovery(self, end: Boundary) -> Row:
        def die_twice(life: Life) -> None:
            self._first(life, FIRST[self._matter.kind])
            life.recover(end)
            assert life.killed(), "lived"

        return self._row("second", end, die_twice)

    @staticmethod
    def _first(life: Life, end: Boundary) -> None:
        life.begin(end)
        life.review()
        life.send()
        assert life.killed(), "lived"

    def _row(self, which: str, end: Boundary, die) -> Row:
        life, row = self._life(), Row(self._matter.kind, which, end)
        row.told = life.told
        try:
            die(life)
            row.journal = life.rows()
            life.restart()
            life.settle()
            life.ask_by_code()
            life.somebody_else()
            life.visit()
            row.truth = life.truth()
            row.wrong = life.wrongs(recorded=bool(row.journal))
        except (AssertionError, TimeoutError, OSError) as error:  # a row of the table; the next life begins anew
            row.wrong = [f"{type(error).__name__}: {error}"]
        return row

    def end(self) -> None:
        self._life().end()


def rows_of(rig: Rig, matter: Matter, everything: bool, out) -> list[Row]:
    """Written to `out` as they come."""
    table, rows = Table(rig, matter), []
    parts = ((table.acts(), chosen, table.row), (table.acts_of_recovery(), syncs, table.row_of_recovery))
    for acts, some, row in parts:
        for end in (every if everything else some)(acts):
            rows.append(row(end))
            print(rows[-1], file=out, flush=True)
    table.end()
    return rows


def main(pki: str, folder: str, kind: str, how: str) -> int:
    matter = next(matter for matter in BOTH if matter.kind == kind)
    with Rig(Path(folder) / kind, Path(pki), change=hospital) as rig:
        rows = rows_of(rig, matter, how == "all", sys.stdout)
    return 1 if any(row.wrong for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
