"""JSON text, in and out.

Out: money keeps its two decimals as the platform's decimal columns do (json would write 1286.4 for 1286.40), and a
reply can be made wrong on purpose (a key twice). In: strict, so that a sloppy sender is told.
"""
import json
from decimal import Decimal

from .refusals import Refusal


class Pairs(list):
    """An object as a list of (name, value): may hold a name twice."""


def _text(value: str, ascii_only: bool) -> str:
    return json.dumps(value, ensure_ascii=ascii_only)


def dumps(value, ascii_only: bool = False) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Decimal)):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    if isinstance(value, str):
        return _text(value, ascii_only)
    if isinstance(value, dict):
        value = Pairs(value.items())
    if isinstance(value, Pairs):
        inner = (f"{_text(name, ascii_only)}:{dumps(item, ascii_only)}" for name, item in value)
        return "{" + ",".join(inner) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(dumps(item, ascii_only) for item in value) + "]"
    raise TypeError(type(value).__name__)


def _object(pairs):
    seen = {}
    for name, value in pairs:
        if name in seen:
            raise Refusal("CP-JSON-REPEATED", name[:40])
        seen[name] = value
    return seen


def _constant(_):
    raise ValueError("not JSON")


def loads(body: bytes):
    """The request's object; raises Refusal."""
    try:
        value = json.loads(body.decode("utf-8"), object_pairs_hook=_object, parse_constant=_constant)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Refusal("CP-JSON") from error
    if not isinstance(value, dict):
        raise Refusal("CP-JSON")
    if any(0xD800 <= ord(character) <= 0xDFFF for character in _strings(value)):
        raise Refusal("CP-JSON")  # a lone surrogate by \u escape is no text
    return value


def _strings(value):
    """Every character of every string, however deep."""
    todo = [value]
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            yield from item
        elif isinstance(item, dict):
            todo.extend(item.keys())
            todo.extend(item.values())
        elif isinstance(item, list):
            todo.extend(item)
