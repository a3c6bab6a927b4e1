"""A referral is taken back on its person's wish, by the number that the platform gave it: 2502 (platform-interface §4.4),
settled by the list of 5304. What is looked at: the stand-in's books and what arrived."""
import json

from circle_journey.filing import (REFERRAL, counts, entries, hospital, leave, send, to_review, wait_more)

RIG = {"change": hospital}


def file_referral(rig, slug: str) -> str:
    """Filed and told; the number that the platform gave it."""
    to_review(rig, slug, "I20", REFERRAL)
    before = counts(rig)
    send(rig)
    wait_more(rig, "accepted", before)
    rig.screen.tap("result.home")
    rig.screen.wait_state("home")
    return entries(rig, rig.people[slug])[-1]["number"]


def to_undo(rig) -> None:
    """From home: her insurance, its only filing that can be taken back, the last look."""
    rig.open_query()
    rig.wait_answers()
    rig.screen.wait_node("query.undo.0")
    rig.picture("listed")
    rig.screen.tap("query.undo.0")
    rig.screen.wait_state("review")
    rig.screen.wait_until(lambda: rig.screen.node("review.send")["enabled"], "may be taken back")


def undo_sent(rig) -> dict:
    (request,) = rig.platform.requests("2502")
    return json.loads(request["body"])["input"]["data"]


def test_referral_taken_back(rig):
    number = file_referral(rig, "resident")
    person, before = rig.people["resident"], counts(rig)
    to_undo(rig)
    rig.picture("last-look")
    words = rig.screen.words("review.")
    assert "确定撤销" in words and "长沙市演示医院" in words and "430*************" in words
    assert person.id_number not in rig.screen.words() and "脑梗死" not in rig.screen.words()
    assert not rig.platform.requests("2502")
    send(rig)
    rig.picture("taken-back")
    wait_more(rig, "accepted", before)
    assert "已撤销" in rig.screen.words()
    sent = undo_sent(rig)
    assert (sent["trt_dcla_detl_sn"], sent["psn_no"]) == (number, person.number)
    (entry,) = entries(rig, person)
    assert entry["state"] == "undone" and entry["undo"]["infno"] == "2502"
    rig.screen.tap("result.home")
    rig.open_query()
    rig.wait_answers()
    assert rig.screen.node("query.undo.0") is None
    rig.go_away()
    rig.to_home("resident")  # she was told; nothing is left to be told


def test_line_cut_at_the_undoing(rig):
    """Executed, the reply lost, the line gone: nobody knows. The list shows one less, and she is told when she comes again."""
    file_referral(rig, "many-filings")
    person, before = rig.people["many-filings"], counts(rig)
    to_undo(rig)
    rig.platform.fault("close", "2502")
    send(rig)
    rig.platform.line("off")
    wait_more(rig, "unknown", before)
    assert "待确认" in rig.screen.words() and "已撤销" not in rig.screen.words()
    rig.picture("unknown")
    leave(rig)
    rig.platform.clear()
    rig.screen.wait_gone("banner.line")
    wait_more(rig, "confirmed", before)
    assert len(rig.platform.requests("2502")) == 1
    (entry,) = entries(rig, person)
    assert entry["state"] == "undone"
    rig.insert("many-filings")
    rig.screen.tap("notice.agree")
    rig.screen.wait_state("result")
    rig.picture("told")
    assert "已经核实，撤销了" in rig.screen.words()
    rig.screen.tap("result.done")
    rig.screen.wait_state("home")


def test_undoing_that_never_arrived_is_not_sent_again(rig):
    file_referral(rig, "paused")
    person, before = rig.people["paused"], counts(rig)
    to_undo(rig)
    rig.platform.fault("close_before", "2502")
    send(rig)
    wait_more(rig, "unknown", before)
    looked = len(rig.platform.requests("5304"))
    rig.screen.advance(60_000)
    rig.screen.wait_until(lambda: len(rig.platform.requests("5304")) > looked, "look-up")
    assert len(rig.platform.requests("2502")) == 1
    (entry,) = entries(rig, person)
    assert entry["state"] == "committed"
    assert "待确认" in rig.screen.words()


def test_taken_back_elsewhere_meanwhile(rig):
    """Between the list on screen and her touch another channel takes it back: nothing is sent, and she reads why."""
    number = file_referral(rig, "two-relations")
    before = counts(rig)
    to_undo(rig)
    rig.platform.undo_elsewhere(number)
    rig.screen.tap("review.send")
    rig.screen.wait_state("result")
    rig.picture("already-gone")
    wait_more(rig, "absent", before)
    assert "平台已经没有这条备案" in rig.screen.words()
    assert not rig.platform.requests("2502")


def test_nobody_takes_back_what_is_somebody_elses(rig):
    number = file_referral(rig, "employee")
    rig.go_away()
    rig.to_query("long-name")
    rig.wait_answers()
    assert rig.screen.node("query.undo.0") is None and number not in rig.screen.words()
    rig.picture("nothing-of-hers")
    (entry,) = entries(rig, rig.people["employee"])
    assert entry["state"] == "committed" and not rig.platform.requests("2502")
