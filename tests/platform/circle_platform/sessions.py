"""Sign-in numbers (9001, 9002). How long a real one lives is not public (§7.6); here: until the date changes, until
signed out, or until told to expire."""
import itertools
import threading

from .refusals import Refusal


class Sessions:
    def __init__(self, clock):
        self._clock = clock
        self._open: dict[str, tuple[str, str, str]] = {}  # sign_no → (institution, operator, day)
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()

    def open(self, institution: str, operator: str) -> str:
        with self._lock:
            number = f"{self._clock.now():%Y%m%d%H%M%S}{next(self._numbers):06d}"
            self._open[number] = (institution, operator, self._clock.today())
            return number

    def check(self, sign_no, institution: str) -> None:
        with self._lock:
            owner = self._open.get(sign_no or "")
        if owner is None or owner[0] != institution or owner[2] != self._clock.today():
            raise Refusal("CP-SIGNIN")

    def close(self, sign_no: str, institution: str, operator: str) -> None:
        with self._lock:
            owner = self._open.get(sign_no)
            if owner is None or owner[:2] != (institution, operator):
                raise Refusal("CP-SIGNIN", "input.signOut")
            del self._open[sign_no]

    def expire(self) -> int:
        with self._lock:
            count = len(self._open)
            self._open.clear()
            return count

    def count(self) -> int:
        with self._lock:
            return len(self._open)
