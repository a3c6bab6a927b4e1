"""Commits that come after their reply: the fault commit_late. Without that fault an act is done at once.

A test decides when: after so many milliseconds, or by the control command commit_now, and never before it asked.
"""
import threading


class Waiting:
    """One act that was accepted and is not done. `ended` is set when it was done or dropped."""

    def __init__(self, act, drop, then: str):
        self.act = act
        self.drop = drop
        self.then = then  # close, answer, hold: what the line does meanwhile
        self.done = False
        self.ended = threading.Event()


class Commits:
    def __init__(self):
        self._lock = threading.Lock()  # held while an act runs: after now() returned nothing is half done
        self._waiting: list[Waiting] = []

    def settle(self, call, act, drop=lambda: None) -> None:
        """Does `act` now, or leaves it in call.waiting."""
        if call.late is None:
            act()
            return
        call.waiting = Waiting(act, drop, call.late.get("then", "close"))
        with self._lock:
            self._waiting.append(call.waiting)
        if "ms" in call.late:
            timer = threading.Timer(float(call.late["ms"]) / 1000, self._run, (call.waiting,))
            timer.daemon = True
            timer.start()

    def now(self) -> int:
        """Does all that waits, in the order of arrival; how many."""
        return self._end_all(self._do)

    def drop(self) -> int:
        """Forgets all that waits: it never comes."""
        return self._end_all(lambda waiting: waiting.drop())

    def count(self) -> int:
        with self._lock:
            return len(self._waiting)

    def _run(self, waiting: Waiting) -> None:
        with self._lock:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
                self._do(waiting)
                waiting.ended.set()

    def _end_all(self, end) -> int:
        with self._lock:
            ended, self._waiting = self._waiting, []
            for waiting in ended:
                end(waiting)
                waiting.ended.set()
        return len(ended)

    @staticmethod
    def _do(waiting: Waiting) -> None:
        waiting.act()
        waiting.done = True
