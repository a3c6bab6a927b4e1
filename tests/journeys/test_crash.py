"""The terminal killed (-9) around its writes to the journal and around every send, and started again: at most one arrival
of a filing, exactly one execution of a case of the local contract, and what people were told was true by the stand-in's
raw log and books. CIRCLE_KILL=all: at every act instead of the chosen ones (tests/run --long; tests/journeys/kill-table)."""
import os

import pytest
from circle_journey.kill_table import HEAD, hospital, line_of, rows_of
from circle_journey.matters import BOTH

RIG = {"change": hospital}
EVERYTHING = os.environ.get("CIRCLE_KILL") == "all"


@pytest.mark.parametrize("matter", BOTH, ids=lambda matter: matter.kind)
def test_killed(rig, matter):
    with open(rig.folder / f"kill-table-{matter.kind}.txt", "w", encoding="utf-8") as out:
        print(line_of(HEAD), file=out)
        rows = rows_of(rig, matter, EVERYTHING, out)
    wrong = [str(row) for row in rows if row.wrong]
    assert not wrong, "\n".join(["", line_of(HEAD), *wrong])

    # The kills fell where they should: each state of the journal was met by some, before and after the request left.
    first = [row for row in rows if row.life == "first"]
    assert {state for row in first for state in row.journal} == {"recorded", "sending", "accepted"}
    assert {"unknown"} <= {state for row in rows if row.life == "second" for state in row.journal}
    if matter.kind == "filing":
        assert {row.truth.arrivals for row in first} == {0, 1}
    assert {row.told.at_once for row in first} == {"-", "done"}
