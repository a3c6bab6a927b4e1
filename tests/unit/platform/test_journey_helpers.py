"""The journeys' hand on the stand-in (tests/journeys/circle_journey/platform.py): what it says of the books is so."""
import sys
from pathlib import Path

import pytest
from filer import Filer
from standin import Platform
from typed_filings import REFERRAL

sys.path.append(str(Path(__file__).resolve().parents[2] / "journeys"))
from circle_journey.platform import Platform as Journeys  # noqa: E402


@pytest.fixture
def both(pki, tmp_path):
    """The journeys' hand, and a sender to the same stand-in."""
    with Journeys(pki, tmp_path, tmp_path) as hand:
        sender = Platform.__new__(Platform)
        sender.__dict__.update(pki=pki, key=(pki / "access_key").read_text().strip(), port=hand.port, connection=None,
                               secret=(pki / "secret").read_text().strip(), control_path=tmp_path / "platform")
        yield hand, Filer(sender)
        sender.hang_up()


def test_equal_filing_from_another_channel_after_a_lost_one(both):
    hand, filer = both
    hand.fault("close_before", "2501")
    filer.lost("2501", filer.fill(REFERRAL))
    assert hand.books() == [] and hand.node("2501")["diag_code"] == "I25.100"
    numbers = [hand.file_elsewhere("2501"), hand.file_elsewhere("2501", refl_rea="本人要求"),
               hand.file_elsewhere("2501", hand.node("2501"), tel="13900000000")]
    assert [entry["number"] for entry in hand.books("2501")] == numbers and hand.books("2503") == []
    assert [(row["refl_rea"], row["tel"]) for row in filer.look()] == [
        ("本院条件有限", "13800000000"), ("本人要求", "13800000000"), ("本院条件有限", "13900000000")]


def test_late_commit(both):
    hand, filer = both
    hand.fault("commit_late", "2501")
    filer.lost("2501", filer.fill(REFERRAL))
    assert filer.look() == [] and hand.commit_now() == 1 and len(filer.look()) == 1
    assert [entry["executed"] for entry in hand.books(clear=True)] == [1] and hand.books() == []
