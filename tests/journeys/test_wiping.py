"""After a visit nothing of it is left: neither in the terminal's writable memory nor in any file it wrote."""
import json
import subprocess

import pytest
from circle_journey.filing import LONG_STAY, counts, send, to_review, wait_more
from circle_journey.where import BIN

SCANNER = BIN / "circle-memory-scan"


def markers_of(person) -> list:
    """Her name is too short to prove anything by itself, so the scan takes what only she has."""
    texts = {person.id_number, person.number, person.card_number, person.identification}

    def collect(value):
        if isinstance(value, dict):
            for inner in value.values():
                collect(inner)
        elif isinstance(value, list):
            for inner in value:
                collect(inner)
        elif isinstance(value, str) and len(value.encode()) >= 12 and not value.isascii():
            texts.add(value)

    collect(person.book)
    if len(person.name.encode()) >= 9:
        texts.add(person.name)
    return sorted(texts)


def scan(rig, markers) -> subprocess.CompletedProcess:
    return subprocess.run([SCANNER, str(rig.terminal.process_id()), "--markers-file", "-", "--files", str(rig.work),
                           "--files", str(rig.folder / "terminal.log")],
                          input="\n".join(markers), capture_output=True, text=True, timeout=120)


def see_everything(rig, slug):
    person = rig.to_query(slug)
    rig.wait_answers()
    return person, markers_of(person)


def leave(rig, how):
    if how == "timed_out":
        rig.screen.advance(60_000)
        rig.screen.wait_node("timeout.more")
        rig.screen.advance(20_000)
    else:
        rig.screen.tap(how)
    rig.screen.wait_event("wipe.end")
    rig.screen.wait_state("farewell")


@pytest.mark.parametrize("how", ["query.done", "bar.cancel", "timed_out"])
@pytest.mark.parametrize("slug", ["employee", "rare-2022"])
def test_nothing_is_left(rig, slug, how):
    person, markers = see_everything(rig, slug)
    assert scan(rig, markers).returncode == 1, "during the visit she must be found, or the scan proves nothing"
    leave(rig, how)
    found = scan(rig, markers)
    assert found.returncode == 0, json.dumps({"found": found.stdout[-4000:], "said": found.stderr[-500:],
                                              "markers": markers}, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("end, fault", [("accepted", None), ("unknown", "close")])
def test_nothing_is_left_of_a_matter(rig, end, fault):
    """The sealed rows of the journal are all that is kept, also while its end is not known."""
    to_review(rig, "long-name", "I13", LONG_STAY, tel="13973598765")
    person, before = rig.people["long-name"], counts(rig)
    markers = [*markers_of(person), "13973598765"]
    if fault:
        rig.platform.fault(fault, "LC13")
        rig.platform.fault("lose_lookup", "LC00", times=0)
    send(rig)
    wait_more(rig, end, before)
    assert scan(rig, markers).returncode == 1
    leave(rig, "result.done")
    found = scan(rig, markers)
    assert found.returncode == 0, json.dumps({"found": found.stdout[-4000:], "said": found.stderr[-500:],
                                              "markers": markers}, ensure_ascii=False, indent=1)
