"""A matter by finger: its questions one after the other, the review, the result. Answers are given by the field's own
keys, as a resident gives them; `text` is for tests whose point is another one."""
import datetime
import re
import zoneinfo

from .inspect import Inspect, Missing

# Two strokes, millimetres from the top left of the writing square.
SIGNATURE = ([[12, 12], [20, 30], [28, 14], [34, 32]], [[40, 20], [60, 22], [58, 40]])


def today() -> str:
    return datetime.datetime.now(zoneinfo.ZoneInfo("Asia/Shanghai")).date().isoformat()


class Form:
    def __init__(self, screen: Inspect):
        self.screen = screen

    # --- looking

    def field(self) -> str:
        """The question on screen."""
        names = [node["id"] for node in self.screen.tree() if re.fullmatch(r"form\.\w+", node["id"])
                 and node["role"] in ("field", "writing")]
        if len(names) != 1:
            raise Missing(f"one question, but: {names}")
        return names[0].partition(".")[2]

    def value(self, field: str) -> str:
        return self.screen.wait_node(f"form.{field}")["value"]

    def fault(self, field: str) -> str:
        """What is wrong, as it stands at the field; empty when nothing does."""
        node = self.screen.node(f"form.{field}.fault")
        return node["label"] if node else ""

    def code(self) -> str:
        """The pick-up code that the review shows."""
        words = self.screen.words("review.code")
        found = re.findall(r"(?<!\d)\d{6}(?!\d)", words.replace(" ", ""))
        if len(set(found)) != 1:
            raise Missing(f"a code of six digits, but: {words}")
        return found[0]

    # --- answering

    def tap(self, field: str, *keys: str) -> None:
        for key in keys:
            self.screen.tap(f"form.{field}.{key}")

    def digits(self, field: str, value: str) -> None:
        self.tap(field, *("dash" if letter == "-" else letter for letter in value))

    def _turn_to(self, field: str, key: str, more: str) -> None:
        self.screen.wait_node(f"form.{field}")
        while self.screen.node(f"form.{field}.{key}") is None:
            self.tap(field, more)  # refused on the last page
        self.tap(field, key)

    def place(self, field: str, province: str, city: str) -> None:
        """By the two lists."""
        self._turn_to(field, f"upper.{province}", "upper.next")
        self._turn_to(field, city, "next")

    def place_by_letters(self, field: str, letters: str, code: str) -> None:
        self.tap(field, "find", *(f"letter.{letter}" for letter in letters))
        self._turn_to(field, code, "next")

    def choose(self, field: str, option: str) -> None:
        self._turn_to(field, option, "next")

    def sign(self, field: str) -> None:
        for stroke in SIGNATURE:
            self.screen.stroke(f"form.{field}", stroke)

    def text(self, field: str, value: str) -> None:
        self.screen.text(f"form.{field}", value)

    def next(self) -> None:
        self.screen.tap("form.next")

    def write(self, answers: dict) -> None:
        """Every question until the review, by text; a signature is signed."""
        while self.screen.place() == "form":
            field = self.field()
            if answers[field] == "signed":
                self.sign(field)
            else:
                self.text(field, answers[field])
            self.next()
            if self.screen.place() == "form" and self.field() == field:
                raise Missing(f"{field} is not left: {self.fault(field)}")
