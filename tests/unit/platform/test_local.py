"""The local contract, made up for what has no public interface: LC13 executes a key once, LC00 tells of a key."""
import re
import threading

import pytest
from filer import KEY, RESIDENT, Filer, changed
from standin import Platform
from typed_filings import REMOTE, REMOTE_LOOK

MANY = "43100000000000000006"


def test_case_is_taken_in_and_found_by_its_key(filer):
    assert filer.known() == {"local_key": KEY, "stas": "0", "serv_matt_inst_id": None, "acpt_time": None}
    output = filer.remote()["output"]
    assert list(output) == ["result"] and set(output["result"]) == {"local_key", "serv_matt_inst_id", "acpt_time"}
    result = output["result"]
    assert result["local_key"] == KEY and 0 < len(result["serv_matt_inst_id"]) <= 30
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", result["acpt_time"])
    assert filer.known() == {**result, "stas": "1"}
    assert filer.known("another") == {"local_key": "another", "stas": "0", "serv_matt_inst_id": None, "acpt_time": None}


def test_key_is_executed_once(filer):
    before = filer.platform.command("status")["executed"].get("LC13", 0)
    first = filer.remote()["output"]
    assert filer.platform.log("answer")[-1]["repeated"] is False
    second = filer.remote()["output"]  # another msgid, the same key and content
    assert second == first
    answer = filer.platform.log("answer")[-1]
    assert (answer["repeated"], answer["duplicate"], answer["verdict"]) == (True, False, "accepted")
    assert filer.platform.command("status")["executed"]["LC13"] == before + 1
    (entry,) = filer.books()
    assert entry["arrivals"] == filer.arrivals("LC13") and len(entry["arrivals"]) == 2
    assert len(set(entry["msgids"])) == 2 and entry["msgid"] == entry["msgids"][0]
    assert (entry["kind"], entry["infno"], entry["local_key"], entry["executed"], entry["state"]) == (
        "case", "LC13", KEY, 1, "committed")
    assert (entry["number"], entry["psn_no"]) == (first["result"]["serv_matt_inst_id"], RESIDENT)


def test_key_with_other_content_is_refused(filer):
    first = filer.remote()["output"]["result"]
    for fields in ({"rloc_admdvs": "440300"}, {"memo": None}, {"psn_no": MANY}):
        body = changed(filer.fill(REMOTE), **fields)
        assert filer.platform.refusal("LC13", body) == "CP-LOCAL-KEY"
    assert filer.platform.refusal("LC00", Filer(filer.platform, MANY).fill(REMOTE_LOOK)) == "CP-LOCAL-KEY"
    (entry,) = filer.books()
    assert len(entry["arrivals"]) == 1 and filer.known()["serv_matt_inst_id"] == first["serv_matt_inst_id"]


def test_other_keys_are_other_cases(filer):
    numbers = {filer.remote(f"key{n}")["output"]["result"]["serv_matt_inst_id"] for n in range(3)}
    assert len(numbers) == 3 and [entry["executed"] for entry in filer.books()] == [1, 1, 1]


def test_key_is_executed_once_on_many_connections(filer):
    def send(body):
        talker = Platform.__new__(Platform)  # the same stand-in over a connection of its own
        talker.__dict__.update(filer.platform.__dict__, connection=None)
        replies.append(talker.ask("LC13", body))
        talker.hang_up()

    replies = []
    threads = [threading.Thread(target=send, args=(filer.fill(REMOTE),)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({reply["output"]["result"]["serv_matt_inst_id"] for reply in replies}) == 1 and len(replies) == 8
    (entry,) = filer.books()
    assert entry["executed"] == 1 and len(set(entry["arrivals"])) == len(set(entry["msgids"])) == 8
    assert sorted(answer["repeated"] for answer in filer.platform.log("answer")[-8:]) == [False] + [True] * 7


def test_optional_fields_may_be_absent(filer):
    body = changed(filer.fill(REMOTE), **dict.fromkeys((
        "psn_cert_type", "certno", "psn_name", "tel", "rloc_coty_type", "resout_addr", "enddate", "out_onln_way",
        "dcla_souc", "proof_kind", "commitment", "memo", "agnter_name", "agnter_cert_type", "agnter_certno",
        "agnter_tel", "agnter_addr", "agnter_rlts")))
    assert filer.platform.ask("LC13", body)["infcode"] == 0


@pytest.mark.parametrize("name", ["local_key", "psn_no", "insutype", "insu_admdvs", "rloc_rea", "rloc_admdvs",
                                  "begndate"])
def test_each_mandatory_field(filer, name):
    assert filer.platform.refusal("LC13", changed(filer.fill(REMOTE), **{name: None})) == "CP-FIELD-MISSING"
    assert filer.books() == []


@pytest.mark.parametrize("name, most", {
    "local_key": 32, "psn_no": 30, "insutype": 6, "insu_admdvs": 6, "psn_cert_type": 6, "certno": 50, "psn_name": 50,
    "tel": 50, "rloc_rea": 6, "rloc_admdvs": 6, "rloc_coty_type": 6, "resout_addr": 200, "out_onln_way": 6,
    "dcla_souc": 3, "proof_kind": 20, "commitment": 200, "memo": 500, "agnter_name": 50, "agnter_cert_type": 6,
    "agnter_certno": 50, "agnter_tel": 30, "agnter_addr": 200, "agnter_rlts": 3}.items())
def test_each_length(filer, name, most):
    body = filer.fill(REMOTE)
    assert filer.platform.refusal("LC13", changed(body, **{name: "1" * (most + 1)})) == "CP-FIELD-LENGTH"


@pytest.mark.parametrize("infno, text, fields, token", [
    ("LC13", REMOTE, {"rloc_rea": "01"}, "CP-FIELD-VALUE"), ("LC13", REMOTE, {"insutype": "39"}, "CP-FIELD-VALUE"),
    ("LC13", REMOTE, {"psn_cert_type": "1"}, "CP-FIELD-VALUE"), ("LC13", REMOTE, {"dcla_souc": "06"}, "CP-FIELD-VALUE"),
    ("LC13", REMOTE, {"rloc_admdvs": "广州"}, "CP-FIELD-VALUE"), ("LC13", REMOTE, {"begndate": "2026-11-31"}, "CP-FIELD-VALUE"),
    ("LC13", REMOTE, {"agnter_rlts": "0"}, "CP-FIELD-VALUE"), ("LC13", REMOTE, {"resout_addr": "a\nb"}, "CP-FIELD-VALUE"),
    ("LC13", REMOTE, {"gend": "1"}, "CP-FIELD-UNKNOWN"), ("LC13", REMOTE, {"local_key": 1}, "CP-FIELD-TYPE"),
    ("LC13", REMOTE, {"psn_no": "1"}, "CP-PERSON"),
    ("LC00", REMOTE_LOOK, {"local_key": None}, "CP-FIELD-MISSING"),
    ("LC00", REMOTE_LOOK, {"psn_no": None}, "CP-FIELD-MISSING"),
    ("LC00", REMOTE_LOOK, {"local_key": "1" * 33}, "CP-FIELD-LENGTH"),
    ("LC00", REMOTE_LOOK, {"msgid": "1"}, "CP-FIELD-UNKNOWN"), ("LC00", REMOTE_LOOK, {"psn_no": "1"}, "CP-PERSON")])
def test_values(filer, infno, text, fields, token):
    assert filer.platform.refusal(infno, changed(filer.fill(text), **fields)) == token
    assert filer.books() == []
