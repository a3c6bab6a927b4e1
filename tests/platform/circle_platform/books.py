"""The platform's books: every filing and every local case, and how often each was executed.

What a crash journey compares with the terminal's journal. A filing stands here once for each execution, as the platform
has no idempotency (platform-interface §1.5); a local case stands once for its key.
"""
import hashlib
import itertools
import json
import threading
from dataclasses import dataclass, field

PENDING, COMMITTED, UNDONE, DROPPED = "pending", "committed", "undone", "dropped"


@dataclass
class Origin:
    """Whence an entry came. From another channel there is neither an arrival nor a msgid."""

    place: str  # insuplc_admdvs
    dcla_souc: str
    opter: str | None = None
    opter_name: str | None = None
    msgid: str | None = None
    arrival: int | None = None


@dataclass
class Filing:
    number: str  # trt_dcla_detl_sn
    infno: str
    psn_no: str
    columns: dict  # as sent, without empty ones
    origin: Origin
    state: str = PENDING
    opt_time: str | None = None
    undo: dict | None = None

    def entry(self) -> dict:
        return {"kind": "filing", "number": self.number, "infno": self.infno, "psn_no": self.psn_no,
                "msgid": self.origin.msgid, "arrivals": [] if self.origin.arrival is None else [self.origin.arrival],
                "executed": int(self.state in (COMMITTED, UNDONE)), "state": self.state, "undo": self.undo,
                "channel": "line" if self.origin.msgid else "elsewhere", "content": digest(self.columns)}


@dataclass
class Case:
    """One key of the local contract."""

    number: str  # serv_matt_inst_id
    infno: str
    local_key: str
    psn_no: str
    columns: dict
    acpt_time: str
    state: str = PENDING
    executed: int = 0
    arrivals: list = field(default_factory=list)
    msgids: list = field(default_factory=list)

    def entry(self) -> dict:
        return {"kind": "case", "number": self.number, "infno": self.infno, "psn_no": self.psn_no,
                "local_key": self.local_key, "msgid": self.msgids[0], "msgids": list(self.msgids),
                "arrivals": list(self.arrivals), "executed": self.executed, "state": self.state, "undo": None,
                "channel": "line", "content": digest(self.columns)}


def filled(node: dict) -> dict:
    """A node without its empty fields: leaving one out and sending it empty say the same."""
    return {name: value for name, value in node.items() if value not in (None, "")}


def digest(columns: dict) -> str:
    """Equal contents have equal digests."""
    text = json.dumps(columns, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


class Books:
    def __init__(self, clock):
        self._clock = clock
        self._lock = threading.Lock()
        self._serial = itertools.count(1)
        self._filings: dict[str, Filing] = {}
        self._cases: dict[str, Case] = {}

    def _number(self, mark: str) -> str:
        """The stand-in's own numbering, 26 characters: mark(4) + time(14) + serial(8)."""
        return f"{mark}{self._clock.now():%Y%m%d%H%M%S}{next(self._serial):08d}"

    # --- filings

    def new_filing(self, infno: str, node: dict, origin: Origin) -> Filing:
        """Has its number, and stands nowhere until committed."""
        with self._lock:
            filing = Filing(self._number("CPDC"), infno, node["psn_no"], filled(node), origin)
            self._filings[filing.number] = filing
            return filing

    def find(self, number: str) -> Filing | None:
        with self._lock:
            return self._filings.get(number)

    def live(self, infno: str, psn_no: str) -> list[Filing]:
        """What a look-up finds, the oldest commit first."""
        with self._lock:
            found = [filing for filing in self._filings.values()
                     if filing.infno == infno and filing.psn_no == psn_no and filing.state == COMMITTED]
        return sorted(found, key=lambda filing: filing.opt_time)

    def commit(self, filing: Filing) -> bool:
        with self._lock:
            return self._move(filing, PENDING, COMMITTED)

    def undo(self, filing: Filing, by: dict) -> bool:
        with self._lock:
            if not self._move(filing, COMMITTED, UNDONE):
                return False
            filing.undo = by
            return True

    def drop(self, entry) -> None:
        with self._lock:
            if entry.state == PENDING:
                entry.state = DROPPED

    def _move(self, filing: Filing, old: str, new: str) -> bool:
        if filing.state != old:
            return False
        filing.state, filing.opt_time = new, self._clock.text()
        return True

    # --- local cases

    def case(self, call) -> Case:
        """The case of the request's key, made by the first; the arrival is noted where the content is the same."""
        key, columns = call.node["local_key"], filled(call.node)
        with self._lock:
            case = self._cases.get(key)
            if case is None:
                case = Case(self._number("CPSM"), call.message["infno"], key, columns["psn_no"], columns,
                            self._clock.text())
                self._cases[key] = case
            if case.columns == columns:
                case.arrivals.append(call.arrival)
                case.msgids.append(call.message["msgid"])
            return case

    def find_case(self, key: str) -> Case | None:
        with self._lock:
            return self._cases.get(key)

    def commit_case(self, case: Case) -> bool:
        """False: its key was executed before."""
        with self._lock:
            if case.state == COMMITTED:
                return False
            case.state = COMMITTED
            case.executed += 1
            return True

    # --- control

    def entries(self) -> list:
        with self._lock:
            return [entry.entry() for entry in (*self._filings.values(), *self._cases.values())]

    def clear(self) -> None:
        with self._lock:
            self._filings.clear()
            self._cases.clear()
