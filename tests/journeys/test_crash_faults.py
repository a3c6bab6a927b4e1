"""A matter whose end the platform hides, in a terminal that is killed before it has found out and started again."""
import pytest
from circle_journey.crash import Life
from circle_journey.kill_table import hospital
from circle_journey.matters import BOTH, FILING, LOCAL
from circle_journey.process import wait_for
from circle_journey.truth import DONE, HANDED_OVER, NO_WORD, OPEN

RIG = {"change": hospital}
both = pytest.mark.parametrize("matter", BOTH, ids=lambda matter: matter.kind)


@pytest.fixture
def life_of(rig, request):
    """life_of(matter) → a Life before its review page, on a terminal of its own."""
    lives = []

    def make(matter) -> Life:
        life = Life(rig, matter, f"life-{len(lives)}")
        lives.append(life)
        life.begin(watched=False)
        life.review()
        return life

    yield make
    if not getattr(request.node, "failed_in_call", True):
        lives[-1].end()


def sent(life: Life, at_once: str) -> None:
    """Sent, told `at_once`, and killed."""
    assert life.send()
    assert life.told.at_once == at_once
    life.kill()


def came_back(life: Life, told: str) -> None:
    """Started again, settled, and asked for by everybody: she is told `told`."""
    life.restart()
    life.settle()
    life.ask_by_code()
    life.somebody_else()
    assert life.visit() == told
    if told != NO_WORD:
        assert life.told.by_code == told


def true(life: Life, arrivals: int, executed: int) -> None:
    truth = life.truth()
    assert (truth.arrivals, truth.executed) == (arrivals, executed)
    assert life.wrongs(recorded=True) == []


@both
def test_kept_connection_that_dies_is_not_used_to_send(rig, life_of, matter):
    """libcurl by itself sends a POST a second time when a reused connection dies; an order has a fresh one."""
    life = life_of(matter)
    rig.platform.fault("close_reused", matter.infno, executed=True)
    sent(life, DONE)
    came_back(life, NO_WORD)
    true(life, arrivals=1, executed=1)
    assert rig.platform.ask("status")["faults"] == ["close_reused"]  # nothing has met it


@both
def test_reply_lost(rig, life_of, matter):
    life = life_of(matter)
    rig.platform.fault("close", matter.infno)
    sent(life, OPEN)
    came_back(life, DONE)
    true(life, arrivals=1, executed=1)


@both
def test_failure_after_commit(rig, life_of, matter):
    """-1 with words that are in nobody's list of certain refusals proves nothing."""
    life = life_of(matter)
    rig.platform.fault("fail_after_commit", matter.infno, text="系统繁忙，请稍后再试")
    sent(life, OPEN)
    came_back(life, DONE)
    true(life, arrivals=1, executed=1)


@both
def test_reply_of_the_lookup_lost(rig, life_of, matter):
    life = life_of(matter)
    rig.platform.fault("close", matter.infno)
    sent(life, OPEN)
    rig.platform.fault("lose_lookup", matter.lookup, times=3)
    came_back(life, DONE)
    assert life.looks() >= 4
    true(life, arrivals=1, executed=1)


@both
def test_killed_while_the_platform_thinks(rig, life_of, matter):
    """The request has arrived and nothing is answered; it is executed when nobody listens any more."""
    life = life_of(matter)
    rig.platform.fault("commit_late", matter.infno, then="hold")
    rig.screen.tap("review.send")
    wait_for(lambda: life.truth().arrivals == 1, "arrival")
    life.kill()
    assert rig.platform.commit_now() == 1
    came_back(life, DONE)
    true(life, arrivals=1, executed=1)


def test_filing_committed_after_a_look_that_said_nothing(rig, life_of):
    life = life_of(FILING)
    rig.platform.fault("commit_late", FILING.infno)
    sent(life, OPEN)
    came_back(life, OPEN)
    assert life.looks() >= 2 and life.truth().executed == 0
    assert rig.platform.commit_now() == 1
    life.settle()
    assert life.visit() == DONE
    life.ask_by_code()
    true(life, arrivals=1, executed=1)


def test_case_committed_after_a_look_that_said_nothing(rig, life_of):
    """Its key is not known, so it goes again under it; the first one's late commit then finds it done."""
    life = life_of(LOCAL)
    rig.platform.fault("commit_late", LOCAL.infno)
    sent(life, OPEN)
    came_back(life, DONE)
    rig.platform.commit_now()
    true(life, arrivals=2, executed=1)


def test_filing_that_the_platform_threw_away(rig, life_of):
    """Nothing proves that it was not done; so it stays open, and never goes again."""
    life = life_of(FILING)
    rig.platform.fault("close_before", FILING.infno)
    sent(life, OPEN)
    came_back(life, OPEN)
    assert life.looks() >= 2
    true(life, arrivals=1, executed=0)


def test_case_that_the_platform_threw_away(rig, life_of):
    life = life_of(LOCAL)
    rig.platform.fault("close_before", LOCAL.infno)
    sent(life, OPEN)
    came_back(life, DONE)
    true(life, arrivals=2, executed=1)


def test_equal_filing_from_another_channel(rig, life_of):
    """Ours was thrown away; the one that stands is as good, by whomever."""
    life = life_of(FILING)
    rig.platform.fault("close_before", FILING.infno)
    sent(life, OPEN)
    rig.platform.file_elsewhere(FILING.infno)
    came_back(life, DONE)
    true(life, arrivals=1, executed=0)
    assert life.truth().standing == 1


def test_equal_filing_from_another_channel_beside_ours(rig, life_of):
    """Two stand and one is wanted: for a person to put right."""
    life = life_of(FILING)
    rig.platform.fault("close", FILING.infno)
    sent(life, OPEN)
    rig.platform.file_elsewhere(FILING.infno)
    came_back(life, HANDED_OVER)
    true(life, arrivals=1, executed=1)
    assert life.truth().standing == 2
