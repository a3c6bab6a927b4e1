"""Every way out of every state: cancel, back, time-out with warning and more time, card taken, card forgotten."""
import pytest

STANDARD = {"warn": 60_000, "grace": 20_000}
ELDER = {"warn": 120_000, "grace": 45_000}


def to_notice(rig):
    rig.screen.tap("idle.start")
    rig.screen.wait_state("notice")


def to_identify(rig):
    to_notice(rig)
    rig.screen.tap("notice.agree")
    rig.screen.wait_state("identify")


def to_trouble(rig):
    to_identify(rig)
    rig.card.fault("foreign")
    rig.insert("employee")
    rig.screen.wait_state("trouble")


def to_home(rig):
    rig.to_home("employee")


def to_group(rig):
    rig.to_home("employee")
    rig.screen.tap("home.group.away")
    rig.screen.wait_state("group")


def to_guide(rig):
    rig.to_home("employee")
    rig.choose("I13")
    rig.screen.wait_state("guide")


def to_query(rig):
    rig.to_query("employee")


def to_counter(rig):
    rig.to_home("employee")
    rig.screen.tap("bar.counter")
    rig.screen.wait_state("counter")


def to_help(rig):
    rig.to_home("employee")
    rig.screen.tap("bar.help")
    rig.screen.wait_state("help")


PLACES = {"notice": to_notice, "identify": to_identify, "trouble": to_trouble, "home": to_home, "group": to_group,
          "guide": to_guide, "query": to_query, "counter": to_counter, "help": to_help}
places = pytest.mark.parametrize("place", PLACES)


def over(rig):
    """The visit has ended: thanks or the card's reminder, then idle; nothing of her on screen."""
    person = rig.people["employee"]
    rig.screen.wait_until(lambda: rig.screen.place() in ("idle", "farewell"), "end of the visit")
    words = rig.screen.words()
    assert [secret for secret in person.secrets() if secret in words] == []
    rig.remove()
    rig.screen.wait_until(lambda: "取回" not in rig.screen.words(), "card gone")
    rig.screen.advance(5_000)
    rig.screen.wait_state("idle")


@places
def test_cancel(rig, place):
    rig.to_idle()
    PLACES[place](rig)
    rig.screen.tap("bar.cancel")
    over(rig)


@places
def test_back_leads_out_in_the_end(rig, place):
    rig.to_idle()
    PLACES[place](rig)
    for _ in range(6):
        if rig.screen.place() in ("idle", "farewell"):
            break
        rig.screen.tap("bar.back")
    over(rig)


@places
def test_time_out_warns_and_ends(rig, place):
    rig.to_idle()
    PLACES[place](rig)
    rig.screen.advance(STANDARD["warn"])
    rig.screen.wait_node("timeout.more")
    assert rig.screen.state()["dialog"] == "timeout"
    if place in ("notice", "query"):
        rig.picture("warning")
    rig.screen.advance(STANDARD["grace"])
    rig.screen.wait_gone("timeout.more")
    over(rig)


@places
def test_more_time_is_given_again_and_again(rig, place):
    rig.to_idle()
    PLACES[place](rig)
    for _ in range(10):
        rig.screen.advance(STANDARD["warn"])
        rig.screen.tap("timeout.more")
        rig.screen.wait_gone("timeout.more")
        assert rig.screen.place() == place


@places
def test_a_touch_beside_the_buttons_means_that_she_is_there(rig, place):
    rig.to_idle()
    PLACES[place](rig)
    rig.screen.advance(STANDARD["warn"])
    rig.screen.tap("timeout.title")  # words, no button
    rig.screen.wait_gone("timeout.more")
    assert rig.screen.place() == place and rig.screen.state()["dialog"] is None
    rig.screen.advance(STANDARD["warn"] - 10_000)
    assert rig.screen.state()["dialog"] is None


def test_a_touch_beside_are_you_finished_gives_time_and_no_answer(rig):
    rig.to_query("employee")
    rig.remove()
    rig.screen.wait_node("taken.end")
    rig.screen.advance(STANDARD["grace"] - 5_000)
    rig.screen.tap("card_taken.title")
    rig.screen.advance(STANDARD["grace"] - 5_000)
    assert rig.screen.state()["dialog"] == "card_taken"
    rig.screen.advance(5_000)
    over(rig)


def test_ending_from_the_warning(rig):
    rig.to_query("employee")
    rig.screen.advance(STANDARD["warn"])
    rig.screen.tap("timeout.end")
    over(rig)


def test_elder_view_gives_twice_the_time(rig):
    rig.to_home("employee")
    rig.screen.tap("bar.elder")
    rig.screen.wait_until(lambda: rig.screen.state()["view"] == "elder", "elder view")
    rig.screen.advance(STANDARD["warn"] + 5_000)
    rig.screen.wait_state("home")
    assert rig.screen.state()["dialog"] is None
    rig.screen.advance(ELDER["warn"] - STANDARD["warn"])
    rig.screen.wait_node("timeout.more")
    rig.screen.advance(STANDARD["grace"] + 5_000)
    assert rig.screen.state()["dialog"] == "timeout"
    rig.screen.advance(ELDER["grace"])
    over(rig)
    assert rig.screen.state()["view"] != "elder"


def test_touch_starts_the_time_anew(rig):
    rig.to_home("employee")
    rig.screen.advance(STANDARD["warn"] - 10_000)
    rig.screen.tap("bar.elder")
    rig.screen.wait_until(lambda: rig.screen.state()["view"] == "elder", "elder view")
    rig.screen.tap("bar.elder")
    rig.screen.wait_until(lambda: rig.screen.state()["view"] != "elder", "standard view")
    rig.screen.advance(STANDARD["warn"] - 10_000)
    assert rig.screen.state()["dialog"] is None


def test_done_reminds_of_the_card_until_it_is_gone(rig):
    person = rig.to_query("employee")
    rig.screen.tap("query.done")
    rig.screen.wait_state("farewell")
    assert "请取回您的卡" in rig.screen.words()
    rig.picture("take-card")
    rig.screen.advance(30_000)
    rig.screen.wait_state("farewell")
    rig.remove()
    rig.screen.wait_until(lambda: "请取回您的卡" not in rig.screen.words(), "thanks")
    assert person.name not in rig.screen.words()
    rig.screen.advance(5_000)
    rig.screen.wait_state("idle")


def test_forgotten_card_opens_nothing(rig):
    rig.to_query("employee")
    rig.screen.tap("query.done")
    rig.screen.wait_state("farewell")
    before = (rig.card.commands(), len(rig.platform.requests("1101")))
    rig.screen.advance(61_000)
    rig.screen.wait_state("forgotten")
    rig.picture("forgotten")
    rig.screen.advance(600_000)
    assert rig.screen.place() == "forgotten"
    assert (rig.card.commands(), len(rig.platform.requests("1101"))) == before
    rig.remove()
    rig.screen.wait_state("idle")


def test_card_left_behind_before_the_start_opens_nothing(rig):
    rig.to_idle()
    rig.terminal.stop()
    rig.insert("employee")
    rig.terminal.start()
    rig.screen.wait_state("forgotten")
    assert rig.platform.requests("1101") == [] and rig.card.commands() == 0
    rig.remove()
    rig.screen.wait_state("idle")


def test_card_taken_on_the_page_asks_and_ends(rig):
    rig.to_query("employee")
    rig.remove()
    rig.screen.wait_node("taken.end")
    assert rig.screen.state()["dialog"] == "card_taken"
    rig.picture("card-taken")
    rig.screen.advance(STANDARD["grace"])
    rig.screen.wait_gone("taken.end")
    over(rig)


def test_card_taken_by_somebody_who_goes_on(rig):
    rig.to_query("employee")
    rig.remove()
    rig.screen.tap("taken.more")
    rig.screen.wait_gone("taken.more")
    assert rig.screen.place() == "query" and "周建国" in rig.screen.words()
    rig.screen.tap("query.done")
    over(rig)
