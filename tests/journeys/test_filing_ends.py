"""How a matter ends that did not end at once: nobody knows, found out later, told when its person comes again, held back
meanwhile, asked for with its code."""
import json

import pytest
from circle_journey.filing import (LONG_STAY, REFERRAL, begin, counts, entries, hospital, leave, send, to_review,
                                   wait_more)

RIG = {"change": hospital}


# --- ends that nobody knows


UNKNOWN = [("paused", "I13", LONG_STAY, "LC13"), ("many-filings", "I20", REFERRAL, "2501")]


@pytest.mark.parametrize("slug, item, of, infno", UNKNOWN)
def test_line_cut_at_send(rig, slug, item, of, infno):
    """The request arrives and is executed, its reply is lost and so is the line: nobody knows. With the line back the
    terminal finds out by itself, sends nothing twice, and tells her first when she comes again."""
    to_review(rig, slug, item, of)
    person, before = rig.people[slug], counts(rig)
    rig.platform.fault("close", infno)
    if infno == "LC13":  # the list before a filing must be read, and its look-up comes two seconds after at the earliest
        rig.platform.fault("lose_lookup", "LC00", times=0)
    send(rig)
    rig.platform.line("off")
    rig.picture("unknown")
    wait_more(rig, "unknown", before)
    leave(rig)
    rig.platform.clear()
    rig.screen.wait_gone("banner.line")
    wait_more(rig, "confirmed", before)
    assert counts(rig).get("unknown", 0) == before.get("unknown", 0)
    (entry,) = entries(rig, person)
    assert (entry["executed"], entry["state"], len(entry["arrivals"])) == (1, "committed", 1)

    # Another person sees nothing of it.
    rig.to_home("two-relations")
    assert all(secret not in rig.screen.words() for secret in person.secrets())
    rig.go_away()

    # She is told first, and once.
    rig.insert(slug)
    rig.screen.tap("notice.agree")
    rig.screen.wait_state("result")
    rig.picture("told")
    rig.screen.tap("result.done")
    rig.screen.wait_state("home")  # and on with what she came for
    rig.go_away()
    rig.to_home(slug)


def test_local_case_that_never_arrived_is_sent_again_under_its_key(rig):
    """The platform closes without looking at it. The key was not executed, so the same key goes again: once done."""
    to_review(rig, "split-name", "I13", LONG_STAY)
    person, before = rig.people["split-name"], counts(rig)
    rig.platform.fault("close_before", "LC13")
    rig.platform.fault("lose_lookup", "LC00", times=0)
    send(rig)
    wait_more(rig, "unknown", before)
    rig.platform.clear()
    rig.screen.advance(60_000)
    wait_more(rig, "accepted", before)
    first, second = (json.loads(request["body"]) for request in rig.platform.requests("LC13"))
    assert first["input"] == second["input"] and first["msgid"] != second["msgid"]
    (entry,) = entries(rig, person)
    assert entry["executed"] == 1


def test_filing_that_never_arrived_is_not_sent_again(rig):
    """Of a filing that left and was lost nothing proves that it was not done: it is looked for, and never sent again."""
    to_review(rig, "rare-ext-f-g", "I20", REFERRAL)
    person, before = rig.people["rare-ext-f-g"], counts(rig)
    rig.platform.fault("close_before", "2501")
    send(rig)
    wait_more(rig, "unknown", before)
    looked = len(rig.platform.requests("5304"))
    for _ in range(3):
        rig.screen.advance(60_000)
        rig.screen.wait_until(lambda: len(rig.platform.requests("5304")) > looked, "look-up")
        looked = len(rig.platform.requests("5304"))
    assert len(rig.platform.requests("2501")) == 1 and entries(rig, person) == []
    assert counts(rig)["unknown"] == before.get("unknown", 0) + 1


def test_same_matter_is_held_back_while_it_is_open(rig):
    to_review(rig, "no-balance", "I13", LONG_STAY)
    person, before = rig.people["no-balance"], counts(rig)
    rig.platform.fault("close", "LC13")
    rig.platform.fault("lose_lookup", "LC00", times=0)
    send(rig)
    wait_more(rig, "unknown", before)
    leave(rig)
    rig.insert("no-balance")
    rig.screen.tap("notice.agree")
    rig.screen.wait_state("result")  # how it stands
    rig.screen.tap("result.done")
    rig.screen.wait_state("home")
    rig.choose("I13")
    rig.screen.tap("guide.begin")
    rig.screen.wait_state("result")  # the open one instead of a second
    rig.picture("held-back")
    assert len(rig.platform.requests("LC13")) == 1
    rig.platform.clear()
    wait_more(rig, "confirmed", before)
    (entry,) = entries(rig, person)
    assert entry["executed"] == 1


def test_nothing_leaves_while_the_line_is_down(rig):
    to_review(rig, "employee", "I20", REFERRAL)
    before = counts(rig)
    rig.platform.line("off")
    rig.screen.wait_node("banner.line")
    assert not rig.screen.node("review.send")["enabled"]
    rig.picture("no-line")
    assert counts(rig) == before and not rig.platform.requests("2501")
    rig.platform.line("on")
    rig.screen.wait_until(lambda: rig.screen.node("review.send")["enabled"], "line for sending")
    send(rig)
    wait_more(rig, "accepted", before)


# --- asked for with its code


def ask_code(rig, code: str) -> None:
    rig.screen.tap("idle.result")
    rig.screen.wait_state("ask_code")
    for digit in code:
        rig.screen.tap(f"form.code.{digit}")
    rig.screen.tap("form.next")


def test_asked_for_with_its_code(rig):
    """Whoever has the code reads how the matter stands, and nothing about its person."""
    form = to_review(rig, "rare-ext-b-c", "I13", LONG_STAY)
    person, code, before = rig.people["rare-ext-b-c"], form.code(), counts(rig)
    send(rig)
    wait_more(rig, "accepted", before)
    leave(rig)
    ask_code(rig, code)
    rig.screen.wait_state("result")
    rig.picture("by-code")
    words = rig.screen.words()
    assert all(secret not in words for secret in person.secrets())
    assert "东莞" not in words and "0001" not in words
    assert rig.screen.node("rate.1") is None


def test_code_that_nobody_has(rig):
    rig.to_idle()
    rig.screen.tap("idle.result")
    rig.screen.tap("form.next")
    rig.screen.wait_until(lambda: "6 位数字" in rig.screen.words(), "too short")
    for digit in "000000":
        rig.screen.tap(f"form.code.{digit}")
    rig.screen.tap("form.next")
    assert rig.screen.place() == "ask_code"
    rig.screen.wait_until(lambda: "没有这个办理码" in rig.screen.words(), "no such code")
    rig.picture("no-such-code")
