"""HTTP/1.1 requests from a byte stream, bounded. Only what the interface needs: POST with Content-Length."""
from dataclasses import dataclass, field

HEAD_LIMIT = 16 * 1024
BODY_LIMIT = 256 * 1024


@dataclass
class Request:
    method: str = ""
    target: str = ""
    headers: list = field(default_factory=list)
    body: bytes = b""
    problem: str = ""  # why it cannot be answered as asked; the connection ends after the reply
    status: int = 0  # the HTTP status for the problem

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")

    def keep_alive(self) -> bool:
        return not self.problem and "close" not in self.header("connection").lower()


class Stream:
    """Reads requests from a connected socket, one after the other."""

    def __init__(self, socket):
        self._socket = socket
        self._buffer = b""

    def next(self) -> Request | None:
        """None: the peer closed between two requests. Raises OSError when the line breaks."""
        head, problem = self._head()
        if head is None:
            return None
        request = Request()
        if problem:
            return _broken(request, 431, problem)
        lines = head.decode("latin-1").split("\r\n")
        parts = lines[0].split(" ")
        if len(parts) != 3 or parts[2] not in ("HTTP/1.1", "HTTP/1.0"):
            return _broken(request, 400, "request line")
        request.method, request.target = parts[0], parts[1]
        for line in lines[1:]:
            name, colon, value = line.partition(":")
            if not colon or not name or name != name.strip():
                return _broken(request, 400, "header line")
            request.headers.append((name, value.strip()))
        return self._body(request)

    def _head(self):
        while b"\r\n\r\n" not in self._buffer:
            if len(self._buffer) > HEAD_LIMIT:
                return b"", "header too large"
            more = self._socket.recv(16384)
            if not more:
                return (b"", "cut in the header") if self._buffer else (None, "")
            self._buffer += more
        head, self._buffer = self._buffer.split(b"\r\n\r\n", 1)
        return head, "header too large" if len(head) > HEAD_LIMIT else ""

    def _body(self, request: Request) -> Request:
        if request.header("transfer-encoding"):
            return _broken(request, 411, "transfer encoding")
        lengths = [value for key, value in request.headers if key.lower() == "content-length"]
        if not lengths and request.method != "POST":
            return request
        if len(lengths) != 1 or not (lengths[0].isascii() and lengths[0].isdigit()):
            return _broken(request, 411, "content length")
        length = int(lengths[0])
        if length > BODY_LIMIT:
            return _broken(request, 413, "body too large")
        if "100-continue" in request.header("expect").lower() and len(self._buffer) < length:
            self._socket.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        while len(self._buffer) < length:
            more = self._socket.recv(16384)
            if not more:
                request.body = self._buffer
                return _broken(request, 0, "cut in the body")
            self._buffer += more
        request.body, self._buffer = self._buffer[:length], self._buffer[length:]
        return request


def _broken(request: Request, status: int, problem: str) -> Request:
    request.status, request.problem = status, problem
    return request


REASONS = {200: "OK", 204: "No Content", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
           405: "Method Not Allowed", 411: "Length Required", 413: "Payload Too Large", 429: "Too Many Requests",
           431: "Request Header Fields Too Large", 500: "Internal Server Error", 502: "Bad Gateway",
           503: "Service Unavailable", 504: "Gateway Timeout"}


@dataclass
class Response:
    status: int = 200
    content_type: str = "application/json;charset=UTF-8"
    body: bytes = b""
    missing: int = 0  # bytes promised by Content-Length and never sent: the line closes after the rest
    chunked: bool = False
    close: bool = False
    silent: bool = False  # not one byte: the line closes instead
    pace: float = 0.0  # seconds between small pieces of the body
    headers: tuple = ()

    def head(self) -> bytes:
        lines = [f"HTTP/1.1 {self.status} {REASONS.get(self.status, 'Status')}", f"Content-Type: {self.content_type}"]
        if self.chunked:
            lines.append("Transfer-Encoding: chunked")
        else:
            lines.append(f"Content-Length: {len(self.body) + self.missing}")
        lines += [f"{name}: {value}" for name, value in self.headers]
        if self.close or self.missing:
            lines.append("Connection: close")
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def payload(self) -> bytes:
        if not self.chunked:
            return self.body
        pieces = [self.body[at:at + 97] for at in range(0, len(self.body), 97)]
        return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
