"""Faults that a test switches on. Each works on one stage of a reply; README.md lists them with their parameters."""
import threading
from dataclasses import dataclass

from . import jsontext
from .refusals import TEXTS, Refusal
from .wire import Response


@dataclass
class Fault:
    name: str
    infno: str | None
    times: int  # 0: until cleared
    params: dict

    def meets(self, infno: str, reused: bool) -> bool:
        if self.name == "close_reused" and not reused:
            return False
        if self.name == "lose_lookup" and self.infno is None:
            return infno in LOOKUPS
        return self.infno in (None, infno)


def _every(value, change):
    """A copy of `value` with `change` applied to each scalar."""
    if isinstance(value, dict):
        return {name: _every(item, change) for name, item in value.items()}
    if isinstance(value, list):
        return [_every(item, change) for item in value]
    return change(value)


def _is_number(value) -> bool:
    return not isinstance(value, (str, bool, type(None)))


def _as_number(value):
    plain = isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 15
    return int(value) if plain and not (len(value) > 1 and value.startswith("0")) else value


def _failure(document, params):
    document.update(infcode=params.get("code", -1), err_msg=str(params.get("text", "系统异常"))[:2000], output=None,
                    inf_refmsgid=None)


def _failure_after_commit(document, params):
    if document.get("err_msg") is None:  # a refusal stays one: nothing was executed
        _failure(document, {"text": params["text"]})


def _extra(document, _):
    document["trace_id"] = "0af7651916cd43dd8448eb211c80319c"
    output = document["output"]
    if isinstance(output, dict):
        output["extnode"] = [{"a": 1, "b": None, "c": [1, 2], "d": {"e": "f"}}]
        for node in output.values():
            for row in node if isinstance(node, list) else [node]:
                if isinstance(row, dict):
                    row["exp_field"] = "扩展"


def _rename(document, params):
    output = document["output"]
    if isinstance(output, dict) and params["from"] in output:
        output[params["to"]] = output.pop(params["from"])


def _rows(document, params):
    if isinstance(document["output"], dict):
        for name, node in document["output"].items():
            if isinstance(node, list) and node:
                document["output"][name] = [node[at % len(node)] for at in range(int(params["count"]))]


def _output(make):
    def change(document, _):
        document["output"] = make(document["output"])
    return change


def _set(name, make):
    def change(document, params):
        document[name] = make(params)
    return change


# On the reply as a document.
DOCUMENT = {
    "failure": _failure,  # code, text
    "fail_after_commit": _failure_after_commit,  # text
    "string_infcode": lambda document, _: document.update(infcode=str(document["infcode"])),
    "infcode": _set("infcode", lambda params: params["value"]),
    "no_infcode": lambda document, _: document.pop("infcode"),
    "null_output": _output(lambda _: None),
    "array_output": _output(lambda output: [output]),
    "empty_output": _output(lambda _: {}),
    "list_output": _output(lambda output: next(iter(output.values())) if isinstance(output, dict) else output),
    "null_fields": _output(lambda output: _every(output, lambda _: None)),
    "numbers_as_strings": _output(
        lambda output: _every(output, lambda value: jsontext.dumps(value) if _is_number(value) else value)),
    "strings_as_numbers": _output(lambda output: _every(output, _as_number)),
    "extra_fields": _extra,
    "rename": _rename,  # from, to
    "rows": _rows,  # count
    "warning": _set("warn_msg", lambda params: str(params.get("text", "请核对信息"))),
    "huge": _set("filler", lambda params: "x" * int(params.get("bytes", 1 << 20))),
}


def _deep(response, params):
    levels = int(params.get("levels", 100_000))
    response.body = b'{"infcode":0,"output":' + b"[" * levels + b"]" * levels + b"}"


def _cut(response, params):
    keep = min(int(params.get("bytes", len(response.body) // 2)), len(response.body) - 1)
    response.missing, response.body = len(response.body) - keep, response.body[:keep]


def _bad_utf8(response, _):
    response.body = response.body.replace(b'"output":', b'"note":"\xc3\x28\xff","output":', 1)


def _twice(response, _):
    response.body = response.body.replace(b'{"infcode":', b'{"infcode":-1,"infcode":', 1)


def _http(response, params):
    response.status = int(params.get("status", 502))
    response.content_type = "text/html"
    response.body = b"<html><head><title>error</title></head><body><h1>nginx</h1></body></html>"


def _attribute(name, make):
    def change(response, params):
        setattr(response, name, make(response, params))
    return change


def _silent(response, _):
    response.silent = True


# On the reply as bytes.
BYTES = {
    "close": _silent,
    "lose_lookup": _silent,
    "close_reused": _silent,  # executed; without it closed_before() came first
    "http": _http,  # status
    "cut": _cut,  # bytes
    "invalid_utf8": _bad_utf8,
    "duplicate_keys": _twice,
    "deep": _deep,  # levels
    "content_type": _attribute("content_type", lambda _, params: str(params.get("value", "text/plain"))),
    "not_json": _attribute("body", lambda _, params: str(params.get("text", "service ok")).encode()),
    "empty_body": _attribute("body", lambda *_: b""),
    "bom": _attribute("body", lambda response, _: b"\xef\xbb\xbf" + response.body),
    "chunked": _attribute("chunked", lambda *_: True),
    "hang_up": _attribute("close", lambda *_: True),
    "slow": _attribute("pace", lambda _, params: float(params.get("ms", 50)) / 1000),
    "redirect": lambda response, params: (_http(response, {"status": 302}), setattr(
        response, "headers", (("Location", str(params.get("to", "https://127.0.0.1:1/")),),))),
}

# Before the reply exists.
EARLY = ("delay", "refused", "signature_refused", "clock_refused", "signin_refused", "escapes", "close_before",
         "commit_late")
NEEDED = {"rename": ("from", "to"), "rows": ("count",), "infcode": ("value",), "delay": ("ms",), "refused": ("token",),
          "fail_after_commit": ("text",)}
LOOKUPS = ("5301", "5302", "5304", "LC00")  # what a sender asks when it doesn't know how its filing ended
THEN = ("close", "answer", "hold")
_TOKENS = {"signature_refused": "CP-SIGNATURE", "clock_refused": "CP-CLOCK", "signin_refused": "CP-SIGNIN-REFUSED"}


class Faults:
    def __init__(self):
        self._list: list[Fault] = []
        self._lock = threading.Lock()

    def add(self, command: dict) -> None:
        """Raises ValueError for a fault nobody knows."""
        params = {name: value for name, value in command.items() if name not in ("id", "do", "name", "infno", "times")}
        name = command.get("name")
        if name not in DOCUMENT and name not in BYTES and name not in EARLY:
            raise ValueError(f"no fault named {name}")
        missing = [key for key in NEEDED.get(name, ()) if key not in params]
        if missing or (name == "refused" and params["token"] not in TEXTS):
            raise ValueError(f"{name} needs {', '.join(missing) or 'a token of the list'}")
        if name == "commit_late":
            if params.get("then", "close") not in THEN:
                raise ValueError(f"then is one of {', '.join(THEN)}")
            float(params.get("ms", 0))
        times = command.get("times", 1)
        if not isinstance(times, int) or isinstance(times, bool) or times < 0:
            raise ValueError("times is a count, 0 for until cleared")
        with self._lock:
            self._list.append(Fault(name, command.get("infno"), times, params))

    def clear(self) -> None:
        with self._lock:
            self._list.clear()

    def names(self) -> list:
        with self._lock:
            return [fault.name for fault in self._list]

    def take(self, infno: str, reused: bool = False) -> list[Fault]:
        """The faults for this request, in the order given; each is used up by one. `reused`: the connection carried
        a request before."""
        taken = []
        with self._lock:
            for fault in list(self._list):
                if fault.meets(infno, reused):
                    taken.append(fault)
                    if fault.times == 1:
                        self._list.remove(fault)
                    elif fault.times:
                        fault.times -= 1
        return taken


def delay(taken) -> float:
    return sum(float(fault.params["ms"]) for fault in taken if fault.name == "delay") / 1000


def closed_before(taken) -> str:
    """The fault that closes the line before anything is checked; empty: none."""
    return next((fault.name for fault in taken if fault.name == "close_before" or (
        fault.name == "close_reused" and not fault.params.get("executed"))), "")


def late(taken) -> dict | None:
    """The parameters of commit_late."""
    return next((fault.params for fault in taken if fault.name == "commit_late"), None)


def refusal(taken) -> Refusal | None:
    for fault in taken:
        token = fault.params["token"] if fault.name == "refused" else _TOKENS.get(fault.name)
        if token:
            return Refusal(token)
    return None


def respond(document: dict, taken) -> Response:
    """The reply's bytes with every fault worked in."""
    for fault in taken:
        if fault.name in DOCUMENT:
            DOCUMENT[fault.name](document, fault.params)
    ascii_only = any(fault.name == "escapes" for fault in taken)
    response = Response(body=jsontext.dumps(document, ascii_only).encode("utf-8"))
    for fault in taken:
        if fault.name in BYTES:
            BYTES[fault.name](response, fault.params)
    return response
