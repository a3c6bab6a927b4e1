"""What the envelope's checks refuse (platform-interface §1.1)."""
import json
import re

import pytest
from typed import CARD, CHRONIC, ENTITLEMENT, FIXED, REFERRALS, SIGN_IN, SIGN_OUT, VOUCHER, fill, sign_in

HEADER = ["infno", "msgid", "mdtrtarea_admvs", "recer_sys_code", "infver", "opter_type", "opter", "opter_name",
          "inf_time", "fixmedins_code", "fixmedins_name", "input"]
LIMITS = {"mdtrtarea_admvs": 6, "recer_sys_code": 10, "dev_no": 100, "dev_safe_info": 2000, "cainfo": 1024,
          "signtype": 10, "infver": 6, "opter_type": 3, "opter": 30, "opter_name": 50, "fixmedins_name": 20,
          "sign_no": 30, "insuplc_admdvs": 6}


def changed(**fields):
    """The typed sign-in with fields replaced; None leaves one out."""
    message = {**json.loads(fill(SIGN_IN)), **fields}
    return json.dumps({name: value for name, value in message.items() if value is not None})


@pytest.mark.parametrize("name", HEADER)
def test_each_mandatory_field(platform, name):
    token = "CP-INFNO" if name == "infno" else "CP-FIELD-MISSING"
    assert platform.refusal("9001", changed(**{name: None})) == token
    if name not in ("infno", "input"):
        assert platform.refusal("9001", changed(**{name: ""})) == "CP-FIELD-MISSING"
        assert platform.refusal("9001", changed(**{name: 7})) == "CP-FIELD-TYPE"


@pytest.mark.parametrize("name", LIMITS)
def test_each_length(platform, name):
    assert platform.refusal("9001", changed(**{name: "1" * (LIMITS[name] + 1)})) == "CP-FIELD-LENGTH"


def test_lengths_count_characters(platform):
    assert platform.ask("9001", changed(fixmedins_name="医" * 20))["infcode"] == 0
    assert platform.refusal("9001", changed(fixmedins_name="医" * 21)) == "CP-FIELD-LENGTH"


@pytest.mark.parametrize("fields", [
    {"mdtrtarea_admvs": "4310"}, {"mdtrtarea_admvs": "43102A"}, {"infver": "1.0"}, {"opter_type": "4"},
    {"opter_type": "02"}, {"inf_time": "2026-11-22T10:15:00"}, {"inf_time": "2026-11-22"},
    {"inf_time": "2026-02-30 10:15:00"}, {"opter": " 01"}, {"opter_name": "a\nb"}, {"insuplc_admdvs": "43"}])
def test_values(platform, fields):
    assert platform.refusal("9001", changed(**fields)) == "CP-FIELD-VALUE"


def test_unknown_fields(platform):
    assert platform.refusal("9001", changed(mdtrtarea_admdvs="431021")) == "CP-FIELD-UNKNOWN"  # the tempting spelling
    assert platform.ask("9001", changed(fixmedins_soft_fcty="circle"))["infcode"] == 0  # a regional extra


@pytest.mark.parametrize("msgid", [
    "H431021002012026112210150",       # short
    "H4310210020120261122101500" + "1",
    "H43102100201202611221015009a01",  # a letter in the number
    "H43102100202202611221015009901",  # another institution
    "H43102100201202613221015009901",  # month 13
    "H43102100201202611222515009901",  # hour 25
    "H4310210020117638013000009901x"])
def test_msgid_form(platform, msgid):
    assert platform.refusal("9001", changed(msgid=msgid)) == "CP-MSGID-FORM"


def test_msgid_longer_than_thirty(platform):
    assert platform.refusal("9001", changed(msgid="H43102100201202611221015009901" + "0")) == "CP-FIELD-LENGTH"


def test_msgid_again(platform):
    body = fill(SIGN_IN)
    assert platform.ask("9001", body)["infcode"] == 0
    before = platform.command("status")["executed"]["9001"]
    assert platform.ask("9001", body)["infcode"] == 0  # the same content: executed again, no idempotency
    assert platform.command("status")["executed"]["9001"] == before + 1
    assert platform.log("answer")[-1]["duplicate"] is True
    other = body.replace('"ip":"192.0.2.7"', '"ip":"192.0.2.8"')
    assert platform.refusal("9001", other) == "CP-MSGID-REUSED"


def test_json(platform):
    for bad in (b"", b"[]", b"{", b'{"a":NaN}', b'\xef\xbb\xbf{}', b'{"a":"\xff"}', b'{"a":"\\ud800"}',
                b'{"a":' + b"[" * 50_000 + b"]" * 50_000 + b"}"):
        assert platform.refusal("9001", bad) == "CP-JSON"
    twice = fill(SIGN_IN).replace('"infver":"V1.0"', '"infver":"V1.0","infver":"V1.0"')
    assert platform.refusal("9001", twice) == "CP-JSON-REPEATED"


def test_number_in_the_body_is_the_paths(platform):
    assert platform.refusal("1101", fill(SIGN_IN)) == "CP-INFNO"
    assert platform.refusal("8888", changed(infno="8888")) == "CP-TRANSACTION"


def test_input(platform):
    assert platform.refusal("9001", changed(input=[])) == "CP-FIELD-TYPE"
    assert platform.refusal("9001", changed(input={"signin": {}})) == "CP-INPUT-NODE"
    assert platform.refusal("9001", changed(input={})) == "CP-INPUT-NODE"
    good = {"opter_no": "01", "ip": "192.0.2.7"}
    assert platform.refusal("9001", changed(input={"signIn": good, "data": {}})) == "CP-INPUT-NODE"
    assert platform.refusal("9001", changed(input={"signIn": [good]})) == "CP-FIELD-TYPE"
    assert platform.refusal("9001", changed(input={"signIn": {"opter_no": "01"}})) == "CP-FIELD-MISSING"
    assert platform.refusal("9001", changed(input={"signIn": {**good, "port": "1"}})) == "CP-FIELD-UNKNOWN"
    assert platform.refusal("9001", changed(input={"signIn": {**good, "opter_no": "0" * 21}})) == "CP-FIELD-LENGTH"
    assert platform.refusal("9001", changed(input={"signIn": {**good, "mac": "x" * 40_000}})) == "CP-INPUT-SIZE"


def test_sign_in_is_needed_and_ends(platform):
    assert platform.refusal("1101", fill(CARD, "")) == "CP-SIGNIN"
    assert platform.refusal("1101", fill(CARD, "20261122101500000001")) == "CP-SIGNIN"
    sign_no = sign_in(platform)
    assert len(sign_no) <= 30
    assert platform.ask("1101", fill(CARD, sign_no))["infcode"] == 0
    elsewhere = fill(CARD, sign_no).replace("H43102100201", "H43102100299")
    assert platform.refusal("1101", elsewhere) == "CP-SIGNIN"
    platform.command("expire_sign")
    assert platform.refusal("1101", fill(CARD, sign_no)) == "CP-SIGNIN"
    sign_no = sign_in(platform)
    out = platform.ask("9002", fill(SIGN_OUT, sign_no))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", out["output"]["signoutoutb"]["sign_time"])
    assert platform.refusal("1101", fill(CARD, sign_no)) == "CP-SIGNIN"


def test_sign_in_ends_with_the_day(platform):
    platform.command("skew", seconds=None)
    sign_no = sign_in(platform)
    platform.command("clock", offset_s=86400)
    assert platform.refusal("1101", fill(CARD, sign_no)) == "CP-SIGNIN"


def test_place_of_insurance_goes_with_a_person(platform):
    sign_no = sign_in(platform)
    body = json.loads(fill(CHRONIC, sign_no, "43010000000000000001"))
    del body["insuplc_admdvs"]
    assert platform.refusal("5301", json.dumps(body)) == "CP-INSUPLC"
    body = fill(CHRONIC, sign_no, "43010000000000000001").replace('"insuplc_admdvs":"431021"', '"insuplc_admdvs":"431099"')
    assert platform.refusal("5301", body) == "CP-INSUPLC"


@pytest.mark.parametrize("number, text, drop", [
    ("1101", CARD, "mdtrt_cert_type"), ("1101", CARD, "mdtrt_cert_no"), ("1101", CARD, "card_sn"),
    ("5301", CHRONIC, "psn_no"), ("5302", FIXED, "psn_no"), ("5304", REFERRALS, "begntime"),
    ("2001", ENTITLEMENT, "psn_no"), ("1162", VOUCHER, "orgId"), ("1162", VOUCHER, "businessType"),
    ("1162", VOUCHER, "ecQrCode"), ("9002", SIGN_OUT, "sign_no"), ("9002", SIGN_OUT, "opter_no")])
def test_mandatory_input(platform, number, text, drop):
    sign_no = sign_in(platform)
    body = json.loads(fill(text, sign_no, "43010000000000000001"))
    (node,) = body["input"].values()
    del node[drop]
    assert platform.refusal(number, json.dumps(body)) == "CP-FIELD-MISSING"


@pytest.mark.parametrize("number, text, name, value, token", [
    ("1101", CARD, "mdtrt_cert_type", "3", "CP-FIELD-VALUE"),
    ("1101", CARD, "mdtrt_cert_no", "A" * 51, "CP-FIELD-LENGTH"),
    ("1101", CARD, "card_sn", "4" * 33, "CP-FIELD-LENGTH"),
    ("1101", CARD, "psn_name", 1, "CP-FIELD-TYPE"),
    ("1101", CARD, "cardno", "1", "CP-FIELD-UNKNOWN"),
    ("5302", FIXED, "biz_appy_type", "21", "CP-FIELD-VALUE"),
    ("5304", REFERRALS, "begntime", "20260101", "CP-FIELD-VALUE"),
    ("5304", REFERRALS, "endtime", "2026-1-1", "CP-FIELD-VALUE"),
    ("2001", ENTITLEMENT, "insutype", "3900000", "CP-FIELD-LENGTH"),
    ("1162", VOUCHER, "businessType", "1301", "CP-FIELD-VALUE")])
def test_input_values(platform, number, text, name, value, token):
    sign_no = sign_in(platform)
    body = json.loads(fill(text, sign_no, "43010000000000000001"))
    (node,) = body["input"].values()
    node[name] = value
    assert platform.refusal(number, json.dumps(body)) == token


def test_refusals_never_repeat_a_value(platform):
    reply = platform.ask("9001", changed(opter_name="王小明" * 20))
    assert "王小明" not in reply["err_msg"] and "opter_name" in reply["err_msg"]
