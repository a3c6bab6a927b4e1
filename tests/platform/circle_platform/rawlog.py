"""The raw log: every request is written and flushed before anything looks at it. One JSON object a line.

It holds what was sent, so also the persons' data: it belongs to the platform's side and to tests.
"""
import base64
import collections
import json
import threading
import time


class RawLog:
    KEPT = 2000  # entries answered to the control command "log"

    def __init__(self, path):
        self._file = open(path, "a", encoding="utf-8") if path else None
        self._lock = threading.Lock()
        self._kept = collections.deque(maxlen=self.KEPT)
        self._arrivals = 0

    def request(self, connection: int, client: str, request) -> int:
        entry = {"kind": "request", "arrival": 0, "connection": connection, "client": client,
                 "method": request.method, "path": request.target,
                 "headers": [list(pair) for pair in request.headers]}
        try:
            entry["body"] = request.body.decode("utf-8")
        except UnicodeDecodeError:
            entry["body_base64"] = base64.b64encode(request.body).decode("ascii")
        if request.problem:
            entry["problem"] = request.problem
        with self._lock:
            self._arrivals += 1
            entry["arrival"] = self._arrivals
            self._write(entry)
            return self._arrivals

    def note(self, kind: str, **fields) -> None:
        with self._lock:
            self._write({"kind": kind, **fields})

    def _write(self, entry: dict) -> None:
        entry["time"] = round(time.time(), 6)
        self._kept.append(entry)
        if self._file:
            self._file.write(json.dumps(entry, ensure_ascii=False) + "\n")
            self._file.flush()

    def entries(self) -> list:
        with self._lock:
            return list(self._kept)

    def clear(self) -> None:
        """Forgets the kept entries, not the file."""
        with self._lock:
            self._kept.clear()

    def close(self) -> None:
        with self._lock:
            if self._file:
                self._file.close()
                self._file = None
