"""One checked request on its way to execution, and what its execution leaves behind for the log and the line."""
import threading
from dataclasses import dataclass


@dataclass
class Call:
    message: dict
    node: dict
    arrival: int = 0  # the request's number in the raw log
    late: dict | None = None  # parameters of the fault commit_late
    waiting: object = None  # commits.Waiting: accepted, but not done yet
    repeated: bool = False  # the local contract answered an earlier result again


class Tally:
    """How often each transaction was executed. A repeat under the local contract's key is no execution."""

    def __init__(self):
        self._lock = threading.Lock()
        self._counts: dict[str, int] = {}

    def add(self, number: str) -> None:
        with self._lock:
            self._counts[number] = self._counts.get(number, 0) + 1

    def counts(self) -> dict:
        with self._lock:
            return dict(self._counts)
