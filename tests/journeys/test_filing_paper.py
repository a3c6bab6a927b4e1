"""The slip of a case: what the page shows is what comes out, masked, with the code that asks for it later; every way in
which it does not come out; and her judgement of the service."""
import pytest
from circle_journey.filing import LONG_STAY, REFERRAL, counts, events, hospital, leave, send, to_review, wait_more
from circle_journey.qr import read_qr
from test_printing import can_print, shown, wait_told


def with_phone(sections):
    hospital(sections)
    sections["site"]["phone"] = "0735-1234567"


RIG = {"change": with_phone}


def to_result(rig, slug: str, item: str = "I13", of: dict = LONG_STAY) -> str:
    """Sent and accepted; the pick-up code."""
    form, before = to_review(rig, slug, item, of), counts(rig)
    code = form.code()
    send(rig)
    wait_more(rig, "accepted", before)
    return code


def print_slip(rig) -> tuple[list[str], str]:
    """From the result: the preview's lines, and the words of the paper."""
    rig.screen.tap("result.print")
    rig.screen.wait_state("paper")
    rig.screen.wait_until(lambda: can_print(rig), "printer")
    preview, before = shown(rig), len(rig.printer.printed())
    rig.screen.tap("paper.print")
    rig.screen.wait_node("paper.done")
    return preview, rig.printer.wait_slip(before + 1)


def equal_lines(preview: list[str], slip: str) -> list[str]:
    """What the preview shows and the paper does not; a code is compared by reading it."""
    assert len(preview) > 15, preview
    paper = ["".join(line.split()) for line in slip.splitlines()]
    return [line for line in preview if line not in paper and line not in ("二维码", "QRcode")]


def masked(person, slip: str, *secrets: str) -> None:
    for secret in (person.id_number, person.number, person.card_number, *secrets):
        assert secret not in slip.replace(" ", ""), secret


def test_slip_of_a_long_stay(rig):
    person = rig.people["employee"]
    code = to_result(rig, "employee")
    (entry,) = [entry for entry in rig.platform.books("LC13") if entry["psn_no"] == person.number]
    preview, slip = print_slip(rig)
    rig.picture("printed")
    assert equal_lines(preview, slip) == []
    for part in ("演示镇医保服务站", "异地长期居住人员备案", entry["number"], "广东省 东莞市", "没有查到公布的时限",
                 "还要带来", "周*国", "431*************31", f"{code[:3]} {code[3:]}", "目录版本", "0735-1234567"):
        assert "".join(part.split()) in "".join(slip.split()), part
    assert "重打" not in slip
    masked(person, slip, "13973500001", person.name)
    assert read_qr(sorted(rig.printer.slips.glob("slip-*.png"))[-1]) == [code]

    # Once more is her order, and marked.
    rig.screen.tap("paper.back")
    rig.screen.wait_state("result")
    _, again = print_slip(rig)
    assert "重打" in again


def test_slip_of_a_referral_says_no_diagnosis(rig):
    person = rig.people["resident"]
    to_result(rig, "resident", "I20", REFERRAL)
    preview, slip = print_slip(rig)
    assert equal_lines(preview, slip) == []
    assert "长沙市演示医院" in slip and "脑梗死" not in slip and "I63" not in slip
    masked(person, slip, "0735-2222222")

    # She has read how it stands: done from the paper, her next visit begins at home.
    rig.screen.tap("paper.done")
    rig.screen.wait_state("farewell")
    rig.remove()
    rig.screen.advance(5_000)
    rig.to_home("resident")


@pytest.mark.parametrize("fault", ["paper_out", "silent"])
def test_without_paper_the_code_is_on_screen(rig, fault):
    slug = {"paper_out": "long-name", "silent": "student"}[fault]
    code = to_result(rig, slug)
    before = len(rig.printer.printed())
    rig.screen.wait_node("result.print")
    rig.printer.fault(fault)
    rig.screen.tap("result.print")
    rig.screen.wait_state("paper")
    if can_print(rig):
        rig.screen.tap("paper.print")
        wait_told(rig, "没有打印")
    rig.picture("not-printed")
    rig.screen.tap("paper.back")
    rig.screen.wait_state("result")
    rig.picture("result")
    words = rig.screen.words("result.code").replace(" ", "")
    assert code in words and rig.screen.node("bar.counter")
    assert len(rig.printer.printed()) == before
    leave(rig)


@pytest.mark.parametrize("paper_mm", [80, 58])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_both_widths_and_languages(rig_of, paper_mm, language):
    def narrow(sections):
        with_phone(sections)
        sections["devices.printer"]["paper_mm"] = paper_mm

    rig = rig_of(change=narrow)
    rig.printer.stop()
    rig.printer.paper_mm = paper_mm
    rig.printer.start()
    rig.to_idle()
    if language == "en":
        rig.screen.tap("bar.language")
        rig.screen.wait_until(lambda: rig.screen.state()["language"] == "en", "English")
    code = to_result(rig, "two-relations")
    preview, slip = print_slip(rig)
    rig.picture(f"preview-{paper_mm}-{language}")
    assert equal_lines(preview, slip) == []
    assert read_qr(sorted(rig.printer.slips.glob("slip-*.png"))[-1]) == [code]
    assert ("Pick-up code" if language == "en" else "办理码") in slip


def test_judged_bad_with_a_reason_and_once(rig):
    """Two touches; nothing of it can be altered, and the log names neither the matter nor its person."""
    to_result(rig, "split-name")
    kept = len(events(rig, "rating.kept"))
    rig.screen.tap("rate.5")
    rig.screen.wait_node("rate.reason.slow")
    assert len(events(rig, "rating.kept")) == kept  # she may still choose why
    rig.picture("why")
    rig.screen.tap("rate.reason.slow")
    rig.screen.wait_until(lambda: len(events(rig, "rating.kept")) == kept + 1, "rating")
    rig.screen.wait_gone("rate.1")
    assert set(events(rig, "rating.kept")[-1]) <= {"event", "level", "time", "ts", "audience", "seq", "visit"}
    leave(rig)
    assert len(events(rig, "rating.kept")) == kept + 1
