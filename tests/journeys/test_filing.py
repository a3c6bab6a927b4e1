"""A matter from its guide to its end: what was asked, what was sent, what stands in the platform's books, what she was
told. I13 goes by the local contract (LC13, asked by its key), I20 by the published filing 2501 (looked up by 5304).

What goes over the line is typed out by hand from the two files of the catalogue and the person's file."""
import re

from circle_journey.filing import (LONG_STAY, REFERRAL, answers, begin, columns, counts, entries, events, hospital,
                                   leave, send, to_form, to_review, today, wait_more)

RIG = {"change": hospital}


# --- the whole way


def test_long_stay_by_finger(rig):
    person = rig.to_home("employee")
    before, kept = counts(rig), len(events(rig, "rating.kept"))
    form = begin(rig, "I13")
    form.place("rloc_admdvs", "440000", "441900")
    rig.picture("place")
    assert "东莞市" in form.value("rloc_admdvs")
    form.next()
    form.tap("stay", "yes")
    form.next()
    form.tap("begndate", "year.more", "month.less", "day.more", "today")
    form.next()
    form.digits("tel", "13973500001")
    rig.picture("phone")
    form.next()
    form.choose("proof_kind", "papers")
    form.next()
    form.sign("signature")
    rig.picture("signed")
    form.next()
    rig.screen.wait_state("review")
    rig.picture("review")
    words = rig.screen.words("review.")
    for shown in ("周*国", "431*************31", "广东省 东莞市", "139 7350 0001", "证明材料"):
        assert shown in words, shown
    assert re.fullmatch(r"\d{6}", form.code())
    assert not rig.platform.requests("LC13")
    send(rig)
    rig.picture("result")
    wait_more(rig, "accepted", before)
    rig.screen.tap("rate.2")
    rig.screen.tap("result.done")
    rig.screen.wait_state("farewell")
    assert len(events(rig, "rating.kept")) == kept + 1

    sent = columns(rig, "LC13", "data")
    assert re.fullmatch(r"[0-9a-f]{32}", sent.pop("local_key"))
    assert {name: value for name, value in sent.items() if value} == {
        "psn_no": "43100000000000000002", "insutype": "310", "insu_admdvs": "431021", "psn_cert_type": "01",
        "certno": "431021196805120131", "psn_name": "周建国", "tel": "13973500001", "rloc_rea": "07",
        "rloc_admdvs": "441900", "resout_addr": "广东省 东莞市", "begndate": today(), "dcla_souc": "05",
        "proof_kind": "证明材料", "memo": "自助终端受理"}
    (entry,) = entries(rig, person)
    assert (entry["infno"], entry["executed"], entry["state"]) == ("LC13", 1, "committed")
    assert len(entry["arrivals"]) == 1

    # She was told: her next visit begins at home.
    rig.remove()
    rig.screen.advance(5_000)
    rig.to_home("employee")


def test_referral_by_finger(rig):
    person = rig.to_home("resident")
    before = counts(rig)
    form = begin(rig, "I20")
    for field in ("diag", "hospital", "refl_rea", "refl_opnn"):
        form.choose(field, REFERRAL[field])
        form.next()
    form.tap("refl_date", "today")
    form.next()
    form.digits("tel", "0735-2222222")
    form.next()
    rig.screen.wait_state("review")
    rig.picture("review")
    send(rig)
    rig.picture("result")
    wait_more(rig, "accepted", before)

    sent = columns(rig, "2501", "refmedin")
    assert {name: value for name, value in sent.items() if value} == {
        "psn_no": "43010000000000000001", "insutype": "390", "tel": "0735-2222222", "insu_optins": "431021",
        "diag_code": "I63", "diag_name": "脑梗死", "reflin_medins_no": "H43010000101",
        "reflin_medins_name": "长沙市演示医院", "mdtrtarea_admdvs": "430100", "refl_type": "2", "refl_date": today(),
        "refl_rea": "本院条件有限", "refl_opnn": "同意转院", "begndate": today()}
    (entry,) = entries(rig, person)
    assert (entry["infno"], entry["executed"], entry["state"]) == ("2501", 1, "committed")
    assert len(entry["arrivals"]) == 1
    # Her list was read and kept before.
    looked = [request["arrival"] for request in rig.platform.requests("5304")]
    assert looked and min(looked) < entry["arrivals"][0]
    leave(rig)
    rig.to_home("resident")


def test_promise_instead_of_papers(rig):
    """The promise is asked for only where it is chosen, and goes along."""
    form = to_form(rig, "long-name", "I13")
    before = counts(rig)
    given = answers(LONG_STAY, proof_kind="commitment", promise="agreed")
    for field in ("rloc_admdvs", "stay", "begndate", "tel", "proof_kind"):
        form.text(field, given[field])
        form.next()
    form.next() if form.field() == "proof_kind" else None
    assert form.field() == "promise"
    form.next()
    assert form.fault("promise")
    rig.picture("promise")
    form.tap("promise", "agree")
    form.next()
    form.sign("signature")
    form.next()
    rig.screen.wait_state("review")
    send(rig)
    wait_more(rig, "accepted", before)
    assert columns(rig, "LC13", "data")["commitment"]


# --- answers that cannot be right


def test_each_wrong_answer_is_told_at_its_field(rig):
    form = to_form(rig, "employee", "I13")
    form.next()
    assert form.field() == "rloc_admdvs" and form.fault("rloc_admdvs")  # not answered
    form.text("rloc_admdvs", "999999")
    form.next()
    assert form.field() == "rloc_admdvs" and form.fault("rloc_admdvs")
    form.place_by_letters("rloc_admdvs", "CZ", "431000")
    form.next()
    assert "参保城市" in form.fault("rloc_admdvs")  # a question: the second touch says yes
    rig.picture("own-city")
    form.next()
    assert form.field() == "stay"
    form.next()
    assert form.field() == "stay" and form.fault("stay")
    form.tap("stay", "no")
    form.next()
    assert "半年以上" in form.fault("stay")
    form.tap("stay", "yes")
    assert not form.fault("stay")  # told only while it holds
    form.next()
    form.text("begndate", "2026-02-30")
    form.next()
    assert form.field() == "begndate" and form.fault("begndate")
    form.tap("begndate", "today")
    form.next()
    for wrong in ("12345678901", "1397350000", "2222222222"):
        form.tap("tel", "clear")
        form.digits("tel", wrong)
        form.next()
        assert form.field() == "tel" and form.fault("tel"), wrong
    rig.picture("phone-wrong")
    form.tap("tel", "clear")
    form.digits("tel", "0735-2222222")
    form.next()
    form.next()
    assert form.field() == "proof_kind" and form.fault("proof_kind")
    form.choose("proof_kind", "papers")
    form.next()
    form.next()
    assert form.field() == "signature" and form.fault("signature")
    form.sign("signature")
    form.tap("signature", "clear")
    form.next()
    assert form.field() == "signature" and form.fault("signature")
    form.sign("signature")
    form.next()
    rig.screen.wait_state("review")
    assert not rig.platform.requests("LC13")


def test_hospital_that_does_not_agree(rig):
    form = to_form(rig, "employee", "I20")
    given = answers(REFERRAL)
    for field in ("diag", "hospital", "refl_rea"):
        form.text(field, given[field])
        form.next()
    form.choose("refl_opnn", "open")
    form.next()
    assert form.field() == "refl_opnn"
    assert "医院同意后才能备案" in form.fault("refl_opnn")


def test_record_of_the_platform_that_cannot_be_right(rig):
    """Her number has a day that no calendar has: told at the review, to be put right at the counter."""
    to_review(rig, "rare-2022", "I13", LONG_STAY)
    assert "平台登记的身份证号码有误" in rig.screen.words()
    rig.picture("record-wrong")
    if rig.screen.node("review.send") and rig.screen.node("review.send")["enabled"]:
        rig.screen.tap("review.send")
    assert rig.screen.place() == "review" and not rig.platform.requests("LC13")


def test_changed_from_the_review(rig):
    form = to_review(rig, "student", "I13", LONG_STAY)
    before, code = counts(rig), form.code()
    rig.screen.tap("review.edit.tel")
    rig.screen.wait_state("form")
    assert form.field() == "tel" and form.value("tel") == "139 7350 0001"
    form.tap("tel", "clear")
    form.digits("tel", "13973500002")
    form.next()
    rig.screen.wait_state("review")  # nothing is asked twice
    assert "139 7350 0002" in rig.screen.words("review.") and "0001" not in rig.screen.words("review.tel")
    assert form.code() == code
    send(rig)
    wait_more(rig, "accepted", before)
    assert columns(rig, "LC13", "data")["tel"] == "13973500002"
