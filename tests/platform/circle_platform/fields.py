"""One field of a message and the check of one value."""
import re
from dataclasses import dataclass
from datetime import datetime

from .refusals import Refusal

DATE = "date"  # yyyy-MM-dd
MOMENT = "moment"  # yyyy-MM-dd or yyyy-MM-dd HH:mm:ss: both are in field use for the same column (§6 "Dates")
TEXT = "text"


@dataclass(frozen=True)
class Field:
    name: str
    length: int = 0  # most characters; 0: the document gives none
    need: bool = False
    kind: str = TEXT
    codes: tuple = ()  # the only values allowed; empty: any
    shape: str = ""  # regular expression the whole value must match

    def check(self, node: dict, path: str) -> None:
        where = f"{path}.{self.name}" if path else self.name
        value = node.get(self.name)
        if value is None or value == "":
            if self.need:
                raise Refusal("CP-FIELD-MISSING", where)
            return
        if not isinstance(value, str):
            raise Refusal("CP-FIELD-TYPE", where)
        if self.length and len(value) > self.length:
            raise Refusal("CP-FIELD-LENGTH", where)
        if not self._fits(value):
            raise Refusal("CP-FIELD-VALUE", where)

    def _fits(self, value: str) -> bool:
        if value != value.strip() or any(ord(character) < 0x20 for character in value):
            return False
        if self.codes and value not in self.codes:
            return False
        if self.shape and not re.fullmatch(self.shape, value, re.ASCII):
            return False
        if self.kind == DATE:
            return is_time(value, "%Y-%m-%d")
        if self.kind == MOMENT:
            return is_time(value, "%Y-%m-%d") or is_time(value, "%Y-%m-%d %H:%M:%S")
        return True


def is_time(value: str, form: str) -> bool:
    try:
        return datetime.strptime(value, form).strftime(form) == value  # strptime alone also takes "2026-1-2"
    except ValueError:
        return False


def check_fields(node: dict, fields: tuple, path: str) -> None:
    for field in fields:
        field.check(node, path)
    known = {field.name for field in fields}
    for name in node:
        if name not in known:
            raise Refusal("CP-FIELD-UNKNOWN", f"{path}.{name[:40]}" if path else name[:40])
