"""The two matters that crash journeys send: a filing (at most once, looked up in the person's list) and a case of the local
contract (exactly once, asked for by its key)."""
from dataclasses import dataclass

from .filing import Form, today


@dataclass(frozen=True)
class Matter:
    kind: str  # filing, local
    slug: str  # whose
    item: str
    infno: str
    lookup: str
    answers: dict

    def to_review(self, rig) -> Form:
        rig.to_home(self.slug)
        rig.choose(self.item)
        rig.screen.wait_state("guide")
        rig.screen.tap("guide.begin")
        rig.screen.wait_state("form")
        form = Form(rig.screen)
        form.write({name: today() if value == "@TODAY" else value for name, value in self.answers.items()})
        rig.screen.wait_state("review")
        return form

    def secrets(self, rig) -> list:
        """What nobody else may read of it."""
        return [*rig.people[self.slug].secrets(), self.answers["tel"]]


FILING = Matter("filing", "resident", "I20", "2501", "5304", {
    "diag": "I63", "hospital": "H43010000101", "refl_rea": "limited", "refl_opnn": "agreed", "refl_date": "@TODAY",
    "tel": "0735-2222222"})
LOCAL = Matter("local", "employee", "I13", "LC13", "LC00", {
    "rloc_admdvs": "441900", "stay": "yes", "begndate": "@TODAY", "tel": "13973500001", "proof_kind": "papers",
    "signature": "signed"})
BOTH = (FILING, LOCAL)
