"""One life of a matter with a crash in it: sent, killed, started again, settled, and what people were told."""
import itertools
import shutil
import sqlite3
import tempfile
import time
from pathlib import Path

from .killing import Boundary, Killing
from .matters import Matter
from .process import Ended, wait_for
from .truth import NO_WORD, Told, Truth, claim_of, wrongs

SOMEBODY_ELSE = "two-relations"
NUMBERS = itertools.cycle(range(2, 100))  # a journal that begins anew must not give the last one's msgids
UNSETTLED = ("recorded", "sending", "unknown")


class Life:
    """On a rig that others use before and after: begin() gives the terminal a journal of its own, end() takes it away."""

    def __init__(self, rig, matter: Matter, name: str):
        self.rig, self.matter, self.name = rig, matter, name
        self.person = rig.people[matter.slug]
        self.told = Told()
        self.code = ""
        self._folder = rig.work / name
        self._usual = rig.sections["journal"]["path"], rig.sections["terminal"]["number"]
        self._looked = 0

    # --- the sending visit

    def begin(self, end: Boundary | None = None, watched: bool = True) -> None:
        """A terminal with an empty journal, before a platform that knows of nothing. `watched`: its acts are counted, and
        it dies at `end`."""
        self.rig.terminal.stop()
        self.rig.remove()
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        self._stand(str(self._journal), next(NUMBERS))
        self.rig.platform.clear()
        self.rig.platform.books(clear=True)
        self.rig.platform.ask("log", clear=True)
        self._under(end)
        self._start(self.killing.environment if watched else None)

    def _stand(self, journal: str, number: int) -> None:
        self.rig.sections["journal"]["path"] = journal
        self.rig.sections["terminal"]["number"] = number

    def _under(self, end: Boundary | None) -> None:
        self.killing = Killing(self._folder / "kill", self._journal, self.rig.platform.port, end)

    def _start(self, environment: dict | None = None) -> bool:
        """Until it has signed in. False: it died on the way."""
        signed_in = self._signed_in()
        try:
            self.rig.terminal.start(environment)
            wait_for(lambda: self._dead() or self._signed_in() > signed_in, "sign-in")
            self.rig.to_idle()
        except (Ended, ConnectionError):
            self._wait_dead()
            return False
        return True

    def _signed_in(self) -> int:
        return self.rig.platform.executed().get("9001", 0)

    def _dead(self) -> bool:
        return not self.rig.terminal.program.running()

    def _wait_dead(self) -> None:
        """Its sockets go a little before it does."""
        wait_for(self._dead, "death of the terminal")

    @property
    def _journal(self) -> Path:
        return self._folder / "journal.db"

    def review(self) -> None:
        self.code = self.matter.to_review(self.rig).code()

    def send(self) -> bool:
        """Her touch on "send", and on "done" when there is a result. False: the terminal died meanwhile."""
        if self.killing.end is None or self.killing.end.act.startswith("mark."):
            # Each second is reserved anew: from the beginning of one, whoever gives a number writes the mark.
            time.sleep(1 - time.time() % 1)
        self.killing.arm()
        if not (self._touch("review.send") and self._reaches("result")):
            return False
        self.told.at_once = self._claim()
        return self._touch("result.done") and self._reaches("farewell")

    def _touch(self, node: str) -> bool:
        try:
            self.rig.screen.tap(node)
        except ConnectionError:  # its socket went with it
            return False
        return True

    def _reaches(self, place: str) -> bool:
        """False: it died on the way."""
        def where() -> str:
            if self._dead():
                return "dead"
            try:
                return place if self.rig.screen.place() == place else ""
            except ConnectionError:
                return ""

        return wait_for(where, place) == place

    def _claim(self) -> str:
        return claim_of(self.rig.screen.wait_node("page.title")["label"])

    # --- the crash and after

    def killed(self) -> bool:
        """It ended itself where it was told to."""
        self._wait_dead()
        return self.killing.killed()

    def kill(self) -> None:
        self.rig.terminal.program.kill()

    def rows(self) -> list[str]:
        """The states in the journal's file as it lies there, read from a copy with its log."""
        if not self._journal.exists():
            return []
        with tempfile.TemporaryDirectory() as folder:
            for file in (self._journal, self._journal.with_name("journal.db-wal")):
                if file.exists():
                    shutil.copy(file, folder)
            with sqlite3.connect(Path(folder) / "journal.db") as database:
                return [state for (state,) in database.execute("SELECT state FROM matter ORDER BY id")]

    def restart(self) -> None:
        self._power()
        self._start()

    def recover(self, end: Boundary | None) -> bool:
        """A restart in which it dies at `end`. False: it died, and did not get to the end of what was open."""
        self._power()
        self._under(end)
        self.killing.arm()
        if not self._start(self.killing.environment):
            return False
        try:
            self.settle()
        except ConnectionError:
            self._wait_dead()
            return False
        return True

    def _power(self) -> None:
        self.rig.terminal.stop()
        self.rig.remove()
        self._looked = len(self.rig.platform.requests(self.matter.lookup))

    def truth(self) -> Truth:
        return Truth.of(self.rig.platform, self.matter.infno, self.person.number)

    def looks(self) -> int:
        """Look-ups since the restart."""
        return len(self.rig.platform.requests(self.matter.lookup)) - self._looked

    def settle(self) -> None:
        """Until nothing is open, or until what can't be known was looked for twice: a filing that is in no list."""
        def settled() -> bool:
            counts = self.rig.screen.state()["transactions"]
            if not any(counts.get(state) for state in UNSETTLED):
                return True
            if self.matter.kind == "filing" and self.looks() >= 2 and self.truth().standing == 0:
                return True
            self.rig.screen.advance(60_000)
            return False

        self.rig.screen.wait_until(settled, "end of what was open")

    # --- who comes afterwards

    def ask_by_code(self) -> None:
        screen = self.rig.screen
        screen.tap("idle.result")
        screen.wait_state("ask_code")
        for digit in self.code:
            screen.tap(f"form.code.{digit}")
        screen.tap("form.next")
        screen.wait_until(lambda: screen.place() == "result" or screen.node("form.code.fault"), "answer to the code")
        if screen.place() == "result":
            self.told.by_code = self._claim()
            self._nothing_of_hers("who has the code")
        self._leave()

    def somebody_else(self) -> None:
        self.rig.to_home(SOMEBODY_ELSE)
        self._nothing_of_hers("who comes next")
        self._leave()

    def _nothing_of_hers(self, who: str) -> None:
        words = self.rig.screen.words()
        seen = [secret for secret in self.matter.secrets(self.rig) if secret in words]
        assert not seen, f"{who} reads {len(seen)} of her secrets"

    def visit(self) -> str:
        """She comes again: what she is told first."""
        self.rig.insert(self.matter.slug)
        self.rig.screen.tap("notice.agree")
        self.rig.screen.wait_until(lambda: self.rig.screen.place() in ("home", "result"), "home or a result")
        self.told.later.append(self._claim() if self.rig.screen.place() == "result" else NO_WORD)
        self._leave()
        return self.told.later[-1]

    def _leave(self) -> None:
        screen = self.rig.screen
        if screen.place() == "result":
            screen.tap("result.done")
        screen.wait_until(lambda: screen.place() != "result", "end of the result")
        if screen.place() not in ("farewell", "idle"):
            screen.tap("bar.cancel")
        self.rig.remove()
        screen.advance(5_000)
        screen.wait_state("idle")

    def end(self) -> None:
        """The usual terminal stands there again."""
        self.rig.terminal.stop()
        self.rig.remove()
        self._stand(*self._usual)
        self.rig.platform.clear()
        self.rig.platform.books(clear=True)
        self._start()

    def wrongs(self, recorded: bool) -> list[str]:
        return wrongs(self.matter.kind, recorded, self.truth(), self.told)
