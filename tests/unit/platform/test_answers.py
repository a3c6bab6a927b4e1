"""What the transactions answer (platform-interface §1.2, §4), and the faults."""
import http.client
import json
import re
import socket
import ssl
import time
import tomllib
from decimal import Decimal

import pytest
from standin import PROGRAM
from typed import CARD, CHRONIC, ENTITLEMENT, FIXED, REFERRALS, SIGN_IN, VOUCHER, fill, sign_in

RESIDENT = "43010000000000000001"
MANY = "43100000000000000006"


def person(platform, card, identification):
    body = fill(CARD, sign_in(platform)).replace("A00000011", card).replace(
        "431000D15600000500000001A1B2C3D4", identification)
    return json.loads(platform.send("1101", body)[1], parse_float=Decimal)["output"]


def people(platform):
    """Every person in the book, as 1101 tells it."""
    folder = PROGRAM.parent / "people"
    cards = [json.loads(file.read_text("utf-8"))["card"] for file in sorted(folder.glob("*.json"))]
    return [person(platform, card["number"], card["identification"]) for card in cards]


def test_envelope_of_a_reply(platform):
    reply = platform.ask("9001", fill(SIGN_IN))
    assert reply["infcode"] == 0 and reply["err_msg"] is None
    assert re.fullmatch(r"431000\d{14}\d{10}", reply["inf_refmsgid"])
    assert re.fullmatch(r"\d{17}", reply["refmsg_time"]) and re.fullmatch(r"\d{17}", reply["respond_time"])


def test_person_by_card(platform):
    output = person(platform, "A00000011", "431000D15600000500000001A1B2C3D4")
    assert output["baseinfo"]["certno"] == "430102199001010016" and output["baseinfo"]["psn_no"] == RESIDENT
    assert [(row["insutype"], row["psn_insu_stas"], row["insuplc_admdvs"]) for row in output["insuinfo"]] == [
        ("390", "1", "431021")]


def test_pair_and_person(platform):
    sign_no = sign_in(platform)
    wrong = fill(CARD, sign_no).replace("A1B2C3D4", "A1B2C3D5")
    assert platform.refusal("1101", wrong) == "CP-CARD-PAIR"
    unknown = fill(CARD, sign_no).replace("A00000011", "Z99999999")
    assert platform.refusal("1101", unknown) == "CP-PERSON"
    by_id = fill(CARD, sign_no).replace('"03"', '"02"').replace("A00000011", "430102199001010016")
    assert platform.ask("1101", by_id)["output"]["baseinfo"]["psn_no"] == RESIDENT
    assert platform.refusal("5301", fill(CHRONIC, sign_no, "1")) == "CP-PERSON"


def test_book_covers_what_the_screens_must_bear(platform):
    everyone = people(platform)
    rows = [row for output in everyone for row in output["insuinfo"]]
    assert {row["insutype"] for row in rows} >= {"310", "390"}
    assert {row["psn_insu_stas"] for row in rows} >= {"1", "2", "4"}
    assert any(row.get("balc", 0) and row["balc"] == Decimal("1286.40") for row in rows)
    assert any("balc" not in row for row in rows) and any(row.get("balc", 0) is None for row in rows)
    assert any(not output["insuinfo"] for output in everyone)
    assert any(len(output["insuinfo"]) > 1 for output in everyone)
    assert any(output["idetinfo"] for output in everyone)
    points = [ord(character) for output in everyone for character in output["baseinfo"]["psn_name"]]
    blocks = {"B": (0x20000, 0x2A6DF), "C": (0x2A700, 0x2B73F), "D": (0x2B740, 0x2B81F), "E": (0x2B820, 0x2CEAF),
              "F": (0x2CEB0, 0x2EBEF), "G": (0x30000, 0x3134F)}
    assert [name for name, (first, last) in blocks.items() if not any(first <= p <= last for p in points)] == []


def test_money_keeps_its_decimals(platform):
    card = json.loads((PROGRAM.parent / "people" / "02-employee.json").read_text("utf-8"))["card"]
    body = fill(CARD, sign_in(platform)).replace("A00000011", card["number"]).replace(
        "431000D15600000500000001A1B2C3D4", card["identification"])
    assert b'"balc":1286.40' in platform.send("1101", body)[1]


def test_filings(platform):
    sign_no = sign_in(platform)
    assert len(platform.ask("5301", fill(CHRONIC, sign_no, MANY))["output"]["feedetail"]) == 20
    fixed = platform.ask("5302", fill(FIXED, sign_no, MANY))["output"]["psnfixmedin"]  # only biz_appy_type 01
    assert len(fixed) == 5 and set(fixed[0]) == {"psn_no", "insutype", "fix_srt_no", "fixmedins_code",
                                                 "fixmedins_name", "begndate", "enddate", "memo"}
    referrals = platform.ask("5304", fill(REFERRALS, sign_no, MANY))["output"]["refmedin"]
    assert [row["refl_date"][:4] for row in referrals] == ["2010", "2011", "2012"]
    assert not any("trt_dcla_detl_sn" in row for row in fixed + referrals)  # §4.6 "Trap"


def test_entitlement(platform):
    output = platform.ask("2001", fill(ENTITLEMENT, sign_in(platform), RESIDENT))["output"]
    assert [(row["trt_enjymnt_flag"], row["fund_pay_type"]) for row in output["trtinfo"]] == [("1", "390100")]


def test_voucher_is_good_once(platform):
    sign_no = sign_in(platform)
    token = platform.ask("1162", fill(VOUCHER, sign_no))["output"]["ecToken"]
    assert platform.refusal("1162", fill(VOUCHER, sign_no)) == "CP-VOUCHER"
    by_token = fill(CARD, sign_no).replace('"03"', '"01"').replace("A00000011", token)
    assert platform.ask("1101", by_token)["output"]["baseinfo"]["psn_no"] == RESIDENT


# --- faults

def raw(platform, **fault):
    sign_no = sign_in(platform)
    platform.command("fault", infno="1101", **fault)
    return platform.send("1101", fill(CARD, sign_no))


def replied(platform, **fault):
    status, body = raw(platform, **fault)
    assert status == 200
    return json.loads(body, parse_float=Decimal)


def test_faults_of_the_document(platform):
    assert replied(platform, name="string_infcode")["infcode"] == "0"
    assert replied(platform, name="null_output")["output"] is None
    assert isinstance(replied(platform, name="array_output")["output"], list)
    assert replied(platform, name="extra_fields")["output"]["baseinfo"]["exp_field"] == "扩展"
    assert replied(platform, name="numbers_as_strings")["output"]["insuinfo"][0]["balc"] == "0.00"
    assert replied(platform, name="strings_as_numbers")["output"]["insuinfo"][0]["insutype"] == 390
    assert "infcode" not in replied(platform, name="no_infcode")
    assert replied(platform, name="null_fields")["output"]["baseinfo"]["psn_name"] is None
    assert len(replied(platform, name="rows", count=500)["output"]["insuinfo"]) == 500
    assert "person" in replied(platform, name="rename", **{"from": "baseinfo", "to": "person"})["output"]
    failed = replied(platform, name="failure", code=-2, text="系统繁忙")
    assert failed["infcode"] == -2 and failed["err_msg"] == "系统繁忙" and failed["output"] is None


def test_faults_of_the_bytes(platform):
    assert len(raw(platform, name="huge", bytes=10 << 20)[1]) > 10 << 20
    assert raw(platform, name="deep")[1].count(b"[") == 100_000
    with pytest.raises(UnicodeDecodeError):
        raw(platform, name="invalid_utf8")[1].decode()
    assert raw(platform, name="duplicate_keys")[1].startswith(b'{"infcode":-1,"infcode":0')
    assert raw(platform, name="not_json") == (200, b"service ok")
    assert raw(platform, name="empty_body") == (200, b"")
    assert raw(platform, name="http", status=503)[0] == 503
    assert raw(platform, name="bom")[1].startswith(b"\xef\xbb\xbf{")
    assert raw(platform, name="escapes")[1].isascii()
    assert replied(platform, name="chunked")["infcode"] == 0
    assert replied(platform, name="slow", ms=1)["infcode"] == 0


def test_lost_and_cut_replies_were_executed(platform):
    for fault, problem in (({"name": "close"}, (http.client.RemoteDisconnected, ConnectionError)),
                           ({"name": "cut"}, http.client.IncompleteRead)):
        before = platform.command("status")["executed"].get("1101", 0)
        with pytest.raises(problem):
            raw(platform, **fault)
        platform.hang_up()
        assert platform.command("status")["executed"]["1101"] == before + 1


def test_refusals_on_demand(platform):
    for name, token in (("signature_refused", "CP-SIGNATURE"), ("clock_refused", "CP-CLOCK")):
        platform.fault(name)
        assert platform.refusal("9001", fill(SIGN_IN)) == token
    platform.fault("signin_refused", infno="9001", times=2)
    assert platform.refusal("9001", fill(SIGN_IN)) == "CP-SIGNIN-REFUSED"
    assert platform.refusal("9001", fill(SIGN_IN)) == "CP-SIGNIN-REFUSED"
    assert sign_in(platform)


def test_delay_comes_before_the_answer_and_works_with_others(platform):
    platform.fault("delay", ms=300)
    platform.fault("string_infcode")
    begun = time.monotonic()
    assert platform.ask("9001", fill(SIGN_IN))["infcode"] == "0"
    assert time.monotonic() - begun >= 0.3


def test_fault_that_nobody_knows_is_an_error(platform):
    with socket.socket(socket.AF_UNIX) as wire:
        wire.connect(str(platform.control_path))
        stream = wire.makefile("rw")
        for line in ('{"do":"fault","name":"x"}', '{"do":"nothing"}', "[]", "{", '{"do":"fault","name":"delay"}'):
            stream.write(line + "\n")
            stream.flush()
            assert json.loads(stream.readline())["ok"] is False


def test_line_off_silent_and_on(platform):
    sign_in(platform)
    platform.command("line", state="off")
    with pytest.raises(ConnectionRefusedError):
        platform.connect()
    platform.command("line", state="silent")
    with socket.create_connection(("127.0.0.1", platform.port), timeout=0.5) as wire:
        with pytest.raises(TimeoutError):
            ssl.SSLContext.wrap_socket(platform.tls(), wire, server_hostname="127.0.0.1")
    platform.command("line", state="on")
    platform.hang_up()
    sign_in(platform)


def test_drop_closes_idle_connections(platform):
    sign_in(platform)
    while platform.command("drop", idle_only=True) == 0:  # the stand-in may still be putting its reply away
        time.sleep(0.01)
    with pytest.raises((http.client.HTTPException, ConnectionError, ssl.SSLError)):
        platform.send("9001", fill(SIGN_IN))


def test_book_and_demo_cards_are_of_the_same_people():
    """Typed by different hands: whoever has a demo card must be found by it."""
    root = PROGRAM.parents[2]
    books = [json.loads(file.read_text("utf-8")) for file in sorted((PROGRAM.parent / "people").glob("*.json"))]
    cards = [tomllib.loads(file.read_text("utf-8")) for file in sorted((root / "assets" / "people").glob("*.toml"))]
    assert {(book["card"]["number"], book["card"]["identification"], book["baseinfo"]["certno"],
             book["baseinfo"]["psn_name"]) for book in books} == {
        (card["card"]["number"], card["card"]["identification"].replace(" ", ""), card["person"]["id_number"],
         card["person"]["name"]) for card in cards}
