"""The gateway's part of a request: path, `_api_*` headers, clock, signature (platform-interface §2.2)."""
import base64
import hashlib
import hmac
import re

from .refusals import Refusal

NAMES = ("_api_access_key", "_api_name", "_api_timestamp", "_api_version")
VERSION = "1.0.0"


def sign(secret: str, access_key: str, name: str, timestamp: str, version: str = VERSION) -> str:
    pairs = zip(NAMES, (access_key, name, timestamp, version))  # NAMES stand in ascending order
    text = "&".join(f"{key}={value}" for key, value in pairs)
    mac = hmac.new(secret.encode("utf-8"), text.encode("utf-8"), hashlib.sha1)
    return base64.b64encode(mac.digest()).decode("ascii")


def check(headers, last_segment: str, access_key: str, secret: str, clock, skew: float | None) -> None:
    """Raises Refusal; `headers` is a list of (name, value) as they came."""
    found = {}
    for name, value in headers:
        lower = name.lower()
        if lower in NAMES or lower == "_api_signature":
            if lower in found:
                raise Refusal("CP-HEADER-REPEATED", lower)
            found[lower] = value
    for name in (*NAMES, "_api_signature"):
        if not found.get(name):
            raise Refusal("CP-HEADER-MISSING", name)
    kinds = [value for name, value in headers if name.lower() == "content-type"]
    if len(kinds) != 1 or not re.fullmatch(r"application/json(\s*;\s*charset=\"?utf-8\"?)?", kinds[0], re.I):
        raise Refusal("CP-CONTENT-TYPE")
    if found["_api_name"] != last_segment:
        raise Refusal("CP-NAME")
    if found["_api_version"] != VERSION:
        raise Refusal("CP-VERSION")
    stamp = found["_api_timestamp"]
    if not re.fullmatch(r"\d{13}", stamp, re.ASCII):  # milliseconds; ten digits would be seconds
        raise Refusal("CP-TIMESTAMP")
    if skew is not None and abs(int(stamp) / 1000 - clock.seconds()) > skew:
        raise Refusal("CP-CLOCK")
    if found["_api_access_key"] != access_key:
        raise Refusal("CP-KEY")
    expected = sign(secret, access_key, last_segment, stamp)
    if not hmac.compare_digest(expected.encode(), found["_api_signature"].encode("utf-8", "replace")):
        raise Refusal("CP-SIGNATURE")
