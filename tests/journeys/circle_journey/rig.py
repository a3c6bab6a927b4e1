"""Everything together: reader, card, platform, terminal, in the order a site would switch them on."""
import contextlib
import json
import shutil
import tempfile
import time
from pathlib import Path

from . import people, terminal
from .inspect import Inspect
from .platform import Platform
from .printer import VirtualPrinter
from .process import wait_for
from .reader import Pcscd, VirtualCard
from .where import ASSETS


class Rig:
    """`folder` keeps what a person wants to see after a failure; sockets and the terminal's own files stand in a short
    temporary path, because a Unix socket's name may have 107 bytes."""

    def __init__(self, folder: Path, pki: Path, change=None, change_assets=None, platform_options: tuple = (),
                 environment: dict | None = None):
        """`change` is given the configuration's sections, `change_assets` a copy of assets/, before the start."""
        self.folder = folder
        self.people = people.everyone()
        self._pki = pki
        self._change = change
        self._platform_options = platform_options
        self._change_assets = change_assets
        self._environment = environment
        self._stack = contextlib.ExitStack()
        self._shots = 0
        self._test = ""
        self._inside, self._out_since = False, 0.0

    def __enter__(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        short = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="circle-")))
        self.work = short / "work"
        self.sockets, self.cards = short, short / "cards"
        for made in (self.work, self.cards):
            made.mkdir()
        try:
            self.pcscd = self._stack.enter_context(Pcscd(self.folder))
            first = next(iter(self.people.values())).card_file(self.cards)
            self.card = self._stack.enter_context(VirtualCard(first, self.folder, short))
            self.platform = self._stack.enter_context(
                Platform(self._pki, self.folder, short, self._platform_options))
            self.printer = self._stack.enter_context(VirtualPrinter(self.folder, short))
            self.sections = terminal.settings(self.work, self._pki, self.platform.port, self.printer.port)
            if self._change:
                self._change(self.sections)
            self.terminal = self._stack.enter_context(
                terminal.Terminal(self.sections, self.work, self.folder, short, self._environment, self._assets(short)))
        except BaseException:
            self._stack.close()
            raise
        return self

    def _assets(self, short: Path) -> Path:
        if self._change_assets is None:
            return ASSETS
        copy = short / "assets"
        shutil.copytree(ASSETS, copy)
        self._change_assets(copy)
        return copy

    def __exit__(self, kind, *_):
        if kind is not None:
            self.keep()
        self.close(check=kind is None)

    def close(self, check: bool) -> None:
        """Ends everything. `check`: the terminal must have ended well, which is also when sanitizers report."""
        log, code = self.folder / "terminal.log", self.terminal.stop()
        self._stack.close()
        if check and code not in (0, None):
            raise AssertionError(f"the terminal ended with {code}:\n{log.read_text('utf-8', 'replace')[-6000:]}")

    @property
    def screen(self) -> Inspect:
        return self.terminal.inspect

    def begin(self, name: str) -> None:
        """A test of that name starts on this rig: what is kept goes into a folder of its own."""
        self._test = name
        self._shots = 0

    def _kept(self, name: str) -> Path:
        folder = self.folder / self._test if self._test else self.folder
        folder.mkdir(parents=True, exist_ok=True)
        return folder / name

    def keep(self) -> None:
        """Tree and picture of the moment, for whoever looks at the failure; the logs stand in `folder`."""
        with contextlib.suppress(Exception):  # the failure itself is what should be reported
            text = json.dumps({"state": self.screen.state(), "tree": self.screen.tree()}, ensure_ascii=False, indent=1)
            self._kept("failure-tree.json").write_text(text, "utf-8")
            self.screen.screenshot(self._kept("failure.png"))

    def picture(self, name: str) -> Path:
        self._shots += 1
        path = self._kept(f"{self._shots:02d}-{name}.png")
        self.screen.screenshot(path)
        return path

    def retake(self) -> None:
        """The next picture takes the place of the last."""
        self._shots -= 1

    def rest(self) -> None:
        """Everything as at the start of a day: nothing broken, no card, nobody in front of the terminal."""
        self.platform.clear()
        self.pcscd.ensure()
        self.card.clear()
        self.printer.clear()
        self.remove()
        for _ in range(6):
            if self.screen.place() == "idle":
                break
            self.screen.advance(200_000)  # past every warning, then past its grace
        self.to_idle()
        self.platform.ask("log", clear=True)  # the next test counts its own requests

    # --- what a visitor does

    def insert(self, slug: str, version: str | None = None, **changed) -> people.Person:
        """The card of the platform's person `slug`: that of assets/people, or one written for this test when a
        version or a field is given (people.Person.card_file)."""
        person = self.people[slug]
        if version is None and not changed:
            file = person.demo_card
        else:
            file = person.card_file(self.cards, version or "2.00", **changed)
        self.remove()
        # pcscd looks every 400 ms; a card that was out for less was never out to it. No hand is that fast.
        time.sleep(max(0.0, self._out_since + 0.5 - time.monotonic()))
        self.card.insert(file)
        self._inside = True
        if self.terminal.program is None:  # nobody else will notice when the reader has seen it
            wait_for(self.card.powered, "power for the card")
        return person

    def remove(self) -> None:
        """The card is pulled, and the reader has noticed. Where it pulled itself out this only waits."""
        self.card.remove()
        if self._inside:
            self._inside, self._out_since = False, time.monotonic()
        if self.terminal.program is not None:
            self.screen.wait_until(lambda: not self.terminal.card_inside(), "removal seen by the reader")

    def to_idle(self) -> None:
        self.screen.wait_state("idle")
        self.wait_line()

    def wait_line(self) -> None:
        """Until the terminal has signed in and says nothing about the line."""
        self.screen.wait_until(lambda: self.platform.executed().get("9001"), "sign-in")
        self.screen.wait_gone("banner.line")

    def to_home(self, slug: str, **card) -> people.Person:
        self.to_idle()
        person = self.insert(slug, **card)
        self.screen.tap("notice.agree")
        self.screen.wait_state("home")
        return person

    def to_query(self, slug: str, **card) -> people.Person:
        person = self.to_home(slug, **card)
        self.open_query()
        return person

    def choose(self, item: str) -> None:
        """From home: the item, by its row there, or in the elder view by the list behind "other things"."""
        node = f"home.item.{item}"
        if self.screen.node(node) is None:
            self.screen.tap("home.group.all")
            self.screen.wait_state("group")
        while self.screen.node(node) is None:
            before = self.screen.words()
            self.screen.tap("list.next")
            self.screen.wait_until(lambda: self.screen.words() != before, "next page of the list")
        self.screen.tap(node)

    def open_query(self) -> None:
        self.screen.wait_state("home")
        self.choose("I07")
        self.screen.wait_state("query")
        self.screen.wait_node("query.person.title")

    def wait_answers(self) -> None:
        """On the query page: until no question is open and what came is on screen, in whatever language."""
        def settled() -> bool:
            answered = {entry["arrival"] for entry in self.platform.log("answer")}
            if any(entry["arrival"] not in answered for entry in self.platform.log("request")):
                return False
            before = self.screen.words()
            time.sleep(0.3)
            return before == self.screen.words() and "正在查询" not in before

        self.screen.wait_until(settled, "answers")

    def go_away(self) -> None:
        """From anywhere: the visit is cancelled, the card taken, the terminal is free."""
        self.screen.tap("bar.cancel")
        self.remove()
        self.screen.advance(5_000)
        self.screen.wait_state("idle")
