"""The inspect channel (design §5): what is on screen, and a finger on it."""
from pathlib import Path

from .lines import Objects, Refused
from .process import wait_for
from .where import PATIENCE


class Missing(AssertionError):
    """What a journey waited for did not happen."""


class Inspect:
    def __init__(self, path: Path):
        self._lines = Objects(path)

    def connect(self) -> bool:
        return self._lines.connect()

    def close(self) -> None:
        self._lines.close()

    def ask(self, do: str, **fields):
        return self._lines.ask(do, PATIENCE + 10, **fields)

    # --- looking

    def tree(self) -> list:
        """The nodes of the frame on screen."""
        return self.ask("tree")["nodes"]

    def node(self, name: str) -> dict | None:
        return next((node for node in self.tree() if node["id"] == name), None)

    def ids(self) -> list:
        return [node["id"] for node in self.tree()]

    def words(self, below: str = "") -> str:
        """Everything written on the page, also what has to be scrolled to (below a node id); one node a line."""
        return "\n".join(" ".join(filter(None, (node["label"], node["value"]))) for node in self.tree()
                         if node["id"].startswith(below))

    def state(self) -> dict:
        """{state, dialog, language, view, transactions}"""
        return self.ask("state")

    def place(self) -> str:
        return self.state()["state"]

    def counters(self) -> dict:
        return self.ask("counters")

    def said(self) -> list:
        """What the voice was given since this was asked last."""
        return self.ask("said")["said"]

    def screenshot(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.ask("screenshot", path=str(path))

    # --- waiting

    def _wait(self, what: str, name: str, seconds: float) -> None:
        try:
            self.ask("wait", **{what: name}, timeout_ms=int(seconds * 1000))
        except (Refused, TimeoutError) as error:
            raise Missing(f"no {what} {name} in {seconds} s; on screen: {self._where()}") from error

    def _where(self) -> str:
        try:
            return f"{self.place()}: {', '.join(self.ids())}"
        except (Refused, OSError) as error:
            return f"unknown ({error})"

    def wait_node(self, name: str, seconds: float = PATIENCE) -> dict:
        self._wait("node", name, seconds)
        node = self.node(name)
        if node is None:
            raise Missing(f"{name} was there and is gone; on screen: {self._where()}")
        return node

    def wait_state(self, name: str, seconds: float = PATIENCE) -> None:
        self._wait("state", name, seconds)

    def wait_event(self, name: str, seconds: float = PATIENCE) -> None:
        self._wait("event", name, seconds)

    def wait_gone(self, name: str, seconds: float = PATIENCE) -> None:
        self.wait_until(lambda: self.node(name) is None, f"{name} to go", seconds)

    def wait_until(self, happened, what: str, seconds: float = PATIENCE):
        """For what the channel has no word for. Asks again and again; gives what `happened()` gave."""
        try:
            return wait_for(happened, what, seconds)
        except TimeoutError as error:
            raise Missing(f"no {what} in {seconds} s; on screen: {self._where()}") from error

    # --- doing

    def tap(self, name: str) -> None:
        """As soon as it is there."""
        self.wait_node(name)
        self.ask("tap", node=name)

    def text(self, name: str, value: str) -> None:
        """The field then holds the value, as if its keys had been touched."""
        self.wait_node(name)
        self.ask("text", node=name, value=value)

    def stroke(self, name: str, points: list) -> None:
        """A finger writes: points in millimetres from the node's top left."""
        self.wait_node(name)
        self.ask("stroke", node=name, points=points)

    def advance(self, ms: int) -> None:
        """The visit's timers, never the deadlines of real devices and lines."""
        self.ask("advance", ms=ms)

    def quit(self) -> None:
        self.ask("quit")
