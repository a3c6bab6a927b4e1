"""Control sockets: one line out, one line back. The terminal and the stand-in speak JSON, the virtual card words."""
import json
import socket
import time
from pathlib import Path


class Refused(Exception):
    """The other side answered that it will not."""

    def __init__(self, command, code: str, text: str):
        self.code, self.text = code, text
        super().__init__(f"{command}: {code} {text}".rstrip())


class Wire:
    """A Unix socket spoken over in lines."""

    def __init__(self, path: Path):
        self._path = path
        self._socket: socket.socket | None = None
        self._buffer = b""

    def connect(self) -> bool:
        """False while nobody listens there yet."""
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            made.connect(str(self._path))
        except (FileNotFoundError, ConnectionRefusedError):
            made.close()
            return False
        self._socket, self._buffer = made, b""
        return True

    def close(self) -> None:
        if self._socket:
            self._socket.close()
            self._socket = None

    def send(self, line: str) -> None:
        if self._socket is None and not self.connect():
            raise ConnectionError(f"nobody listens at {self._path}")
        self._socket.sendall(line.encode("utf-8") + b"\n")

    def receive(self, end: float, what: str) -> str:
        """The next line, until `end` of the monotonic clock."""
        while b"\n" not in self._buffer:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"no answer to {what}")
            self._socket.settimeout(left)
            try:
                more = self._socket.recv(1 << 16)
            except TimeoutError:
                raise TimeoutError(f"no answer to {what}") from None
            if not more:
                self.close()
                raise ConnectionError(f"closed while {what} was open")
            self._buffer += more
        line, self._buffer = self._buffer.split(b"\n", 1)
        return line.decode("utf-8")


class Words(Wire):
    def ask(self, line: str, seconds: float) -> str:
        """What stands behind "ok"; raises Refused."""
        self.send(line)
        reply = self.receive(time.monotonic() + seconds, line)
        word, _, rest = reply.partition(" ")
        if word != "ok":
            raise Refused(line, word, rest)
        return rest


class Objects(Wire):
    """{"id":1,"do":…} → {"id":1,"ok":true,"result":…}"""

    def __init__(self, path: Path):
        super().__init__(path)
        self._number = 0

    def ask(self, do: str, seconds: float, **fields):
        """The result; raises Refused, TimeoutError or ConnectionError."""
        self._number += 1
        command = {"id": self._number, "do": do, **fields}
        self.send(json.dumps(command, ensure_ascii=False))
        end = time.monotonic() + seconds
        while True:
            reply = json.loads(self.receive(end, str(command)))
            if reply.get("id") == self._number:  # else: the late answer to one given up
                break
        if not reply.get("ok"):
            error = reply.get("error")
            error = error if isinstance(error, dict) else {"text": str(error)}
            raise Refused(command, error.get("code", ""), error.get("text", ""))
        return reply.get("result")
