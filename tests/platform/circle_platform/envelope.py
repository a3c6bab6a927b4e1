"""The envelope's part of a request (platform-interface §1.1): fields, msgid, session, input."""
import hashlib
import json
import threading

from .fields import check_fields, is_time
from .refusals import Refusal
from .table import EXTRAS, TABLE, header

INPUT_CHARACTERS = 40_000


class Messages:
    """Which msgid carried which content."""

    def __init__(self):
        self._seen: dict[str, str] = {}
        self._lock = threading.Lock()

    def note(self, msgid: str, content: dict) -> bool:
        """True: the same message again. Raises Refusal when the number carried something else before."""
        text = json.dumps(content, sort_keys=True, ensure_ascii=False)
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        with self._lock:
            before = self._seen.setdefault(msgid, digest)
            if before is digest:
                return False
        if before != digest:
            raise Refusal("CP-MSGID-REUSED")
        return True


def check_header(message: dict, last_segment: str, later_lengths: bool) -> None:
    if message.get("infno") != last_segment:
        raise Refusal("CP-INFNO")
    own = {name: value for name, value in message.items() if name != "input" and name not in EXTRAS}
    check_fields(own, header(later_lengths), "")
    if not is_time(message["inf_time"], "%Y-%m-%d %H:%M:%S"):
        raise Refusal("CP-FIELD-VALUE", "inf_time")
    check_msgid(message["msgid"], message["fixmedins_code"])


def check_msgid(msgid: str, institution: str) -> None:
    moment, number = msgid[12:26], msgid[26:]
    good = (len(msgid) == 30 and len(institution) == 12 and msgid[:12] == institution
            and is_time(moment, "%Y%m%d%H%M%S") and number.isascii() and number.isdigit())
    if not good:
        raise Refusal("CP-MSGID-FORM")


def check_input(message: dict) -> dict:
    """The business node of a known transaction, checked by the table."""
    row = TABLE.get(message["infno"])
    if row is None:
        raise Refusal("CP-TRANSACTION", message["infno"])
    body = message.get("input")
    if body is None:
        raise Refusal("CP-FIELD-MISSING", "input")
    if not isinstance(body, dict):
        raise Refusal("CP-FIELD-TYPE", "input")
    if len(json.dumps(body, ensure_ascii=False, separators=(",", ":"))) > INPUT_CHARACTERS:
        raise Refusal("CP-INPUT-SIZE")
    if list(body) != [row.node]:
        raise Refusal("CP-INPUT-NODE", row.node)
    node = body[row.node]
    if not isinstance(node, dict):
        raise Refusal("CP-FIELD-TYPE", f"input.{row.node}")
    check_fields(node, row.fields, f"input.{row.node}")
    if node.get("psn_no") and not message.get("insuplc_admdvs"):
        raise Refusal("CP-INSUPLC")
    return node

