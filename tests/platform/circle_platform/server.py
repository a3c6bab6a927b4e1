"""The listener: TLS with a client certificate always, one thread a connection, and a line that can be cut."""
import itertools
import socket
import ssl
import threading
import time
from pathlib import Path

from .exchange import Exchange
from .wire import Response, Stream

HANDSHAKE_SECONDS = 10
CONNECTIONS = 64
BACKLOG = 64


def context(pki: Path, certificate: str = "server", client_ca: str = "ca", newest: str = "1.3") -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.maximum_version = {"1.2": ssl.TLSVersion.TLSv1_2, "1.3": ssl.TLSVersion.TLSv1_3}[newest]
    made.load_cert_chain(pki / f"{certificate}.crt", pki / f"{certificate}.key")
    made.verify_mode = ssl.CERT_REQUIRED
    made.load_verify_locations(pki / f"{client_ca}.crt")
    return made


class Server:
    def __init__(self, service, faults, log, pki: Path, address, idle_seconds: float = 120, newest: str = "1.3"):
        self.faults = faults
        self._log = log
        self._pki = pki
        self._address = address
        self._idle_seconds = idle_seconds
        self._newest = newest
        self._tls = context(pki, newest=newest)
        self._lock = threading.Lock()
        self._open: dict[int, socket.socket] = {}
        self._busy: set[int] = set()
        self._numbers = itertools.count(1)
        self._ended = threading.Event()
        self._exchange = Exchange(service, faults, log, self._ended)
        self._listener: socket.socket | None = None
        self.line = "off"
        self.certificate, self.client_ca = "server", "ca"

    # --- the line

    def set_line(self, state: str) -> None:
        """on; off: nobody listens and every connection is closed; silent: TCP is taken, nothing is answered."""
        if state not in ("on", "off", "silent"):
            raise ValueError("the line is on, off or silent")
        before, self.line = self.line, state
        if state == "off" or before == "silent":
            self.drop()
        if state == "off":
            self._close_listener()
        elif self._listener is None:
            self._listen()

    def set_tls(self, certificate: str | None = None, client_ca: str | None = None) -> None:
        """For the connections that come from now on; those that stand are closed."""
        self._tls = context(self._pki, certificate or self.certificate, client_ca or self.client_ca, self._newest)
        self.certificate = certificate or self.certificate
        self.client_ca = client_ca or self.client_ca
        self.drop()

    def drop(self, idle_only: bool = False) -> int:
        with self._lock:
            victims = [s for number, s in self._open.items() if not (idle_only and number in self._busy)]
        for victim in victims:
            _shut(victim)
        return len(victims)

    def connections(self) -> int:
        with self._lock:
            return len(self._open)

    def port(self) -> int:
        return self._address[1]

    def stop(self) -> None:
        self._ended.set()
        self.set_line("off")

    def _listen(self) -> None:
        made = socket.create_server(self._address, backlog=BACKLOG, reuse_port=False)
        self._address = made.getsockname()[:2]
        self._listener = made
        threading.Thread(target=self._accept, args=(made,), daemon=True).start()

    def _close_listener(self) -> None:
        if self._listener is not None:
            _shut(self._listener)  # wakes accept
            self._listener.close()
            self._listener = None

    def _accept(self, listener: socket.socket) -> None:
        while not self._ended.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with self._lock:
                number = next(self._numbers)
                if len(self._open) >= CONNECTIONS:
                    connection.close()
                    continue
                self._open[number] = connection
            threading.Thread(target=self._serve, args=(number, connection), daemon=True).start()

    # --- one connection

    def _serve(self, number: int, plain: socket.socket) -> None:
        secure = plain
        try:
            if self._wait_while_silent():
                return
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            plain.settimeout(HANDSHAKE_SECONDS)
            secure = self._tls.wrap_socket(plain, server_side=True, do_handshake_on_connect=False)
            with self._lock:
                self._open[number] = secure
            secure.do_handshake()
            secure.settimeout(self._idle_seconds)
            client = _common_name(secure.getpeercert())
            self._log.note("connection", connection=number, client=client, tls=secure.version())
            self._requests(number, secure, client)
        except (OSError, ValueError) as error:  # ValueError: the socket was closed under us
            reason = getattr(error, "reason", None) or type(error).__name__
            self._log.note("line", connection=number, reason=str(reason))
        finally:
            with self._lock:
                self._open.pop(number, None)
                self._busy.discard(number)
            secure.close()

    def _requests(self, number: int, secure, client: str) -> None:
        stream, reused = Stream(secure), False
        while (request := stream.next()) is not None:
            arrival = self._log.request(number, client, request)  # before anything looks at it
            with self._lock:
                self._busy.add(number)
            if self._wait_while_silent():
                return
            response = self._exchange.answer(arrival, request, reused)
            reused = True
            if response.silent:
                return
            _send(secure, response)
            if response.close or response.missing or not request.keep_alive():
                if request.problem:
                    _hear_out(secure)
                return
            with self._lock:
                self._busy.discard(number)

    def _wait_while_silent(self) -> bool:
        """True: the line was silent, and the connection is to be dropped."""
        waited = False
        while self.line == "silent" and not self._ended.is_set():
            waited = True
            time.sleep(0.02)
        return waited


def _shut(connection: socket.socket) -> None:
    try:
        socket.socket.shutdown(connection, socket.SHUT_RDWR)  # not SSLSocket's: its reader is in another thread
    except OSError:
        pass


def _hear_out(secure) -> None:
    """Reads on while a refused sender is still sending: closed at once, the line would break before it hears why."""
    secure.settimeout(2)
    for _ in range(64):
        if not secure.recv(16384):
            return


def _send(secure, response: Response) -> None:
    payload = response.payload()
    if not response.pace:
        secure.sendall(response.head() + payload)
        return
    secure.sendall(response.head())
    for at in range(0, len(payload), 64):
        secure.sendall(payload[at:at + 64])
        time.sleep(response.pace)


def _common_name(certificate: dict) -> str:
    subject = dict(pair for group in certificate.get("subject", ()) for pair in group)
    return subject.get("commonName", "")
