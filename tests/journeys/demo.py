#!/usr/bin/python3
"""What kiosk/demo runs, in the sandbox. With a display: the kiosk and beside it the workbench, until one of the two is
closed; where kiosk/demo was typed, words do the same as the workbench's buttons and more.
Without one: plays a visit in the standard view, a filing to its printed slip, and the visit again in the elder view and in
English, says what it does, and leaves numbered pictures in CIRCLE_OUT. Exit code 0 only when every step was seen."""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from circle_journey.filing import LONG_STAY, Form, answers  # noqa: E402
from circle_journey.process import Program  # noqa: E402
from circle_journey.rig import Rig  # noqa: E402
from circle_journey.where import ASSETS, BIN, PLATFORM, ROOT, outside_sandbox  # noqa: E402
from circle_journey.workbench import Workbench  # noqa: E402

OUT = Path(os.environ.get("CIRCLE_OUT") or ROOT / "build" / "demo")  # emptied at the start
PERSON = "employee"
FILER = "two-relations"


class Play:
    """One visit, told step by step."""

    def __init__(self, rig: Rig, suffix: str):
        self._rig = rig
        self._suffix = suffix

    def say(self, words: str, picture: str = "") -> None:
        where = f"   {self._rig.picture(f'{picture}-{self._suffix}').name}" if picture else ""
        print(f"demo: {words}{where}", flush=True)

    def visit(self) -> None:
        rig, screen = self._rig, self._rig.screen
        self.say("the terminal waits for somebody", "idle")
        person = rig.insert(PERSON)
        screen.wait_state("notice")
        self.say("a social-security card is in the reader; first she is told what her data is used for", "notice")
        screen.tap("notice.agree")
        screen.wait_state("home")
        self.say("she agreed; the card was read, the platform knows her", "home")
        rig.open_query()
        rig.wait_answers()
        assert person.name in screen.words(), "her name is not on the page"
        assert person.id_number not in screen.words(), "her whole number is on the page"
        self.say("her own insurance, masked where the rule says", "query")
        screen.tap("query.done")
        self._go(person)

    def filing(self) -> None:
        """One matter, from its guide to the paper in her hand."""
        rig, screen = self._rig, self._rig.screen
        person = rig.to_home(FILER)
        rig.choose("I13")
        screen.wait_state("guide")
        self.say("long stay in another place: what it is, what it needs, and that it can be done here", "guide")
        screen.tap("guide.begin")
        screen.wait_state("form")
        form = Form(screen)
        form.place("rloc_admdvs", "440000", LONG_STAY["rloc_admdvs"])
        self.say("one question after the other; a place is chosen from two lists", "form")
        form.write(answers(LONG_STAY))
        screen.wait_state("review")
        assert person.id_number not in screen.words(), "her whole number is on the page"
        self.say("all answers once more, and the code that asks for the result later; nothing was sent yet", "review")
        screen.tap("review.send")
        screen.wait_state("result")
        screen.wait_until(lambda: screen.state()["transactions"].get("accepted") == 1, "the platform's answer")
        self.say("recorded, sent once, and taken in by the platform", "result")
        screen.tap("result.print")
        screen.wait_state("paper")
        screen.wait_until(lambda: screen.node("paper.print")["enabled"], "printer")
        self.say("the slip, before it is printed", "preview")
        before = len(rig.printer.printed())
        screen.tap("paper.print")
        screen.wait_node("paper.done")
        rig.printer.wait_slip(before + 1)
        slip = OUT / f"slip-{self._suffix}.png"
        shutil.copy(sorted(rig.printer.slips.glob("slip-*.png"))[before], slip)
        print(f"demo: and what the printer printed   {slip.name}", flush=True)
        screen.tap("paper.done")
        self._go(person)

    def _go(self, person) -> None:
        rig, screen = self._rig, self._rig.screen
        screen.wait_state("farewell")
        self.say("done; she is reminded of her card", "take-card")
        rig.remove()
        screen.wait_until(lambda: person.name not in screen.words() and screen.place() in ("farewell", "idle"), "thanks")
        screen.advance(5_000)
        screen.wait_state("idle")
        self.say("the card is gone, and everything about her with it", "idle-again")


def played(pki: Path) -> int:
    with Rig(OUT, pki) as rig:
        rig.to_idle()
        print("demo: pcscd, a virtual card, the stand-in platform and the terminal are running")
        Play(rig, "zh").visit()
        Play(rig, "filing").filing()
        rig.screen.tap("bar.elder")
        rig.screen.wait_until(lambda: rig.screen.state()["view"] == "elder", "elder view")
        Play(rig, "elder").visit()
        rig.screen.tap("bar.language")
        rig.screen.wait_until(lambda: rig.screen.state()["language"] == "en", "English")
        Play(rig, "en").visit()
    print(f"demo: every step was seen; pictures are in {OUT}")
    return 0


def at_a_display(pki: Path) -> int:
    def windowed(sections):
        sections["screen"].update(fullscreen=False)

    with Rig(OUT, pki, change=windowed, environment={}) as rig:
        rig.to_idle()
        window = Program("workbench", [BIN / "circle-workbench", "--card", rig.sockets / "card", "--platform",
                                       rig.sockets / "platform", "--people", ASSETS / "people"], OUT / "workbench.log")
        try:
            print("demo: the kiosk and its workbench are open; close either window to end")
            Workbench(rig).run(window.running)
        finally:
            code = window.process.returncode  # None: it runs on, and is ended here
            window.stop()
    if code:
        print(f"demo: the workbench ended with {code}:\n{window.output()[-2000:]}", file=sys.stderr)
        return 1
    print("demo: ended")
    return 0


def main() -> int:
    reason = outside_sandbox()
    if reason:
        print(f"demo: {reason}", file=sys.stderr)
        return 2
    windowed = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    with tempfile.TemporaryDirectory(prefix="circle-pki-") as folder:
        subprocess.run([PLATFORM, "pki", folder], check=True)
        return at_a_display(Path(folder)) if windowed else played(Path(folder))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # one line for the person at the terminal; the logs hold the rest
        print(f"demo: {type(error).__name__}: {error}\ndemo: logs and the last picture are in {OUT}", file=sys.stderr)
        sys.exit(1)
