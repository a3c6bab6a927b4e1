"""The faults that leave a sender without the truth: before execution, after it, and long after it."""
import json
import threading
import time

import pytest
from filer import KEY, KINDS, changed
from typed import SIGN_IN, fill
from typed_filings import REFERRAL, REFERRAL_LOOK, REFERRAL_UNDO, REMOTE, REMOTE_LOOK


def executed(filer, infno="2501"):
    return filer.platform.command("status")["executed"].get(infno, 0)


def until(what):
    """Waits for what must happen; thirty seconds without it is a failure."""
    end = time.monotonic() + 30
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)


def states(filer):
    return [entry["state"] for entry in filer.books()]


def test_close_before_takes_the_request_and_does_nothing(filer):
    before, body = executed(filer), filer.fill(REFERRAL)
    filer.platform.fault("close_before", infno="2501")
    filer.lost("2501", body)
    assert len(filer.arrivals("2501")) == 1 and executed(filer) == before and filer.books() == []
    answer = filer.platform.log("answer")[-1]
    assert (answer["verdict"], answer["status"]) == ("fault: close_before", 0)
    assert filer.platform.ask("2501", changed(body, tel="1"))["infcode"] == 0  # its msgid was never looked at


def test_close_executes_first(filer):
    filer.platform.fault("close", infno="2501")
    filer.lost("2501", filer.fill(REFERRAL))
    assert states(filer) == ["committed"] and len(filer.look()) == 1


@pytest.mark.parametrize("params, done", [({}, 0), ({"executed": False}, 0), ({"executed": True}, 1)])
def test_close_reused_spares_a_fresh_connection(filer, params, done):
    filer.platform.fault("close_reused", infno="2501", **params)
    filer.platform.connect()
    filer.file()  # the first of its connection: the fault waits
    assert filer.platform.command("status")["faults"] == ["close_reused"]
    filer.lost("2501", filer.fill(REFERRAL))  # the second of the same connection
    assert len(filer.books()) == 1 + done
    filer.file()
    assert len(filer.arrivals("2501")) == 3 and len(filer.books()) == 2 + done


def test_close_reused_meets_a_sender_that_sends_again_by_itself(filer):
    """One call, two arrivals: what a client does that re-sends on a fresh connection."""
    filer.platform.fault("close_reused", infno="2501", executed=True)
    body = filer.fill(REFERRAL)
    filer.look()
    filer.lost("2501", body)
    assert filer.platform.ask("2501", body)["infcode"] == 0
    first, second = [entry for entry in filer.platform.log("request") if entry["path"].endswith("2501")]
    assert first["body"] == second["body"] and first["connection"] != second["connection"]
    assert states(filer) == ["committed", "committed"]  # twice done: the harm


def test_fail_after_commit(filer):
    filer.platform.fault("fail_after_commit", infno="2501", text="数据库连接超时")
    reply = filer.platform.ask("2501", filer.fill(REFERRAL))
    assert (reply["infcode"], reply["err_msg"], reply["output"]) == (-1, "数据库连接超时", None)
    assert states(filer) == ["committed"] and len(filer.look()) == 1


def test_fail_after_commit_leaves_a_refusal_alone(filer):
    filer.platform.fault("fail_after_commit", infno="2501", text="数据库连接超时")
    assert filer.platform.refusal("2501", changed(filer.fill(REFERRAL), refl_rea=None)) == "CP-FIELD-MISSING"
    assert filer.books() == []


def test_lose_lookup_loses_only_lookups(filer):
    filer.platform.fault("lose_lookup", times=2)
    number = filer.file()
    assert filer.platform.ask("9001", fill(SIGN_IN))["infcode"] == 0
    before = executed(filer, "5304")
    filer.lost("5304", filer.fill(REFERRAL_LOOK))
    assert executed(filer, "5304") == before + 1
    filer.lost("LC00", filer.fill(REMOTE_LOOK))
    assert len(filer.look()) == 1
    filer.platform.fault("lose_lookup", infno="5304")
    assert filer.look("2503") == []
    filer.lost("5304", filer.fill(REFERRAL_LOOK))
    assert filer.undo(number)["infcode"] == 0


# --- commits that come late

@pytest.mark.parametrize("infno", KINDS)
def test_commit_late_after_a_lookup_said_nothing(filer, infno):
    before = executed(filer, infno)
    filer.platform.fault("commit_late", infno=infno)
    filer.lost(infno, filer.fill(KINDS[infno][0]))
    assert filer.look(infno) == [] and states(filer) == ["pending"] and executed(filer, infno) == before
    assert filer.books()[0]["executed"] == 0 and filer.platform.command("status")["waiting"] == 1
    assert filer.platform.command("commit_now") == 1
    assert len(filer.look(infno)) == 1 and states(filer) == ["committed"] and executed(filer, infno) == before + 1
    assert filer.platform.command("commit_now") == 0 and executed(filer, infno) == before + 1


def test_commit_late_by_the_clock(filer):
    filer.platform.fault("commit_late", infno="2501", ms=1)
    filer.lost("2501", filer.fill(REFERRAL))
    until(lambda: states(filer) == ["committed"])
    assert len(filer.look()) == 1


def test_commit_late_answered_now(filer):
    filer.platform.fault("commit_late", infno="2501", then="answer")
    number = filer.file()
    assert filer.look() == []
    assert filer.platform.refusal("2502", filer.fill(REFERRAL_UNDO, number)) == "CP-FILING"  # it does not stand yet
    filer.platform.command("commit_now")
    assert filer.books()[0]["number"] == number and len(filer.look()) == 1


@pytest.mark.parametrize("fault", [{"name": "http", "status": 504}, {"name": "fail_after_commit", "text": "系统繁忙"}])
def test_commit_late_works_with_others(filer, fault):
    filer.platform.fault("commit_late", infno="2501", then="answer")
    filer.platform.fault(infno="2501", **fault)
    status, body = filer.platform.send("2501", filer.fill(REFERRAL))
    assert status == fault.get("status", 200)
    assert fault["name"] == "http" or json.loads(body)["err_msg"] == "系统繁忙"
    assert filer.look() == []
    filer.platform.command("commit_now")
    assert len(filer.look()) == 1


def test_commit_late_holds_the_line(filer):
    """Nothing comes until it is done: the sender's own time-out ends it first, or the reply tells the truth."""
    def waiting():
        return filer.platform.command("status")["waiting"]

    filer.platform.fault("commit_late", infno="2501", times=2, then="hold")
    filer.platform.connect().sock.settimeout(0.1)
    with pytest.raises(TimeoutError):
        filer.platform.send("2501", filer.fill(REFERRAL))
    filer.platform.hang_up()
    until(waiting)
    assert filer.look() == [] and states(filer) == ["pending"]
    filer.platform.command("commit_now")
    assert len(filer.look()) == 1

    numbers = []
    sender = threading.Thread(target=lambda: numbers.append(filer.file()), daemon=True)
    sender.start()
    until(waiting)
    assert numbers == []
    filer.platform.command("commit_now")
    sender.join(30)
    assert numbers == [filer.books()[-1]["number"]] and states(filer) == ["committed", "committed"]


def test_commit_late_dropped_by_clear(filer):
    filer.platform.fault("commit_late", infno="2501")
    filer.lost("2501", filer.fill(REFERRAL))
    filer.platform.command("clear")
    assert filer.platform.command("commit_now") == 0 and states(filer) == ["dropped"] and filer.look() == []


def test_commit_late_does_not_touch_a_refusal_or_a_query(filer):
    filer.platform.fault("commit_late", times=0)
    assert filer.platform.refusal("2501", changed(filer.fill(REFERRAL), refl_type="9")) == "CP-FIELD-VALUE"
    assert filer.look() == [] and filer.platform.command("status")["waiting"] == 0


def test_undo_late(filer):
    number, before = filer.file(), executed(filer, "2502")
    filer.platform.fault("commit_late", infno="2502", times=2)
    for _ in range(2):  # both are taken, one can be done
        filer.lost("2502", filer.fill(REFERRAL_UNDO, number))
    assert len(filer.look()) == 1 and executed(filer, "2502") == before
    filer.platform.command("commit_now")
    assert filer.look() == [] and states(filer) == ["undone"] and executed(filer, "2502") == before + 1
    assert filer.books()[0]["undo"]["arrival"] == filer.arrivals("2502")[0]


def test_local_case_late_is_executed_once_all_the_same(filer):
    filer.platform.fault("commit_late", infno="LC13")
    filer.lost("LC13", filer.fill(REMOTE))
    assert filer.known()["stas"] == "0" and states(filer) == ["pending"]
    before = executed(filer, "LC13")
    result = filer.remote()["output"]["result"]  # sent again under its key, before the first was done
    assert filer.platform.log("answer")[-1]["repeated"] is False
    assert filer.known() == {**result, "stas": "1"} and executed(filer, "LC13") == before + 1
    filer.platform.command("commit_now")
    (entry,) = filer.books()
    assert (entry["executed"], entry["local_key"], len(entry["arrivals"])) == (1, KEY, 2)
    assert executed(filer, "LC13") == before + 1 and filer.remote()["output"]["result"] == result


def test_local_case_late_and_alone(filer):
    filer.platform.fault("commit_late", infno="LC13")
    filer.lost("LC13", filer.fill(REMOTE))
    filer.platform.command("commit_now")
    assert filer.known()["stas"] == "1"
    filer.remote()
    assert filer.platform.log("answer")[-1]["repeated"] is True and filer.books()[0]["executed"] == 1


@pytest.mark.parametrize("fields", [{"name": "fail_after_commit"}, {"name": "commit_late", "then": "later"},
                                    {"name": "commit_late", "ms": "soon"}])
def test_fault_without_what_it_needs(filer, fields):
    with pytest.raises(AssertionError, match="'ok': False"):
        filer.platform.fault(**fields)
    assert filer.platform.command("status")["faults"] == []
