"""The reader itself: pcscd that dies and comes back, and a card that is not ours."""
from circle_journey.replay_card import ReplayCard


def test_pcscd_killed_and_restarted_while_idle(rig):
    rig.to_idle()
    rig.pcscd.kill()
    rig.screen.wait_until(lambda: not rig.screen.node("idle.start")["enabled"], "word that the reader is away")
    rig.picture("no-reader")
    rig.pcscd.start()
    rig.screen.wait_until(lambda: rig.screen.node("idle.start")["enabled"], "reader back")
    rig.to_query("employee")


def test_pcscd_killed_while_a_card_is_asked_for(rig):
    rig.to_idle()
    rig.screen.tap("idle.start")
    rig.screen.tap("notice.agree")
    rig.screen.wait_state("identify")
    rig.pcscd.kill()
    rig.screen.wait_node("identify.counter")
    rig.pcscd.start()
    rig.screen.wait_gone("identify.counter")
    rig.insert("employee")
    rig.screen.wait_state("home")


def test_pcscd_killed_while_a_card_is_read(rig):
    rig.to_idle()
    rig.screen.tap("idle.start")
    rig.screen.tap("notice.agree")
    rig.screen.wait_state("identify")
    rig.card.fault("stall 2000 2")
    rig.insert("employee")
    rig.screen.wait_state("reading")
    rig.pcscd.kill()
    rig.screen.wait_state("trouble")
    rig.card.clear()
    rig.remove()
    rig.pcscd.start()
    rig.screen.wait_until(lambda: _tries(rig), "reader back")
    rig.insert("employee")
    rig.screen.wait_state("home")


def _tries(rig) -> bool:
    """Tries again where it is offered; true when a card is asked for."""
    if rig.screen.place() == "trouble":
        rig.screen.tap("trouble.retry")
    return rig.screen.place() == "identify" and rig.screen.node("identify.counter") is None


def test_pcscd_killed_while_her_page_is_open(rig):
    person = rig.to_query("employee")
    rig.pcscd.kill()
    rig.screen.wait_until(lambda: not rig.terminal.card_inside(), "reader away")
    assert person.name in rig.screen.words()  # a dead reader is no reason to throw her out
    rig.pcscd.start()
    rig.screen.wait_until(rig.terminal.card_inside, "card found again")
    # To the reader's service the card is new (the virtual one comes 200 ms after it). Whoever put it there, the person
    # before is not shown any more unless the reader is sure that the card never left.
    rig.screen.wait_until(lambda: rig.screen.place() in ("query", "notice"), "decision")
    assert rig.screen.place() == "query" or person.name not in rig.screen.words()
    rig.remove()
    rig.screen.wait_until(lambda: _left(rig), "end")
    assert person.name not in rig.screen.words()


def _left(rig) -> bool:
    if rig.screen.node("taken.end"):
        rig.screen.tap("taken.end")
    elif rig.screen.place() == "notice":
        rig.screen.tap("bar.cancel")
    return rig.screen.place() in ("farewell", "idle")


def test_card_that_is_not_ours_2_0(rig):
    _by_replay(rig, 2)


def test_card_that_is_not_ours_3_0(rig):
    _by_replay(rig, 3)


def _by_replay(rig, version):
    rig.to_idle()
    with ReplayCard(version):
        rig.screen.tap("notice.agree")
        rig.screen.wait_state("home")
        rig.open_query()
        assert "演示甲" in rig.screen.words()
        rig.screen.tap("query.done")
        rig.screen.wait_state("farewell")
    rig.screen.wait_until(lambda: "请取回您的卡" not in rig.screen.words(), "card gone")
    rig.screen.advance(5_000)
    rig.screen.wait_state("idle")
