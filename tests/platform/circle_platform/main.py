"""The command line: `circle-platform pki DIR` and `circle-platform serve …`."""
import argparse
import signal
import sys
import threading
from pathlib import Path

from . import control as controls
from . import pki
from .answers import Answers
from .clock import Clock
from .faults import Faults
from .people import Book
from .rawlog import RawLog
from .server import Server
from .service import Service, Settings
from .sessions import Sessions

PEOPLE = Path(__file__).resolve().parent.parent / "people"


def _arguments(argv):
    parser = argparse.ArgumentParser(prog="circle-platform", description="The stand-in for the central platform.")
    actions = parser.add_subparsers(dest="action", required=True)
    make = actions.add_parser("pki", help="make certificates, an access key and a secret in DIR")
    make.add_argument("dir", type=Path)
    serve = actions.add_parser("serve", help="listen; prints one line 'ready PORT'")
    serve.add_argument("--pki", type=Path, required=True, metavar="DIR")
    serve.add_argument("--listen", default="127.0.0.1:0", metavar="HOST:PORT", help="port 0 takes a free one")
    serve.add_argument("--log", type=Path, metavar="FILE", help="raw request log, appended")
    serve.add_argument("--control", type=Path, metavar="SOCKET")
    serve.add_argument("--stdin", action="store_true", help="take control lines on standard input; its end quits")
    serve.add_argument("--people", type=Path, default=PEOPLE, metavar="DIR")
    serve.add_argument("--prefix", default="/isp-api/powercsb", help="the path before the transaction number")
    serve.add_argument("--skew", default="180", metavar="SECONDS", help="allowed clock difference, or 'any'")
    serve.add_argument("--idle", type=float, default=120, metavar="SECONDS", help="idle connections close then")
    serve.add_argument("--tls", choices=("1.2", "1.3"), default="1.3", help="newest version offered")
    serve.add_argument("--later-lengths", action="store_true", help="field lengths of the later revision (§1.1)")
    return parser.parse_args(argv)


def _address(text: str):
    host, colon, port = text.rpartition(":")
    if not colon or not host or not port.isdigit() or int(port) > 65535:
        raise ValueError(f"--listen {text}: not HOST:PORT")
    return host, int(port)


def _serve(options) -> int:
    settings = Settings(access_key=(options.pki / "access_key").read_text().strip(),
                        secret=(options.pki / "secret").read_text().strip(), prefix=options.prefix,
                        skew=None if options.skew == "any" else float(options.skew),
                        later_lengths=options.later_lengths)
    clock, log, faults = Clock(), RawLog(options.log), Faults()
    sessions = Sessions(clock)
    answers = Answers(Book(options.people, clock.now().year), sessions, clock)
    service = Service(settings, clock, sessions, answers)
    server = Server(service, faults, log, options.pki, _address(options.listen), options.idle, options.tls)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    control = controls.Control(server, service, clock, answers, log, ended)
    server.set_line("on")
    listener = controls.listen(control, options.control) if options.control else None
    print(f"ready {server.port()}", flush=True)
    if options.stdin:
        threading.Thread(target=_standard_input, args=(control, ended), daemon=True).start()
    ended.wait()
    server.stop()
    if listener:
        listener.close()
        options.control.unlink(missing_ok=True)
    log.close()
    return 0


def _standard_input(control, ended) -> None:
    controls.serve_lines(control, sys.stdin, sys.stdout)
    ended.set()


def main(argv=None) -> int:
    options = _arguments(argv)
    try:
        if options.action == "pki":
            pki.make(options.dir)
            return 0
        return _serve(options)
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        print(f"circle-platform: {error}", file=sys.stderr)
        return 1
