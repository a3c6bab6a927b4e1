"""The workbench beside the demo's window: the hands of a visitor and the weather on the line, by short words."""
import os
import select
import sys
import time

from .lines import Refused
from .rig import Rig

HELP = """demo: the workbench; type a word and Enter
  1 … {count}    put that person's card in          out       take the card out
  down       cut the line                    silent    the platform is reached and says nothing
  up         the line is there again         slow      the next answer takes five seconds
  lost       the next answer is lost         says no   the next question is refused
  card WORD  the next card is … (mute, foreign, blocked, "pull 3", "stall 12000 2")
  good       nothing is wrong any more       reader    stop and start the reader's service
  who        the persons again               quit      end (or close the window)"""


class Workbench:
    def __init__(self, rig: Rig):
        self._rig = rig
        self._typed = b""
        self._inputs = [0]  # standard input, until it ends
        self._done = False

    def run(self, beside) -> None:
        """Until the kiosk's window is closed, or "quit" is typed, or `beside()` (the workbench's window) is over."""
        self._who()
        while not self._done and self._rig.terminal.program.running() and beside():
            ready, _, _ = select.select(self._inputs, [], [], 0.2)
            if ready:
                self._read()

    def _read(self) -> None:
        more = os.read(0, 4096)
        if not more:
            self._inputs = []
        self._typed += more
        while b"\n" in self._typed and not self._done:
            line, self._typed = self._typed.split(b"\n", 1)
            self._carry_out(line.decode("utf-8", "replace").strip())

    def _who(self) -> None:
        print(HELP.format(count=len(self._rig.people)))
        for number, person in enumerate(self._rig.people.values(), 1):
            print(f"  {number:2d}  {person.name}  ({person.slug})")
        sys.stdout.flush()

    def _carry_out(self, line: str) -> None:
        try:
            answer = self._do(line)
        except (Refused, OSError, AssertionError) as error:
            answer = str(error)
        if answer:
            print(f"demo: {answer}", flush=True)

    def _do(self, line: str) -> str:
        rig, word = self._rig, line.partition(" ")[0]
        slugs = list(rig.people)
        if word.isdigit() and 1 <= int(word) <= len(slugs):
            return f"the card of {rig.insert(slugs[int(word) - 1]).name} is in the reader"
        if line == "out":
            rig.remove()
            return "the card is out"
        if line in ("down", "silent", "up"):
            rig.platform.line({"down": "off", "up": "on"}.get(line, line))
            return f"the line is {line}"
        if line == "slow":
            rig.platform.fault("delay", ms=5000)
            return "the next answer takes five seconds"
        if line == "lost":
            rig.platform.fault("close")
            return "the next answer is lost"
        if line == "says no":
            rig.platform.fault("failure", text="该人员信息正在核对，请联系经办机构（演示）")
            return "the next question is refused"
        if word == "card":
            rig.card.fault(line.partition(" ")[2])
            return "that holds for the card from now on"
        if line == "good":
            rig.card.clear()
            rig.platform.clear()
            return "nothing is wrong"
        if line == "reader":
            rig.pcscd.stop()
            time.sleep(2)
            rig.pcscd.start()
            return "the reader's service was started again"
        if line == "quit":
            self._done = True
            return ""
        self._who()
        return ""
