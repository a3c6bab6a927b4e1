"""Filings and their undoing (platform-interface §4.4), the look-ups after them (§4.6), reversal (§1.5), and the books."""
import json
import re

import pytest
from filer import KINDS, RESIDENT, Filer, changed
from typed_filings import CHRONIC_UNDO, FIXED_UNDO, REFERRAL, REFERRAL_UNDO, REVERSAL

MANY = "43100000000000000006"


def test_referral_stands_in_5304_until_undone(filer):
    number = filer.file("2501")
    assert 0 < len(number) <= 30
    (row,) = filer.look("2501")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", row.pop("opt_time"))
    assert row == {
        "insutype": "390", "dcla_souc": "05", "psn_no": RESIDENT, "psn_cert_type": "01", "certno": "430102199001010016",
        "psn_name": "演示甲", "gend": "1", "naty": "01", "brdy": "1990-01-01", "tel": "13800000000",
        "addr": "演示镇演示村1组", "insu_optins": "431021", "emp_name": "桂阳县演示镇居委会", "diag_code": "I25.100",
        "diag_name": "冠状动脉粥样硬化性心脏病", "dise_cond_dscr": "需进一步检查", "reflin_medins_no": "H43010000101",
        "reflin_medins_name": "长沙市演示医院", "out_flag": "1", "refl_date": "2026-11-22", "refl_rea": "本院条件有限",
        "begndate": "2026-11-22", "enddate": "2027-05-21", "hosp_agre_refl_flag": "1", "opter_id": "01",
        "opter_name": "自助终端01"}
    assert filer.undo(number)["infcode"] == 0
    assert filer.look("2501") == []


def test_chronic_disease_stands_in_5301_until_undone(filer):
    number = filer.file("2503")
    assert filer.look("2503") == [{"opsp_dise_code": "M01600", "opsp_dise_name": "糖尿病",
                                   "begndate": "2026-11-22 00:00:00", "enddate": "2027-11-21"}]
    assert filer.undo(number, "2503")["infcode"] == 0
    assert filer.look("2503") == []


def test_institution_stands_in_5302_until_undone(filer):
    number = filer.file("2505")
    assert filer.look("2505") == [{  # asked with biz_appy_type 01; the book's own row is of 03
        "psn_no": RESIDENT, "insutype": "390", "fix_srt_no": "2", "fixmedins_code": "H43102100202",
        "fixmedins_name": "演示村卫生室", "begndate": "2026-11-22", "enddate": "2027-11-21", "memo": "无"}]
    assert filer.undo(number, "2505")["infcode"] == 0
    assert filer.look("2505") == []


@pytest.mark.parametrize("infno", KINDS)
def test_optional_fields_may_be_absent_or_empty(filer, infno):
    optional = {"2501": ("insutype", "tel", "addr", "insu_optins", "dise_cond_dscr", "hosp_agre_refl_flag", "begndate",
                         "enddate", "refl_used_flag"),
                "2503": ("tel", "addr", "enddate"),
                "2505": ("tel", "addr", "enddate", "agnter_name", "agnter_cert_type", "agnter_certno", "agnter_tel",
                         "agnter_addr", "agnter_rlts", "memo")}[infno]
    for value in (None, ""):
        body = changed(filer.fill(KINDS[infno][0]), **dict.fromkeys(optional, value))
        assert filer.platform.ask(infno, body)["infcode"] == 0
    first, second = filer.books()
    assert first["content"] == second["content"]
    rows = filer.look(infno)
    assert len(rows) == 2 and rows[0]["enddate"] is None


@pytest.mark.parametrize("infno", KINDS)
def test_equal_filing_is_executed_again(filer, infno):
    before = filer.platform.command("status")["executed"].get(infno, 0)
    numbers = [filer.file(infno), filer.file(infno)]
    assert numbers[0] != numbers[1] and len(filer.look(infno)) == 2
    assert filer.platform.command("status")["executed"][infno] == before + 2
    first, second = filer.books()
    assert first["content"] == second["content"] and first["msgid"] != second["msgid"]
    filer.undo(numbers[0], infno)
    assert len(filer.look(infno)) == 1


def test_same_message_again_is_executed_again(filer):
    body = filer.fill(REFERRAL)
    for _ in range(2):
        assert filer.platform.ask("2501", body)["infcode"] == 0
    assert filer.platform.log("answer")[-1]["duplicate"] is True
    first, second = filer.books()
    assert first["msgid"] == second["msgid"] and first["arrivals"] != second["arrivals"]


def test_another_person_sees_nothing(filer):
    filer.file("2501")
    filer.file("2503")
    other = Filer(filer.platform, MANY)
    assert len(other.look("2503")) == 20  # those of the book
    assert all(row["psn_no"] == MANY for row in other.look("2501"))
    assert len(filer.look("2503")) == len(filer.look("2501")) == 1


# --- undoing

def test_undo_of_what_does_not_stand(filer):
    number = filer.file("2501")
    refusal = filer.platform.refusal
    assert refusal("2502", filer.fill(REFERRAL_UNDO, "1")) == "CP-FILING"
    assert refusal("2504", filer.fill(CHRONIC_UNDO, number)) == "CP-FILING"  # of another kind
    assert refusal("2506", filer.fill(FIXED_UNDO, number)) == "CP-FILING"
    assert refusal("2502", Filer(filer.platform, MANY).fill(REFERRAL_UNDO, number)) == "CP-FILING"  # somebody else's
    assert len(filer.look()) == 1
    filer.undo(number)
    assert refusal("2502", filer.fill(REFERRAL_UNDO, number)) == "CP-FILING"  # undone already
    assert [entry["state"] for entry in filer.books()] == ["undone"]


@pytest.mark.parametrize("infno, text, fields, token", [
    ("2502", REFERRAL_UNDO, {"trt_dcla_detl_sn": None}, "CP-FIELD-MISSING"),
    ("2502", REFERRAL_UNDO, {"psn_no": None}, "CP-FIELD-MISSING"),
    ("2502", REFERRAL_UNDO, {"memo": "由" * 501}, "CP-FIELD-LENGTH"),
    ("2502", REFERRAL_UNDO, {"trt_dcla_detl_sn": "1" * 31}, "CP-FIELD-LENGTH"),
    ("2502", REFERRAL_UNDO, {"reason": "x"}, "CP-FIELD-UNKNOWN"),
    ("2504", CHRONIC_UNDO, {"memo": None}, "CP-FIELD-MISSING"),  # mandatory in these two
    ("2506", FIXED_UNDO, {"memo": None}, "CP-FIELD-MISSING"),
    ("2601", REVERSAL, {"psn_no": None}, "CP-FIELD-MISSING"),
    ("2601", REVERSAL, {"omsgid": None}, "CP-FIELD-MISSING"),
    ("2601", REVERSAL, {"oinfno": None}, "CP-FIELD-MISSING"),
    ("2601", REVERSAL, {"omsgid": "1" * 31}, "CP-FIELD-LENGTH"),
    ("2601", REVERSAL, {"oinfno": "21020"}, "CP-FIELD-LENGTH"),
    ("2601", REVERSAL, {"psn_no": "1"}, "CP-PERSON"),
    ("2601", REVERSAL, {}, "CP-REVERSAL"),  # no settlement is held
    ("2601", REVERSAL, {"oinfno": "2501"}, "CP-REVERSAL")])
def test_undo_and_reversal_are_strict(filer, infno, text, fields, token):
    assert filer.platform.refusal(infno, changed(filer.fill(text, "1"), **fields)) == token


def test_referral_is_undone_with_a_reason_too(filer):
    body = changed(filer.fill(REFERRAL_UNDO, filer.file("2501")), memo="本人要求撤销")
    assert filer.platform.ask("2502", body)["infcode"] == 0


# --- strictness

MANDATORY = {
    "2501": ("psn_no", "diag_code", "diag_name", "reflin_medins_no", "reflin_medins_name", "mdtrtarea_admdvs",
             "refl_type", "refl_date", "refl_rea", "refl_opnn"),
    "2503": ("psn_no", "insutype", "opsp_dise_code", "opsp_dise_name", "insu_optins", "ide_fixmedins_no",
             "ide_fixmedins_name", "hosp_ide_date", "diag_dr_codg", "diag_dr_name", "begndate"),
    "2505": ("psn_no", "biz_appy_type", "begndate", "fix_srt_no", "fixmedins_code", "fixmedins_name")}
LENGTHS = {
    "2501": {"psn_no": 30, "insutype": 6, "tel": 50, "addr": 200, "insu_optins": 6, "diag_code": 20, "diag_name": 100,
             "dise_cond_dscr": 2000, "reflin_medins_no": 12, "reflin_medins_name": 200, "mdtrtarea_admdvs": 6,
             "hosp_agre_refl_flag": 3, "refl_type": 30, "refl_rea": 100, "refl_opnn": 200, "refl_used_flag": 3},
    "2503": {"psn_no": 30, "insutype": 6, "opsp_dise_code": 30, "opsp_dise_name": 300, "tel": 50, "addr": 200,
             "insu_optins": 6, "ide_fixmedins_no": 30, "ide_fixmedins_name": 200, "diag_dr_codg": 30,
             "diag_dr_name": 50},
    "2505": {"psn_no": 30, "tel": 50, "addr": 200, "biz_appy_type": 3, "agnter_name": 50, "agnter_cert_type": 6,
             "agnter_certno": 50, "agnter_tel": 30, "agnter_addr": 200, "agnter_rlts": 3, "fix_srt_no": 3,
             "fixmedins_code": 12, "fixmedins_name": 200, "memo": 500}}


@pytest.mark.parametrize("infno, name", [(infno, name) for infno, names in MANDATORY.items() for name in names])
def test_each_mandatory_field(filer, infno, name):
    body = filer.fill(KINDS[infno][0])
    assert filer.platform.refusal(infno, changed(body, **{name: None})) == "CP-FIELD-MISSING"
    assert filer.books() == []


@pytest.mark.parametrize("infno, name, most", [(infno, name, most) for infno, names in LENGTHS.items()
                                               for name, most in names.items()])
def test_each_length(filer, infno, name, most):
    body = filer.fill(KINDS[infno][0])
    assert filer.platform.refusal(infno, changed(body, **{name: "1" * (most + 1)})) == "CP-FIELD-LENGTH"


@pytest.mark.parametrize("infno, name, most", [
    ("2501", "dise_cond_dscr", 2000), ("2501", "reflin_medins_no", 12), ("2501", "refl_rea", 100),
    ("2503", "opsp_dise_name", 300), ("2503", "ide_fixmedins_name", 200), ("2505", "memo", 500)])
def test_longest_that_fits(filer, infno, name, most):
    assert filer.platform.ask(infno, changed(filer.fill(KINDS[infno][0]), **{name: "由" * most}))["infcode"] == 0


@pytest.mark.parametrize("infno, fields, token", [
    ("2501", {"insutype": "300"}, "CP-FIELD-VALUE"), ("2501", {"refl_type": "4"}, "CP-FIELD-VALUE"),
    ("2501", {"refl_date": "2026-11-22 10:15:00"}, "CP-FIELD-VALUE"), ("2501", {"refl_date": "2026-02-30"}, "CP-FIELD-VALUE"),
    ("2501", {"mdtrtarea_admdvs": "4301"}, "CP-FIELD-VALUE"), ("2501", {"insu_optins": "431O21"}, "CP-FIELD-VALUE"),
    ("2501", {"begndate": "20261122"}, "CP-FIELD-VALUE"), ("2501", {"tel": 13800000000}, "CP-FIELD-TYPE"),
    ("2501", {"mdtrtarea_admvs": "430100"}, "CP-FIELD-UNKNOWN"), ("2501", {"trt_dcla_detl_sn": "1"}, "CP-FIELD-UNKNOWN"),
    ("2501", {"psn_no": "1"}, "CP-PERSON"),
    ("2503", {"insutype": "39"}, "CP-FIELD-VALUE"), ("2503", {"hosp_ide_date": "2026/11/20"}, "CP-FIELD-VALUE"),
    ("2503", {"begndate": "2026-11-22 24:00:00"}, "CP-FIELD-VALUE"), ("2503", {"biz_appy_type": "01"}, "CP-FIELD-UNKNOWN"),
    ("2505", {"biz_appy_type": "21"}, "CP-FIELD-VALUE"), ("2505", {"biz_appy_type": "1"}, "CP-FIELD-VALUE"),
    ("2505", {"agnter_cert_type": "17"}, "CP-FIELD-VALUE"), ("2505", {"agnter_rlts": "3"}, "CP-FIELD-VALUE"),
    ("2505", {"fix_srt_no": "1a"}, "CP-FIELD-VALUE"), ("2505", {"insutype": "390"}, "CP-FIELD-UNKNOWN")])
def test_values(filer, infno, fields, token):
    assert filer.platform.refusal(infno, changed(filer.fill(KINDS[infno][0]), **fields)) == token


def test_node_place_and_session(filer):
    body = filer.fill(REFERRAL)
    assert filer.platform.refusal("2501", body.replace('"refmedin"', '"data"')) == "CP-INPUT-NODE"
    for place in ("", '"insuplc_admdvs":"431099",'):
        assert filer.platform.refusal("2501", filer.fill(REFERRAL).replace(
            '"insuplc_admdvs":"431021",', place)) == "CP-INSUPLC"
    filer.platform.command("expire_sign")
    assert filer.platform.refusal("2501", filer.fill(REFERRAL)) == "CP-SIGNIN"
    assert filer.books() == []


# --- the books

def test_books_name_arrivals_and_undoings(filer):
    number = filer.file("2505")
    filer.undo(number, "2505")
    (entry,) = filer.books()
    (filed,), (undone,) = filer.arrivals("2505"), filer.arrivals("2506")
    assert re.fullmatch(r"H4310210020120261122101515\d{4}", entry.pop("msgid"))
    assert re.fullmatch(r"H4310210020120261122101516\d{4}", entry["undo"].pop("msgid"))
    assert re.fullmatch(r"[0-9a-f]{16}", entry.pop("content"))
    assert entry == {"kind": "filing", "number": number, "infno": "2505", "psn_no": RESIDENT, "arrivals": [filed],
                     "executed": 1, "state": "undone", "channel": "line", "undo": {"infno": "2506", "arrival": undone}}


def test_filing_from_another_channel_looks_the_same(filer):
    number = filer.file("2501")
    other = filer.platform.command("file_elsewhere", like=number)
    first, second = filer.look("2501")
    for row in (first, second):
        row.pop("opt_time")
    assert (first.pop("dcla_souc"), second.pop("dcla_souc")) == ("05", "02")
    assert (first.pop("opter_id"), second.pop("opter_id")) == ("01", None)
    assert (first.pop("opter_name"), second.pop("opter_name")) == ("自助终端01", None)
    assert first == second
    ours, theirs = filer.books()
    assert ours["content"] == theirs["content"] and theirs["number"] == other != number
    assert (theirs["channel"], theirs["arrivals"], theirs["msgid"]) == ("elsewhere", [], None)


@pytest.mark.parametrize("infno", KINDS)
def test_filing_from_another_channel_alone(filer, infno):
    (columns,) = json.loads(filer.fill(KINDS[infno][0]))["input"].values()
    assert filer.platform.command("file_elsewhere", infno=infno, input=columns, dcla_souc="04")
    assert len(filer.look(infno)) == 1 and filer.arrivals(infno) == []


@pytest.mark.parametrize("fields", [{}, {"like": "1"}, {"infno": "2501"}, {"infno": "2501", "input": {"psn_no": RESIDENT}},
                                    {"infno": "5304", "input": {}}, {"infno": "LC13", "input": {}}])
def test_filing_from_another_channel_that_makes_no_sense(filer, fields):
    with pytest.raises(AssertionError, match="'ok': False"):
        filer.platform.command("file_elsewhere", **fields)
    assert filer.books() == []
