"""Control by JSON lines, on a Unix socket (mode 0600) and on standard input: {"do":"…"} → {"ok":true,"result":…}."""
import json
import os
import socket
import threading
from pathlib import Path

LINE_LIMIT = 64 * 1024


class Control:
    def __init__(self, server, service, clock, answers, log, quit_event):
        self._server = server
        self._service = service
        self._clock = clock
        self._answers = answers
        self._log = log
        self._quit = quit_event

    def run(self, line: str) -> str:
        number = None
        try:
            command = json.loads(line)
            if not isinstance(command, dict):
                raise ValueError("a command is an object")
            number = command.get("id")
            do = getattr(self, f"_do_{command.get('do')}", None)
            if do is None:
                raise ValueError(f"no command named {command.get('do')}")
            reply = {"ok": True, "result": do(command)}
        except (ValueError, TypeError, KeyError, RecursionError, OSError) as error:
            reply = {"ok": False, "error": f"{type(error).__name__}: {error}"}
        if number is not None:
            reply["id"] = number
        return json.dumps(reply, ensure_ascii=False)

    def _do_fault(self, command):
        self._server.faults.add(command)
        return self._server.faults.names()

    def _do_clear(self, _):
        """Everything as at the start; the sessions, the log and the books stay. What waits never comes."""
        self._server.faults.clear()
        self._answers.commits.drop()
        self._clock.offset = 0.0
        if (self._server.certificate, self._server.client_ca) != ("server", "ca"):
            self._server.set_tls("server", "ca")
        self._server.set_line("on")
        return True

    def _do_status(self, _):
        server = self._server
        return {"line": server.line, "port": server.port(), "connections": server.connections(),
                "certificate": server.certificate, "client_ca": server.client_ca, "faults": server.faults.names(),
                "sessions": self._service.sessions.count(), "executed": self._answers.tally.counts(),
                "waiting": self._answers.commits.count(),
                "skew": self._service.settings.skew, "clock_offset": self._clock.offset}

    def _do_log(self, command):
        entries = self._log.entries()
        if command.get("kind"):
            entries = [entry for entry in entries if entry["kind"] == command["kind"]]
        if command.get("clear"):
            self._log.clear()
        return entries

    def _do_expire_sign(self, _):
        return self._service.sessions.expire()

    def _do_skew(self, command):
        seconds = command["seconds"]
        self._service.settings.skew = None if seconds is None else float(seconds)
        return self._service.settings.skew

    def _do_clock(self, command):
        self._clock.offset = float(command["offset_s"])
        return self._clock.text()

    def _do_line(self, command):
        self._server.set_line(command["state"])
        return self._server.line

    def _do_drop(self, command):
        return self._server.drop(idle_only=bool(command.get("idle_only")))

    def _do_tls(self, command):
        self._server.set_tls(command.get("certificate"), command.get("client_ca"))
        return {"certificate": self._server.certificate, "client_ca": self._server.client_ca}

    def _do_books(self, command):
        entries = self._answers.books.entries()
        if command.get("clear"):
            self._answers.commits.drop()
            self._answers.books.clear()
        return entries

    def _do_file_elsewhere(self, command):
        """The columns as given, or those of a filing in the books."""
        infno, columns = command.get("infno"), command.get("input")
        if "like" in command:
            filing = self._answers.books.find(command["like"])
            if filing is None:
                raise ValueError("no such filing")
            infno, columns = filing.infno, filing.columns
        if not isinstance(columns, dict):
            raise ValueError("file_elsewhere needs infno and input, or like")
        source = {"dcla_souc": command["dcla_souc"]} if "dcla_souc" in command else {}
        return self._answers.filings.file_elsewhere(infno, columns, **source)

    def _do_undo_elsewhere(self, command):
        self._answers.filings.undo_elsewhere(str(command.get("number")))
        return True

    def _do_commit_now(self, _):
        return self._answers.commits.now()

    def _do_quit(self, _):
        self._quit.set()
        return True


def serve_lines(control: Control, reader, writer) -> None:
    while line := reader.readline(LINE_LIMIT):
        if line.strip():
            writer.write(control.run(line) + "\n")
            writer.flush()


def listen(control: Control, path: Path) -> socket.socket:
    path.unlink(missing_ok=True)
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        made.bind(str(path))
    finally:
        os.umask(before)
    made.listen(8)
    threading.Thread(target=_accept, args=(control, made), daemon=True).start()
    return made


def _accept(control: Control, listener: socket.socket) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_talk, args=(control, connection), daemon=True).start()


def _talk(control: Control, connection: socket.socket) -> None:
    with connection:
        stream = connection.makefile("rw", encoding="utf-8", newline="\n")
        try:
            serve_lines(control, stream, stream)
        except (OSError, UnicodeDecodeError):
            pass  # the other side left in the middle of a line
