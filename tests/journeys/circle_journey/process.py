"""A started program: its output in a file, its end certain."""
import os
import signal
import subprocess
import time
from pathlib import Path

from .where import PATIENCE


class Ended(Exception):
    """A program ended that should be running."""


def wait_for(happened, what: str, seconds: float = PATIENCE):
    """Asks again and again; gives what `happened()` gave."""
    end = time.monotonic() + seconds
    while not (value := happened()):
        if time.monotonic() > end:
            raise TimeoutError(f"no {what} in {seconds} s")
        time.sleep(0.05)
    return value


class Program:
    def __init__(self, name: str, command: list, log: Path, environment: dict | None = None):
        self.name = name
        self.log = log
        self._file = open(log, "ab")
        # Its own group, so that whatever it starts ends with it.
        self.process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL,
                                        stdout=self._file, stderr=subprocess.STDOUT, start_new_session=True,
                                        env={**os.environ, **(environment or {})})

    def running(self) -> bool:
        return self.process.poll() is None

    def output(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def wait_until(self, ready, what: str):
        """Waits for `ready()` to be true and gives its value; raises Ended or TimeoutError with the output."""
        end = time.monotonic() + PATIENCE
        while True:
            value = ready()
            if value:
                return value
            if not self.running():
                raise Ended(f"{self.name} ended with {self.process.returncode} before {what}:\n{self.output()[-4000:]}")
            if time.monotonic() > end:
                raise TimeoutError(f"{self.name}: no {what} in {PATIENCE} s:\n{self.output()[-4000:]}")
            time.sleep(0.01)

    def kill(self) -> None:
        """At once and without warning, as a crash would."""
        self._signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, patience: float = 10) -> int:
        """Asks it to end; after `patience` seconds makes it. The exit code, negative for a signal."""
        if self.running():
            self._signal(signal.SIGTERM)
            try:
                self.process.wait(patience)
            except subprocess.TimeoutExpired:
                pass
        self._signal(signal.SIGKILL)  # what it left behind in its group
        self.process.wait()
        self._file.close()
        return self.process.returncode

    def _signal(self, number: int) -> None:
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            pass
