"""What the gateway takes and refuses: TLS, HTTP, `_api_*` headers (platform-interface §2.2)."""
import http.client
import json
import ssl
import time

import pytest
from standin import signature
from typed import CARD, SIGN_IN, fill, sign_in


def test_signature_of_known_values_is_what_the_document_says(platform):
    platform.command("skew", seconds=None)
    text = "_api_access_key=CIRCLE-DEMO&_api_name=9001&_api_timestamp=1700000000000&_api_version=1.0.0"
    headers = {"Content-Type": "application/json", "_api_name": "9001", "_api_version": "1.0.0",
               "_api_timestamp": "1700000000000", "_api_access_key": "CIRCLE-DEMO",
               "_api_signature": signature(platform.secret, text)}
    assert platform.ask("9001", fill(SIGN_IN), headers)["infcode"] == 0


@pytest.mark.parametrize("name", ["_api_name", "_api_version", "_api_timestamp", "_api_access_key", "_api_signature"])
def test_each_header_is_needed(platform, name):
    assert platform.refusal("9001", fill(SIGN_IN), platform.headers("9001", **{name: None})) == "CP-HEADER-MISSING"
    assert platform.refusal("9001", fill(SIGN_IN), platform.headers("9001", **{name: ""})) == "CP-HEADER-MISSING"


def test_header_twice(platform):
    connection = platform.connect()
    body = fill(SIGN_IN).encode()
    connection.putrequest("POST", "/isp-api/powercsb/9001")
    for name, value in [*platform.headers("9001").items(), ("_API_NAME", "9001"), ("Content-Length", str(len(body)))]:
        connection.putheader(name, value)
    connection.endheaders(body)
    assert "[CP-HEADER-REPEATED]" in json.loads(connection.getresponse().read())["err_msg"]


@pytest.mark.parametrize("changed, token", [
    ({"_api_name": "1101"}, "CP-NAME"),
    ({"version": "1.0"}, "CP-VERSION"),
    ({"stamp": "1700000000"}, "CP-TIMESTAMP"),  # seconds
    ({"stamp": "yesterday"}, "CP-TIMESTAMP"),
    ({"key": "nobody"}, "CP-KEY"),
    ({"secret": "wrong"}, "CP-SIGNATURE"),
    ({"_api_signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAA="}, "CP-SIGNATURE"),
    ({"Content-Type": "text/plain"}, "CP-CONTENT-TYPE"),
    ({"Content-Type": None}, "CP-CONTENT-TYPE"),
])
def test_wrong_header(platform, changed, token):
    assert platform.refusal("9001", fill(SIGN_IN), platform.headers("9001", **changed)) == token


def test_signature_over_pairs_in_another_order_is_refused(platform):
    stamp = str(int(time.time() * 1000))
    text = f"_api_name=9001&_api_version=1.0.0&_api_timestamp={stamp}&_api_access_key={platform.key}"
    headers = platform.headers("9001", stamp=stamp, _api_signature=signature(platform.secret, text))
    assert platform.refusal("9001", fill(SIGN_IN), headers) == "CP-SIGNATURE"


def test_clock(platform):
    def stamped(seconds):
        return platform.headers("9001", stamp=str(int((time.time() + seconds) * 1000)))
    assert platform.refusal("9001", fill(SIGN_IN), stamped(-200)) == "CP-CLOCK"
    assert platform.refusal("9001", fill(SIGN_IN), stamped(200)) == "CP-CLOCK"
    assert platform.ask("9001", fill(SIGN_IN), stamped(-100))["infcode"] == 0
    platform.command("clock", offset_s=3600)
    reply = platform.ask("9001", fill(SIGN_IN))
    assert "[CP-CLOCK]" in reply["err_msg"]
    told = time.strptime(reply["refmsg_time"][:14], "%Y%m%d%H%M%S")  # civil time in China, an hour ahead
    assert abs(time.mktime(told) - time.mktime(time.gmtime()) - 9 * 3600) < 60
    assert platform.ask("9001", fill(SIGN_IN), stamped(3600))["infcode"] == 0


def test_paths_and_methods(platform):
    assert platform.send("9001", fill(SIGN_IN), path="/other/9001")[0] == 404
    platform.hang_up()
    assert platform.send("9001", fill(SIGN_IN), path="/isp-api/powercsb/x/9001")[0] == 404
    connection = platform.connect()
    connection.request("GET", "/isp-api/powercsb/9001", headers=platform.headers("9001"))
    assert connection.getresponse().status == 405


def test_too_large_and_malformed(platform):
    assert platform.send("9001", b"{" + b" " * (256 * 1024) + b"}")[0] == 413
    platform.hang_up()
    assert platform.send("9001", fill(SIGN_IN), {**platform.headers("9001"), "X-Long": "x" * 17000})[0] == 431
    connection = platform.connect()
    connection.sock.sendall(b"nonsense\r\n\r\n")
    assert connection.sock.recv(100).startswith(b"HTTP/1.1 400 ")


def test_keep_alive_serves_many_requests_on_one_connection(platform):
    sign_no = sign_in(platform)
    for _ in range(3):
        assert platform.ask("1101", fill(CARD, sign_no))["infcode"] == 0
    last = platform.log("request")[-4:]
    assert len({entry["connection"] for entry in last}) == 1


def test_raw_log_has_everything_before_the_checks(platform):
    platform.send("9001", b"\xff\xfenot json", {"_api_name": "9001", "Content-Type": "text/x"})
    entry = [json.loads(line) for line in platform.log_file.read_text().splitlines() if '"request"' in line][-1]
    assert entry["body_base64"] == "//5ub3QganNvbg==" and entry["client"] == "terminal-01"
    assert ["_api_name", "9001"] in entry["headers"] and entry["path"] == "/isp-api/powercsb/9001"
    assert platform.log("answer")[-1]["arrival"] == entry["arrival"]


# --- TLS

@pytest.mark.parametrize("client", [None, "client-other-ca", "client-expired", "server"])
@pytest.mark.parametrize("newest", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_client_certificate_is_demanded(platform, client, newest):
    before = len(platform.log("request"))
    with pytest.raises((ssl.SSLError, ConnectionError, http.client.HTTPException)):
        platform.connect(client=client, newest=newest)
        platform.send("9001", fill(SIGN_IN))  # TLS 1.3 tells only now
    platform.hang_up()
    assert len(platform.log("request")) == before


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
def test_both_versions_of_tls_and_none_older(platform):
    for newest, word in ((ssl.TLSVersion.TLSv1_2, "TLSv1.2"), (ssl.TLSVersion.TLSv1_3, "TLSv1.3")):
        platform.connect(newest=newest)
        sign_in(platform)
        assert platform.log("connection")[-1]["tls"] == word
    old = platform.tls()
    old.minimum_version = ssl.TLSVersion.TLSv1
    old.maximum_version = ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.raises((ssl.SSLError, ConnectionError)):
        http.client.HTTPSConnection("127.0.0.1", platform.port, context=old, timeout=20).connect()


@pytest.mark.parametrize("name, words", [
    ("server-other-host", "IP address mismatch"),
    ("server-expired", "certificate has expired"),
    ("server-unknown-ca", "unable to get local issuer"),
    ("server-self-signed", "self-signed certificate"),
    ("server-as-client", "unsuitable certificate purpose"),
])
def test_bad_certificates_are_bad_in_the_way_their_name_says(platform, name, words):
    platform.command("tls", certificate=name)
    with pytest.raises(ssl.SSLCertVerificationError, match=words):
        platform.connect()
    platform.command("clear")
    platform.connect()


def test_another_client_authority(platform):
    platform.command("tls", client_ca="other-ca")
    with pytest.raises((ssl.SSLError, ConnectionError, http.client.HTTPException)):
        platform.connect()
        platform.send("9001", fill(SIGN_IN))
    platform.connect(client="client-other-ca")
    sign_in(platform)
