"""A second virtual card that shares nothing with drivers/virtual: it replays exchanges of the reference (devices.md
§1.2–§1.5, §2.4) byte for byte. What works with it does not work only with our own encoder."""
import socket
import struct
import threading

from .reader import PORT

SELECT = bytes.fromhex("00A404000F7378312E73682EC9E7BBE1B1A3D5CF")
ATR_2 = bytes.fromhex("3B6D0000" "00813147318650" "4310" "00000001")
ATR_3 = bytes.fromhex("3B6D0000" "00814A44468660" "4310" "00000001")
FCI_2 = bytes.fromhex("6F16840F7378312E73682EC9E7BBE1B1A3D5CFA50388011E")
FCI_3 = bytes.fromhex("6F1C840F7378312E73682EC9E7BBE1B1A3D5CFA50988011E9F0C03860103")
EF05_2 = {1: "0110431000D15600000500000001A1B2C3D4", 2: "020133", 3: "0304322E3030",
          4: "040C915600000243100043100001", 5: "050420200101", 6: "060420300101",
          7: "0709413030303030303131"}
EF05_3 = {**EF05_2, 3: "0304332E3030"}
EF06 = {1: "0812343330313032313939303031303130303136", 2: "091E" + "D1DDCABEBCD7" + "00" * 24, 3: "4E14" + "00" * 20,
        4: "0A0131", 5: "0B0101", 6: "0C03430102", 7: "0D0419900101"}


class ReplayCard:
    """Inserted while open. `version` 2 lets EF06 be read, 3 answers 6982 there."""

    def __init__(self, version: int = 2):
        self._atr, self._fci = (ATR_2, FCI_2) if version == 2 else (ATR_3, FCI_3)
        self._ef05 = EF05_2 if version == 2 else EF05_3
        self._ef06 = EF06 if version == 2 else None
        self._file = None
        self._waiting = b""
        self._socket: socket.socket | None = None

    def __enter__(self):
        self._socket = socket.create_connection(("127.0.0.1", PORT))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_):
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self._socket.close()

    def _exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            more = self._socket.recv(count - len(data))
            if not more:
                raise ConnectionError
            data += more
        return data

    def _serve(self) -> None:
        try:
            while True:
                message = self._exactly(struct.unpack(">H", self._exactly(2))[0])
                answer = self._control(message[0]) if len(message) == 1 else self._apdu(message)
                if answer is not None:
                    self._socket.sendall(struct.pack(">H", len(answer)) + answer)
        except OSError:
            pass  # pulled

    def _control(self, code: int) -> bytes | None:
        if code == 4:
            return self._atr
        self._file = None
        return None

    def _apdu(self, command: bytes) -> bytes:
        head, rest = command[:4], command[4:]
        if command[:20] == SELECT:
            self._file, self._waiting = None, self._fci
            return bytes([0x61, len(self._fci)])  # as the recorded contact cards do
        if head == bytes.fromhex("00C00000") and self._waiting:
            answer, self._waiting = self._waiting, b""
            return answer + b"\x90\x00"
        if head in (bytes.fromhex("00A40200"), bytes.fromhex("00A40000")) and rest[:1] == b"\x02":
            return self._select(rest[1:3])
        if head[:2] == bytes.fromhex("00B2"):
            return self._record(head[2], head[3], rest)
        return bytes.fromhex("6D00")

    def _select(self, name: bytes) -> bytes:
        files = {b"\xEF\x05": self._ef05, b"\xEF\x06": self._ef06 if self._ef06 else "closed"}
        if name not in files:
            return bytes.fromhex("6A82")
        self._file = files[name]
        return bytes.fromhex("9000")

    def _record(self, p1: int, p2: int, rest: bytes) -> bytes:
        if self._file is None:
            return bytes.fromhex("6986")
        if self._file == "closed":
            return bytes.fromhex("6982")
        records = [bytes.fromhex(text) for text in self._file.values()]
        if p2 & 7 == 0:  # by identifier
            found = [record for record in records if record[0] == p1]
        elif p2 & 7 == 4:  # by number
            found = records[p1 - 1:p1]
        else:
            return bytes.fromhex("6A86")
        if not found:
            return bytes.fromhex("6A83")
        length = rest[0] if rest else 0
        if length not in (0, len(found[0])):
            return bytes([0x6C, len(found[0])])
        return found[0] + b"\x90\x00"
