"""A matter by finger: its questions one after the other, the review, the result. Answers are given by the field's own
keys, as a resident gives them; `text` is for tests whose point is another one."""
import datetime
import json
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


# --- on a running rig


def hospital(sections):
    sections["site"]["kind"] = "provider"  # the one kind of point that offers both

LONG_STAY = {"rloc_admdvs": "441900", "stay": "yes", "begndate": "@TODAY", "tel": "13973500001", "proof_kind": "papers",
             "signature": "signed"}
REFERRAL = {"diag": "I63", "hospital": "H43010000101", "refl_rea": "limited", "refl_opnn": "agreed",
            "refl_date": "@TODAY", "tel": "0735-2222222"}


def answers(of: dict, **changed) -> dict:
    return {name: today() if value == "@TODAY" else value for name, value in {**of, **changed}.items()}


def to_form(rig, slug: str, item: str, **card) -> Form:
    rig.to_home(slug, **card)
    return begin(rig, item)


def begin(rig, item: str) -> Form:
    rig.choose(item)
    rig.screen.wait_state("guide")
    rig.screen.tap("guide.begin")
    rig.screen.wait_state("form")
    return Form(rig.screen)


def to_review(rig, slug: str, item: str, of: dict, **changed) -> Form:
    form = to_form(rig, slug, item)
    form.write(answers(of, **changed))
    rig.screen.wait_state("review")
    return form


def send(rig) -> None:
    rig.screen.tap("review.send")
    rig.screen.wait_state("result")


def leave(rig) -> None:
    """From the result: done, the card taken, the terminal free."""
    rig.screen.tap("result.done")
    rig.screen.wait_state("farewell")
    rig.remove()
    rig.screen.advance(5_000)
    rig.screen.wait_state("idle")


def counts(rig) -> dict:
    return rig.screen.state()["transactions"]


def wait_more(rig, state: str, before: dict) -> None:
    rig.screen.wait_until(lambda: counts(rig).get(state, 0) == before.get(state, 0) + 1, f"a matter {state}")


def entries(rig, person) -> list:
    return [entry for entry in rig.platform.books() if entry["psn_no"] == person.number]


def columns(rig, infno: str, node: str) -> dict:
    """Of the only request of that number."""
    (request,) = rig.platform.requests(infno)
    (name, sent), = json.loads(request["body"])["input"].items()
    assert name == node
    return sent


def events(rig, name: str) -> list:
    return [event for event in rig.terminal.events() if event["event"] == name]
