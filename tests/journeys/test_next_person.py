"""Who comes second sees nothing of who was first, however the first one left."""
import pytest


def leave_done(rig):
    rig.screen.tap("query.done")


def leave_cancelled(rig):
    rig.screen.tap("bar.cancel")


def leave_timed_out(rig):
    rig.screen.advance(60_000)
    rig.screen.wait_node("timeout.more")
    rig.screen.advance(20_000)


def leave_with_elder_view_and_english(rig):
    rig.screen.tap("bar.elder")
    rig.screen.tap("bar.language")
    rig.screen.wait_until(lambda: rig.screen.state()["language"] == "en", "English")
    rig.screen.tap("bar.cancel")


@pytest.mark.parametrize("leave", [leave_done, leave_cancelled, leave_timed_out, leave_with_elder_view_and_english])
def test_nothing_of_the_first_person(rig, leave):
    first = rig.to_query("employee")
    rig.wait_answers()
    leave(rig)
    rig.screen.wait_state("farewell")
    trees = [rig.screen.words()]
    rig.remove()
    rig.screen.wait_until(lambda: "请取回您的卡" not in rig.screen.words(), "card gone")
    rig.screen.advance(5_000)
    rig.screen.wait_state("idle")
    state = rig.screen.state()
    assert (state["language"], state["view"]) == ("zh-CN", "standard")
    trees.append(rig.screen.words())
    rig.insert("no-insurance")
    rig.screen.tap("notice.agree")
    rig.screen.wait_state("home")
    trees.append(rig.screen.words())
    rig.open_query()
    rig.wait_answers()
    trees.append(rig.screen.words())
    about_first = [*first.secrets(), "431*************31", "1,286.40", "桂阳县演示机械厂", "高血压"]
    assert [text for text in about_first if text in "\n".join(trees)] == []
    assert "陈一诺" in trees[-1]


def test_another_card_ends_the_visit_before_it(rig):
    rig.to_query("employee")
    rig.remove()
    rig.screen.wait_node("taken.more")
    rig.insert("no-insurance")
    rig.screen.wait_state("notice")
    assert "周建国" not in rig.screen.words()
    rig.screen.tap("notice.agree")
    rig.screen.wait_state("home")
    rig.open_query()
    words = rig.screen.words()
    assert "陈一诺" in words and "周建国" not in words


def test_late_answer_of_a_visit_that_is_over_is_nobodys(rig):
    rig.to_idle()
    rig.platform.fault("delay", "1101", ms=2500)
    rig.insert("employee")
    rig.screen.tap("notice.agree")
    rig.screen.wait_state("reading")
    rig.screen.wait_until(lambda: rig.platform.requests("1101"), "question")
    rig.screen.tap("bar.cancel")
    rig.remove()
    rig.screen.advance(5_000)
    rig.screen.wait_state("idle")
    rig.screen.wait_until(lambda: [entry for entry in rig.platform.log("answer") if entry["faults"] == ["delay"]],
                          "late answer")
    assert rig.screen.place() == "idle"
    rig.insert("no-insurance")
    rig.screen.tap("notice.agree")
    rig.screen.wait_state("home")
    rig.open_query()
    assert "陈一诺" in rig.screen.words() and "周建国" not in rig.screen.words()
