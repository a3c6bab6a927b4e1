"""The judge of the crash journeys (tests/journeys/circle_journey/truth.py) finds each kind of wrong, and none where all is
well; the boundaries of a list of acts."""
import sys
from pathlib import Path

import pytest
from filer import RESIDENT, Filer
from standin import Platform
from typed_filings import REFERRAL

sys.path.append(str(Path(__file__).resolve().parents[2] / "journeys"))
from circle_journey.killing import Act, chosen, every, syncs  # noqa: E402
from circle_journey.platform import Platform as Journeys  # noqa: E402
from circle_journey.truth import (  # noqa: E402
    DONE, HANDED_OVER, NO_WORD, NOT_DONE, OPEN, THERE, Told, Truth, claim_of, wrongs)

NEVER, ONCE, LOST = Truth(0, 0, 0, 0), Truth(1, 1, 1, 1), Truth(1, 0, 0, 0)


def told(later: str, by_code: str | None = None, at_once: str = NO_WORD) -> Told:
    return Told(at_once, [later], later if by_code is None else by_code)


RIGHT = [
    ("filing", False, NEVER, told(NO_WORD)),
    ("filing", True, NEVER, told(NOT_DONE)),
    ("filing", True, NEVER, told(OPEN)),
    ("filing", True, LOST, told(OPEN)),
    ("filing", True, ONCE, told(DONE)),
    ("filing", True, ONCE, told(NO_WORD, DONE, at_once=DONE)),
    ("filing", True, ONCE, Told(OPEN, [OPEN, DONE], DONE)),
    ("filing", True, Truth(1, 0, 0, 1), told(DONE)),  # another channel's stands
    ("filing", True, Truth(0, 0, 0, 1), told(THERE)),
    ("filing", True, Truth(1, 1, 1, 2), told(HANDED_OVER)),
    ("local", True, Truth(2, 1, 1, 1), told(DONE)),
]
WRONG = [
    ("filing", True, Truth(2, 2, 2, 2), told(DONE), "arrived 2 times"),
    ("filing", True, Truth(2, 0, 0, 0), told(OPEN), "arrived 2 times"),
    ("local", True, Truth(2, 2, 2, 2), told(DONE), "2 matters"),
    ("local", True, LOST, told(OPEN), "executed 0 times"),
    ("filing", False, ONCE, told(NO_WORD), "not in the journal"),
    ("filing", True, ONCE, told(NOT_DONE), "nothing was done"),
    ("filing", True, LOST, told(DONE), "done"),
    ("filing", True, ONCE, told(DONE, at_once=NOT_DONE), "told at once"),
    ("filing", True, ONCE, told(DONE, NOT_DONE), "told by code"),
    ("filing", True, ONCE, told(THERE), "was there already"),
    ("filing", True, NEVER, told(NO_WORD, NOT_DONE), "told nothing"),
    ("filing", True, NEVER, told(NOT_DONE, NO_WORD), "code is not known"),
    ("filing", True, ONCE, told(OPEN), "she was told: not known yet"),
    ("filing", False, NEVER, told(NOT_DONE), "not in the journal"),
]


@pytest.mark.parametrize("kind, recorded, truth, said", RIGHT)
def test_what_is_right_is_passed(kind, recorded, truth, said):
    assert wrongs(kind, recorded, truth, said) == []


@pytest.mark.parametrize("kind, recorded, truth, said, words", WRONG)
def test_what_is_wrong_is_found(kind, recorded, truth, said, words):
    assert any(words in wrong for wrong in wrongs(kind, recorded, truth, said))


def test_titles_are_read_exactly():
    assert claim_of("上次办理的结果：结果待确认") == OPEN and claim_of("已受理") == DONE
    for odd in ("", "已发送", "已受理，结果待确认"):
        with pytest.raises(AssertionError):
            claim_of(odd)


def test_truth_is_counted_by_person_from_log_and_books(pki, tmp_path):
    with Journeys(pki, tmp_path, tmp_path) as hand:
        sender = Platform.__new__(Platform)
        sender.__dict__.update(pki=pki, key=(pki / "access_key").read_text().strip(), port=hand.port, connection=None,
                               secret=(pki / "secret").read_text().strip(), control_path=tmp_path / "platform")
        filer = Filer(sender)
        filing = filer.fill(REFERRAL)
        hand.fault("close_before", "2501")
        filer.lost("2501", filing)
        assert Truth.of(hand, "2501", RESIDENT) == Truth(1, 0, 0, 0)
        hand.fault("close", "2501")
        filer.lost("2501", filing)
        hand.file_elsewhere("2501")
        assert Truth.of(hand, "2501", RESIDENT) == Truth(2, 1, 1, 2)
        assert Truth.of(hand, "2501", "43100000000000000002") == NEVER
        sender.hang_up()


def test_boundaries_of_acts():
    acts = [Act("wal.write", 1), Act("wal.sync", 1), Act("fresh.connect", 1), Act("fresh.request", 1),
            Act("fresh.reply", 1), Act("fresh.reply", 2), Act("mark.sync", 1)]
    assert [str(end) for end in every(acts)][:4] == [
        "before wal.write 1", "before wal.sync 1", "after wal.sync 1", "before fresh.connect 1"]
    assert [str(end) for end in syncs(acts)] == ["before wal.sync 1", "after wal.sync 1"]
    assert [str(end) for end in chosen(acts)] == [
        "before wal.sync 1", "after wal.sync 1", "before fresh.connect 1", "after fresh.connect 1",
        "before fresh.request 1", "after fresh.request 1", "before fresh.reply 1", "after fresh.reply 2"]
