"""One request in, one reply out: the order of the checks, and the reply's envelope (platform-interface §1.2)."""
import itertools
from dataclasses import dataclass, field

from . import envelope, gate, jsontext
from .call import Call
from .refusals import Refusal

GATEWAY = ("CP-SIGNATURE", "CP-CLOCK", "CP-KEY")


@dataclass
class Settings:
    access_key: str
    secret: str
    prefix: str = "/isp-api/powercsb"
    area: str = "431000"  # 接收方区划, the first six of inf_refmsgid
    skew: float | None = 180.0  # seconds; None: any. Hunan's own is not public (§7.2); 180 is the TIF gateway's
    later_lengths: bool = False


@dataclass
class Reply:
    """The reply before it becomes bytes: faults change it here or later as bytes."""

    document: dict
    verdict: str = "accepted"  # or the refusal's token
    duplicate: bool = False
    repeated: bool = False  # the local contract's key had been executed before
    waiting: object = None  # commits.Waiting: accepted, not yet done
    remarks: list = field(default_factory=list)


class Service:
    def __init__(self, settings, clock, sessions, answers):
        self.settings = settings
        self.clock = clock
        self.sessions = sessions
        self._answers = answers
        self._messages = envelope.Messages()
        self._serial = itertools.count(1)

    def segment(self, path: str) -> str | None:
        """The transaction number of a path under the prefix."""
        head, _, last = path.rpartition("/")
        return last if head == self.settings.prefix.rstrip("/") and last else None

    def handle(self, segment: str, headers, body: bytes, arrival: int = 0, refuse_with: Refusal | None = None,
               late: dict | None = None) -> Reply:
        received = self.clock.stamp17()
        reply = Reply({})
        output, error = None, None
        try:
            message, node = self._checked(segment, headers, body, reply, refuse_with)
            call = Call(message, node, arrival, late)
            output = self._answers.execute(call)
            reply.repeated, reply.waiting = call.repeated, call.waiting
        except Refusal as refusal:
            reply.verdict, error = refusal.token, refusal.text()
        except RecursionError:
            refusal = Refusal("CP-JSON")
            reply.verdict, error = refusal.token, refusal.text()
        reply.document = self.document(received, output, error)
        return reply

    def document(self, received: str, output, error: str | None) -> dict:
        number = None
        if error is None:  # on failure a real one may be null; here it is
            number = f"{self.settings.area}{received[:14]}{next(self._serial):010d}"
        return {"infcode": 0 if error is None else -1, "inf_refmsgid": number, "refmsg_time": received,
                "respond_time": self.clock.stamp17(), "enctype": None, "signtype": None, "cainfo": None,
                "err_msg": error and error[:200], "warn_msg": None, "output": output}

    def _checked(self, segment, headers, body, reply, refuse_with):
        settings = self.settings
        gate.check(headers, segment, settings.access_key, settings.secret, self.clock, settings.skew)
        if refuse_with is not None and refuse_with.token in GATEWAY:
            raise refuse_with  # the message behind a closed gate was never looked at: its msgid stays unused
        message = jsontext.loads(body)
        envelope.check_header(message, segment, settings.later_lengths)
        reply.duplicate = self._messages.note(message["msgid"], message)
        self._remark(message, reply)
        node = envelope.check_input(message)
        if envelope.TABLE[segment].signed_in:
            self.sessions.check(message.get("sign_no"), message["fixmedins_code"])
        if refuse_with is not None:
            raise refuse_with
        return message, node

    def _remark(self, message, reply) -> None:
        """Not refused, because no document says so; written in the log, because a person would wonder."""
        now = self.clock.now().replace(tzinfo=None)
        for name, text in (("inf_time", message["inf_time"]), ("msgid", _moment(message["msgid"]))):
            minutes = abs((now - now.fromisoformat(text)).total_seconds()) / 60
            if minutes > 60:
                reply.remarks.append(f"{name} is {minutes / 60:.1f} h from the platform's civil time")


def _moment(msgid: str) -> str:
    t = msgid[12:26]
    return f"{t[:4]}-{t[4:6]}-{t[6:8]} {t[8:10]}:{t[10:12]}:{t[12:14]}"
