#!/usr/bin/python3
"""What the terminal costs a resident and the machine: start, touch, memory. Run by tests/bench/run, in the sandbox.

The real program with everything around it (real pcscd, virtual card, stand-in platform behind TLS), drawn in software on
1080×1920 pixels and driven through the inspect channel. Where Xvfb is installed the picture goes to a window on it, as on a
desk; else it stays in memory ("offscreen"), which saves the second copy of the picture. Prints one JSON object.
"""
import argparse
import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "journeys"))
from circle_journey.inspect import Inspect  # noqa: E402
from circle_journey.rig import Rig  # noqa: E402
from circle_journey.where import BIN, OUT, PLATFORM, outside_sandbox  # noqa: E402

WIDTH, HEIGHT, BYTES = 1080, 1920, 4
TICK = os.sysconf("SC_CLK_TCK")
# Every touch leads to another page: home, list, guide and back; nothing is touched twice in a row.
ROUND = ("home.group.work", "home.item.I01", "bar.back", "bar.back", "home.item.I13", "bar.back")


def ms(seconds: float) -> float:
    return round(seconds * 1000, 2)


def spread(seconds: list) -> dict:
    return {"median": ms(statistics.median(seconds)), "least": ms(min(seconds)), "most": ms(max(seconds)),
            "runs": len(seconds)}


def processor(pid: int) -> float:
    """Seconds of processor time of all threads so far."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory(pid: int) -> dict:
    """MiB. Pss shares a page that several processes map; Rss counts it whole."""
    rows = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()[1:])
    return {"pss": round(int(rows["Pss"].split()[0]) / 1024, 1), "rss": round(int(rows["Rss"].split()[0]) / 1024, 1)}


def other_terminals(pid: int) -> int:
    """Running from the same file: they share its pages and those of its fonts, which flatters Pss."""
    count = 0
    for link in Path("/proc").glob("[0-9]*/exe"):
        try:
            count += os.readlink(link).endswith("/circle-terminal") and link.parent.name != str(pid)
        except OSError:
            pass  # gone, or another user's
    return count


@contextlib.contextmanager
def display(driver: str):
    """What the terminal is told about the display, in its environment."""
    if driver == "offscreen":
        yield {"SDL_VIDEODRIVER": "offscreen"}
        return
    reading, writing = os.pipe()
    # -noreset: without it the server begins anew when its last window goes, in the way of the next start.
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-noreset", "-nolisten", "tcp"],
        stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=[writing])
    os.close(writing)
    try:
        with open(reading, encoding="ascii") as said:
            number = said.readline().strip()
        if not number:
            raise RuntimeError("Xvfb does not start")
        yield {"SDL_VIDEODRIVER": "x11", "DISPLAY": f":{number}"}
    finally:
        server.terminate()
        server.wait(10)


# --- start

def one_start(command: list, environment: dict, log: Path) -> tuple:
    """Seconds from before fork to the answer of `tree`, which stands for the first page on the panel, and to the
    answer of the first touch, which is given when its effect has been drawn."""
    path = Path(command[command.index("--inspect") + 1])
    path.unlink(missing_ok=True)
    with open(log, "wb") as output:
        began = time.perf_counter()
        program = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment)
        try:
            screen = Inspect(path)
            while not screen.connect():
                if program.poll() is not None:
                    raise RuntimeError(f"the terminal ended with {program.returncode}: {log.read_text()}")
                time.sleep(0.0002)
            screen.ask("tree")
            pictured = time.perf_counter() - began
            screen.ask("tap", node="idle.browse")
            touched = time.perf_counter() - began
            if screen.place() != "home":
                raise RuntimeError(f"the first touch led to {screen.place()}, not home")
            screen.close()
        finally:
            program.terminate()
            program.wait(20)
    return pictured, touched


def bare_start(program: str) -> float:
    """The same file, linked and ended again: no start of it can be shorter."""
    began = time.perf_counter()
    subprocess.run([program, "--version"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def starts(rig: Rig, runs: int, driver: dict) -> dict:
    rig.to_idle()
    command = [str(part) for part in rig.terminal.program.process.args]
    rig.terminal.stop()
    environment = {**os.environ, **driver}
    pictures, touches, bare = [], [], []
    for _ in range(runs):
        bare.append(bare_start(command[0]))
        pictured, touched = one_start(command, environment, rig.folder / "start.log")
        pictures.append(pictured)
        touches.append(touched)
    rig.terminal.start()
    return {"first_touch": spread(touches), "first_picture": spread(pictures), "bare": spread(bare)}


def starts_with_rows(rig: Rig, runs: int, driver: dict) -> dict:
    """The same over a journal in which ten thousand matters are open."""
    rows = rig.folder / "rows.db"
    usual = rig.sections["journal"]["path"], rig.sections["terminal"]["number"]
    subprocess.run([BIN / "bench_ledger", "rows", rows], check=True)
    # Another number: a journal that begins anew would number its messages as the last one did.
    rig.sections["journal"]["path"], rig.sections["terminal"]["number"] = str(rows), 77
    rig.terminal.stop()
    rig.terminal.start()
    figures = starts(rig, runs, driver)
    rig.sections["journal"]["path"], rig.sections["terminal"]["number"] = usual
    rig.terminal.stop()
    rig.terminal.start()
    return figures


# --- touch

def touches(rig: Rig, rounds: int) -> dict:
    screen, pid = rig.screen, rig.terminal.process_id()
    rig.to_idle()
    screen.ask("tap", node="idle.browse")
    for node in ROUND:  # the first pass rasterises glyphs that later ones find
        screen.ask("tap", node=node)
    picture, panel = b"\x55" * (WIDTH * HEIGHT * BYTES), bytearray(WIDTH * HEIGHT * BYTES)
    took, bare = [], []
    by_node = {}
    frames, spent = screen.counters()["frames"], processor(pid)
    for _ in range(rounds):
        for node in ROUND:
            began = time.perf_counter()
            screen.ask("tap", node=node)
            took.append(time.perf_counter() - began)
            by_node.setdefault(node, []).append(took[-1])
    spent = processor(pid) - spent
    frames = screen.counters()["frames"] - frames
    if frames < len(took):
        raise RuntimeError(f"{len(took)} touches changed the picture {frames} times only")
    for _ in range(len(took)):
        began = time.perf_counter()
        screen.ask("counters")
        panel[:] = picture
        bare.append(time.perf_counter() - began)
    screen.ask("tap", node="bar.cancel")
    screen.advance(5_000)
    return {"touch": spread(took), "bare": spread(bare), "cpu_ms": round(spent / len(took) * 1000, 2),
            "slowest_page_ms": ms(max(statistics.median(values) for values in by_node.values())),
            "frames_per_touch": round(frames / len(took), 2)}


def first_sights(rig: Rig, visits: int) -> dict:
    """Touches that lead to a page for the first time in a visit: its glyphs are drawn from the font files, for nothing
    outlives a visit."""
    screen, took = rig.screen, []
    rig.to_idle()
    for _ in range(visits):
        for node in ("idle.browse", *ROUND):
            began = time.perf_counter()
            screen.ask("tap", node=node)
            if node != "bar.back":
                took.append(time.perf_counter() - began)
        screen.ask("tap", node="bar.cancel")
        screen.advance(5_000)
        screen.wait_state("idle")
    return spread(took)


# --- rest

def rest(rig: Rig, seconds: int) -> float:
    """Processor time of all threads while nobody is there, in percent of one processor."""
    def spent() -> int:  # nanoseconds
        return sum(int(file.read_text("ascii").split()[0])
                   for file in Path(f"/proc/{rig.terminal.process_id()}/task").glob("*/schedstat"))

    rig.to_idle()
    time.sleep(2)  # what the last visit left to do is done
    before = spent()
    time.sleep(seconds)
    return round((spent() - before) / seconds / 1e7, 3)


# --- memory

def visit(rig: Rig, slug: str) -> float:
    """A whole visit; the most MiB on the way."""
    pid = rig.terminal.process_id()
    rig.to_query(slug)
    most = memory(pid)["pss"]
    rig.wait_answers()
    most = max(most, memory(pid)["pss"])
    rig.go_away()
    return most


def memories(rig: Rig, visits: int) -> dict:
    pid = rig.terminal.process_id()
    rig.to_idle()
    fresh = memory(pid)
    usual = sorted(slug for slug in rig.people if not slug.startswith("rare"))
    for number in range(visits):
        visit(rig, usual[number % len(usual)])
    after = memory(pid)
    during = visit(rig, "rare-2022")
    return {"fresh": fresh, "after_visits": after, "visits": visits, "rare_during": during, "rare_after": memory(pid),
            "other_terminals": other_terminals(pid)}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--starts", type=int, default=15)
    options.add_argument("--rounds", type=int, default=12, help=f"of {len(ROUND)} touches")
    options.add_argument("--visits", type=int, default=10)
    options.add_argument("--driver", choices=("x11", "offscreen"),
                         default="x11" if shutil.which("Xvfb") else "offscreen")
    given = options.parse_args()
    if reason := outside_sandbox():
        print(f"terminal.py: {reason}", file=sys.stderr)
        return 4
    with tempfile.TemporaryDirectory(prefix="circle-bench-") as pki:
        subprocess.run([PLATFORM, "pki", pki], check=True, stdout=subprocess.DEVNULL)
        with display(given.driver) as driver, Rig(OUT / "terminal", Path(pki), environment=driver) as rig:
            figures = {"bench": "terminal", "driver": given.driver, "start_ms": starts(rig, given.starts, driver),
                       "start_rows_ms": starts_with_rows(rig, max(3, given.starts // 3), driver),
                       "touch_ms": touches(rig, given.rounds), "first_sight_ms": first_sights(rig, given.visits),
                       "rest_percent": rest(rig, 15), "memory_mib": memories(rig, given.visits)}
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
