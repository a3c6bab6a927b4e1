"""Files, undoes and looks up for one person of the book."""
import http.client
import json

import pytest
from typed import CHRONIC, FIXED, fill, sign_in
from typed_filings import (
    CHRONIC_FILING, CHRONIC_UNDO, FIXED_FILING, FIXED_UNDO, REFERRAL, REFERRAL_LOOK, REFERRAL_UNDO, REMOTE, REMOTE_LOOK)

RESIDENT = "43010000000000000001"
KEY = "0123456789abcdef0123456789abcdef"
LOST = (http.client.RemoteDisconnected, ConnectionError)

# filing → its request, its undoing, the look-up and the node of the look-up
KINDS = {"2501": (REFERRAL, "2502", REFERRAL_UNDO, "5304", REFERRAL_LOOK, "refmedin"),
         "2503": (CHRONIC_FILING, "2504", CHRONIC_UNDO, "5301", CHRONIC, "feedetail"),
         "2505": (FIXED_FILING, "2506", FIXED_UNDO, "5302", FIXED, "psnfixmedin")}


class Filer:
    def __init__(self, platform, psn_no=RESIDENT):
        self.platform, self.psn_no = platform, psn_no
        self.sign_no = sign_in(platform)

    def fill(self, text, number="", key=KEY):
        return fill(text, self.sign_no, self.psn_no).replace("@SN@", number).replace("@KEY@", key)

    def file(self, infno="2501"):
        """The number."""
        reply = self.platform.ask(infno, self.fill(KINDS[infno][0]))
        assert reply["infcode"] == 0 and list(reply["output"]) == ["result"], reply
        assert list(reply["output"]["result"]) == ["trt_dcla_detl_sn"]
        return reply["output"]["result"]["trt_dcla_detl_sn"]

    def undo(self, number, infno="2501"):
        return self.platform.ask(KINDS[infno][1], self.fill(KINDS[infno][2], number))

    def look(self, infno="2501"):
        *_, look, text, node = KINDS[infno]
        return self.platform.ask(look, self.fill(text))["output"][node]

    def lost(self, infno, body):
        """Sends what is not answered by one byte; the next request takes a fresh connection."""
        with pytest.raises(LOST):
            self.platform.send(infno, body)
        self.platform.hang_up()

    def remote(self, key=KEY):
        return self.platform.ask("LC13", self.fill(REMOTE, key=key))

    def known(self, key=KEY):
        return self.platform.ask("LC00", self.fill(REMOTE_LOOK, key=key))["output"]["result"]

    def books(self):
        return self.platform.command("books")

    def arrivals(self, infno):
        return [entry["arrival"] for entry in self.platform.log("request") if entry["path"].endswith(infno)]


def changed(body, **fields):
    """The business node with fields replaced; None leaves one out."""
    message = json.loads(body)
    (name,) = message["input"]
    node = {**message["input"][name], **fields}
    message["input"][name] = {key: value for key, value in node.items() if value is not None}
    return json.dumps(message)
