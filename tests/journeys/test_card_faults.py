"""Cards that cannot be read: the resident is told what to do, nobody is shown, and a good card works right after."""
import pytest

# fault → what she is told (drivers/card: one sentence that says what to do)
TOLD = {
    "mute": "重新插入",
    "foreign": "不是社会保障卡",
    "blocked": "锁定",
    "denied": "柜台",
    "blank": "读不出来",
    "garbage": "卡",
    "truncate 1": "卡",
}


def wait_trouble(rig):
    rig.screen.wait_state("trouble")
    rig.screen.wait_node("trouble.counter")


def nobody_is_shown(rig, person):
    words = rig.screen.words()
    assert [secret for secret in person.secrets() if secret in words] == []


def good_card_works(rig):
    rig.remove()
    rig.card.clear()
    rig.insert("employee")
    rig.screen.wait_state("home")
    rig.open_query()
    assert "周建国" in rig.screen.words()


@pytest.mark.parametrize("fault", TOLD)
def test_card_that_cannot_be_read(rig, fault):
    rig.to_idle()
    rig.screen.tap("idle.start")
    rig.screen.tap("notice.agree")
    rig.screen.wait_state("identify")
    rig.card.fault(fault)
    person = rig.insert("employee")
    if fault != "mute":
        wait_trouble(rig)
        assert TOLD[fault] in rig.screen.words()
    else:  # a reader may say that a mute card is there, or nothing at all
        rig.screen.wait_until(lambda: TOLD[fault] in rig.screen.words() or rig.screen.place() == "identify", "word")
    rig.picture("trouble")
    nobody_is_shown(rig, person)
    assert rig.platform.requests("1101") == []
    good_card_works(rig)


@pytest.mark.parametrize("command", range(10))
def test_card_pulled_at_each_command(rig, command):
    rig.to_idle()
    rig.screen.tap("idle.start")
    rig.screen.tap("notice.agree")
    rig.screen.wait_state("identify")
    rig.card.fault(f"pull {command}")
    person = rig.insert("employee")
    # Pulled after the last command the reading is whole, and the platform is asked: that is her own visit.
    rig.screen.wait_until(lambda: rig.screen.place() in ("trouble", "home"), "end of the reading")
    if rig.screen.place() == "trouble":
        nobody_is_shown(rig, person)
        good_card_works(rig)


def test_card_that_stalls_is_given_up_and_the_reader_recovers(rig):
    rig.to_idle()
    rig.screen.tap("idle.start")
    rig.screen.tap("notice.agree")
    rig.screen.wait_state("identify")
    rig.card.fault("stall 12000 2")
    person = rig.insert("employee")
    rig.screen.wait_state("reading")
    wait_trouble(rig)
    nobody_is_shown(rig, person)
    good_card_works(rig)


def test_reading_can_be_left_at_once(rig):
    rig.to_idle()
    rig.screen.tap("idle.start")
    rig.screen.tap("notice.agree")
    rig.card.fault("stall 3000 2")
    rig.insert("employee")
    rig.screen.wait_state("reading")
    rig.screen.tap("bar.cancel")
    rig.screen.wait_state("farewell")
    rig.remove()
    rig.screen.advance(5_000)
    rig.screen.wait_state("idle")


def test_card_that_says_another_person_than_the_platform(rig):
    rig.to_idle()
    person = rig.insert("employee", id_number="430102199001010016")
    rig.screen.tap("notice.agree")
    wait_trouble(rig)
    rig.picture("differs")
    nobody_is_shown(rig, person)
    assert rig.screen.node("trouble.retry") is None


def test_card_with_another_identification_is_refused_by_the_platform(rig):
    rig.to_idle()
    person = rig.insert("employee", identification="431021D1560000050000000200000000")
    rig.screen.tap("notice.agree")
    wait_trouble(rig)
    nobody_is_shown(rig, person)
    answer = rig.platform.log("answer")[-1]
    assert answer["verdict"] == "CP-CARD-PAIR"
