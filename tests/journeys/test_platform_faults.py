"""Replies that are late, lost, broken or odd. What can be read is read; what cannot is never shown as a person."""
import json

import pytest

# Odd but whole: the tolerant reader takes it (platform-interface §1.2, §6).
ODD = [("string_infcode", {}), ("array_output", {}), ("extra_fields", {}), ("numbers_as_strings", {}), ("escapes", {}),
       ("chunked", {}), ("hang_up", {}), ("slow", {"ms": 5}), ("delay", {"ms": 1500})]

# Nothing in it that may be shown.
BROKEN = [("close", {}), ("http", {"status": 502}), ("http", {"status": 500}), ("http", {"status": 404}), ("cut", {}),
          ("failure", {"text": "系统繁忙"}), ("failure", {"code": 1, "text": "x"}), ("no_infcode", {}),
          ("null_output", {}), ("empty_output", {}), ("null_fields", {}), ("invalid_utf8", {}), ("not_json", {}),
          ("empty_body", {}), ("deep", {}), ("huge", {"bytes": 10 << 20}), ("redirect", {}),
          ("infcode", {"value": "zero"}), ("rename", {"from": "baseinfo", "to": "person"}),
          ("signature_refused", {}), ("clock_refused", {}), ("refused", {"token": "CP-FIELD-LENGTH"})]


def name(row):
    return "-".join([row[0], *map(str, row[1].values())])[:40]


@pytest.mark.parametrize("fault", ODD, ids=name)
def test_odd_reply_is_read(rig, fault):
    rig.to_idle()
    rig.platform.fault(fault[0], "1101", **fault[1])
    rig.insert("employee")
    rig.screen.tap("notice.agree")
    rig.screen.wait_state("home")
    rig.open_query()
    words = rig.screen.words()
    assert "周建国" in words and "1,286.40 元" in words


@pytest.mark.parametrize("fault", BROKEN, ids=name)
def test_broken_reply_shows_nobody_and_can_be_tried_again(rig, fault):
    rig.to_idle()
    # Every time: a query whose reused connection died may be asked once more by itself.
    rig.platform.fault(fault[0], "1101", times=0, **fault[1])
    person = rig.insert("employee")
    rig.screen.tap("notice.agree")
    rig.screen.wait_state("trouble")
    rig.picture("trouble")
    words = rig.screen.words()
    assert [secret for secret in person.secrets() if secret in words] == []
    rig.platform.clear()
    rig.wait_line()
    rig.screen.tap("trouble.retry")
    rig.screen.wait_state("home")


def test_platforms_own_words_are_shown_but_not_spoken(rig):
    rig.to_idle()
    rig.screen.said()
    rig.platform.fault("failure", "1101", text="该人员信息正在核对，请联系经办机构")
    rig.insert("employee")
    rig.screen.tap("notice.agree")
    rig.screen.wait_state("trouble")
    assert "该人员信息正在核对" in rig.screen.words()
    assert "该人员信息正在核对" not in str(rig.screen.said())


@pytest.mark.parametrize("infno", ["2001", "5301", "5302", "5304"])
@pytest.mark.parametrize("fault", ["close", "http", "cut", "failure"])
def test_one_question_that_fails_leaves_the_others(rig, infno, fault):
    rig.to_home("employee")
    rig.platform.fault(fault, infno, times=0)
    rig.open_query()
    rig.wait_answers()
    assert "1,286.40 元" in rig.screen.words()
    rig.screen.wait_node("query.again")
    rig.platform.clear()
    rig.screen.tap("query.again")
    rig.wait_answers()
    assert rig.screen.node("query.again") is None


def test_sign_no_that_expired_is_renewed_without_anybody_seeing_it(rig):
    rig.to_idle()
    before = rig.platform.executed()["9001"]
    rig.platform.ask("expire_sign")
    rig.to_query("employee")
    assert "周建国" in rig.screen.words()
    assert rig.platform.executed()["9001"] > before
    refused = [entry for entry in rig.platform.log("answer") if entry["verdict"] == "CP-SIGNIN"]
    assert refused
    numbers = [json.loads(entry["body"])["msgid"] for entry in rig.platform.requests()]
    assert len(numbers) == len(set(numbers))


def test_clock_that_differs_is_followed(rig):
    rig.to_idle()
    rig.platform.ask("clock", offset_s=900)
    rig.insert("employee")
    rig.screen.tap("notice.agree")
    rig.screen.wait_until(lambda: rig.screen.place() in ("home", "trouble"), "answer")
    if rig.screen.place() == "trouble":  # the refusal told the platform's time; the next is stamped with it
        rig.screen.tap("trouble.retry")
        rig.screen.wait_state("home")


def test_long_wait_can_be_left(rig):
    rig.to_idle()
    rig.platform.fault("delay", "1101", ms=8000)
    rig.insert("employee")
    rig.screen.tap("notice.agree")
    rig.screen.wait_state("reading")
    rig.screen.tap("bar.cancel")
    rig.screen.wait_state("farewell")
    rig.remove()
    rig.screen.advance(5_000)
    rig.screen.wait_state("idle")


def test_reused_connection_that_died_is_no_trouble_for_a_query(rig):
    rig.to_home("employee")
    rig.platform.ask("drop")
    rig.open_query()
    rig.wait_answers()
    assert rig.screen.node("query.again") is None
