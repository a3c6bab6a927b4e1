"""What the terminal really sends, compared with bodies typed out by hand (platform-interface §1.1, §2.2, §4)."""
import json
import re

INPUTS = {
    "9001": '{"signIn":{"opter_no":"@","ip":"@"}}',
    "1101": '{"data":{"mdtrt_cert_type":"03","mdtrt_cert_no":"@CARD","card_sn":"@SN"}}',
    "5301": '{"data":{"psn_no":"43100000000000000002"}}',
    "5302": '{"data":{"psn_no":"43100000000000000002","biz_appy_type":"03"}}',
    "5304": '{"data":{"psn_no":"43100000000000000002","begntime":"@"}}',
    "2001": '{"data":{"psn_no":"43100000000000000002","insutype":"310","fixmedins_code":"H43102100201","med_type":"@",'
            '"begntime":"@"}}',
}

HEADER = """{"mdtrtarea_admvs":"431021","infver":"V1.0","opter_type":"2","fixmedins_code":"H43102100201",
"fixmedins_name":"演示镇医保服务站"}"""


def test_a_whole_query_as_it_goes_over_the_line(rig_of):
    rig = rig_of()
    person = rig.to_query("employee")
    rig.wait_answers()
    requests = rig.platform.requests()
    bodies = [json.loads(entry["body"]) for entry in requests]
    numbers = [body["infno"] for body in bodies]
    assert numbers[0] == "9001" and set(numbers) == {"9001", "1101", "2001", "5301", "5302", "5304"}
    assert numbers.count("1101") == 1 and numbers.count("5301") == 1
    sign_no = None
    for entry, body in zip(requests, bodies):
        for name, value in json.loads(HEADER).items():
            assert body[name] == value, name
        assert entry["method"] == "POST" and entry["path"] == "/isp-api/powercsb/" + body["infno"]
        check_input(body, person)
        if body["infno"] == "9001":
            assert "sign_no" not in body or not body["sign_no"]
        else:
            sign_no = sign_no or body["sign_no"]
            assert body["sign_no"] == sign_no
        # The place goes along as soon as a person does, and only then.
        assert body.get("insuplc_admdvs") == ("431021" if "psn_no" in entry["body"] else None)
    assert all(answer["verdict"] == "accepted" and not answer["remarks"] for answer in rig.platform.log("answer"))


def check_input(body, person):
    (typed_node, typed), = json.loads(INPUTS[body["infno"]]).items()
    (node, fields), = body["input"].items()
    assert node == typed_node
    if body["infno"] == "9001":
        fields.pop("mac", None)  # optional
    assert set(fields) == set(typed)
    for name, value in typed.items():
        expected = {"@CARD": person.card_number, "@SN": person.identification}.get(value, value)
        if expected == "@":
            assert fields[name]
        else:
            assert fields[name] == expected, name


def test_message_numbers_never_repeat_over_restarts(rig_of):
    rig = rig_of()
    for start in range(1, 4):
        rig.screen.wait_until(lambda count=start: len(rig.platform.requests("9001")) == count, "sign-in")
        rig.terminal.stop()
        rig.terminal.start()
    rig.screen.wait_until(lambda: len(rig.platform.requests("9001")) == 4, "sign-in")
    rig.to_query("employee")
    rig.wait_answers()
    numbers = [json.loads(entry["body"])["msgid"] for entry in rig.platform.requests()]
    assert len(numbers) == len(set(numbers))
    starts = [json.loads(entry["body"])["msgid"] for entry in rig.platform.requests("9001")]
    assert len(starts) == 4 and starts == sorted(starts)  # questions of one page may overtake each other
    for number in numbers:
        # institution, second, terminal 01, counter
        assert re.fullmatch(r"H43102100201\d{14}01\d{2}", number), number


def test_gateway_headers_and_nothing_that_tells_who_we_are(rig_of):
    rig = rig_of()
    rig.to_query("employee")
    rig.wait_answers()
    for entry in rig.platform.requests():
        headers = {name.lower(): value for name, value in entry["headers"]}
        assert headers["_api_version"] == "1.0.0" and headers["_api_name"] == entry["path"].rpartition("/")[2]
        assert re.fullmatch(r"\d{13}", headers["_api_timestamp"])
        assert headers["content-type"].startswith("application/json")
        assert "cookie" not in headers and "authorization" not in headers
        assert entry["client"] == "terminal-01"


def test_queries_share_connections(rig_of):
    rig = rig_of()
    rig.to_query("employee")
    rig.wait_answers()
    requests = rig.platform.requests()
    assert len({entry["connection"] for entry in requests}) < len(requests)
