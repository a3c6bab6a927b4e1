"""What was so, by the stand-in's raw log and books alone, and whether what people were told was true."""
import json
from dataclasses import dataclass, field

# What a Result page says, by its title; typed as a resident reads it.
DONE, NOT_DONE, THERE, OPEN, HANDED_OVER = "done", "nothing was done", "was there already", "not known yet", "to a person"
TITLES = {"已受理": DONE, "已经核实，办上了": DONE, "没有办成，什么也没有做": NOT_DONE, "没有再办：平台上已经有了": THERE,
          "结果待确认": OPEN, "要由工作人员核对": HANDED_OVER}
NO_WORD = "-"  # nobody was told anything: her visit begins at home, her code is known to nobody


def claim_of(title: str) -> str:
    found = {claim for words, claim in TITLES.items() if words in title}
    if len(found) != 1:
        raise AssertionError(f"no claim or several: {title!r}")
    return found.pop()


@dataclass
class Truth:
    """Of one person and one transaction."""

    arrivals: int  # requests in the raw log
    keys: int  # matters they were about: numbers of filings that came by the line, or local keys
    executed: int  # of those
    standing: int  # what stands in the books, by whatever channel

    @classmethod
    def of(cls, platform, infno: str, psn_no: str) -> "Truth":
        arrivals = sum(psn_no in _persons(request["body"]) for request in platform.requests(infno))
        entries = [entry for entry in platform.books(infno) if entry["psn_no"] == psn_no]
        by_line = [entry for entry in entries if entry["channel"] == "line"]
        return cls(arrivals, len(by_line), sum(entry["executed"] for entry in by_line),
                   sum(entry["state"] == "committed" for entry in entries))


def _persons(body: str) -> set:
    return {node.get("psn_no") for node in json.loads(body)["input"].values()}


@dataclass
class Told:
    at_once: str = NO_WORD  # by the visit that sent it, when it lived so long
    later: list = field(default_factory=list)  # by each later visit of hers
    by_code: str = NO_WORD  # to whoever has the code of the review page

    def last(self) -> str:
        """What she knows."""
        return next((claim for claim in reversed([self.at_once, *self.later]) if claim != NO_WORD), NO_WORD)


def wrongs(kind: str, recorded: bool, truth: Truth, told: Told) -> list[str]:
    """What is not as it must be when everything that can be found out was found out. `recorded`: her touch on "send" is
    in the journal's file."""
    found = []
    if kind == "filing" and truth.arrivals > 1:
        found.append(f"the filing arrived {truth.arrivals} times")
    if truth.executed > 1 or truth.keys > 1:
        found.append(f"{truth.keys} matters, executed {truth.executed} times")
    if not recorded and truth.arrivals:
        found.append("sent, and not in the journal")
    if kind == "local" and recorded and truth.executed != 1:
        found.append(f"recorded, and executed {truth.executed} times")
    for who, claim in (("at once", told.at_once), ("by code", told.by_code),
                       *((f"visit {at}", claim) for at, claim in enumerate(told.later, 2))):
        if not _true(claim, truth):
            found.append(f"told {who}: {claim}; arrivals {truth.arrivals}, executed {truth.executed}, "
                         f"standing {truth.standing}")
    if recorded:
        found += _left_untold(truth, told)
    elif told.last() != NO_WORD or told.by_code != NO_WORD:
        found.append("told of a matter that is not in the journal")
    return found


def _true(claim: str, truth: Truth) -> bool:
    if claim == DONE:
        return truth.standing >= 1
    if claim == NOT_DONE:
        return truth.executed == 0
    if claim == THERE:
        return truth.standing >= 1 and truth.arrivals == 0
    return True  # that nobody knows, or that a person will find out, claims nothing


def _left_untold(truth: Truth, told: Told) -> list[str]:
    """It can be found out that it stands, or that it never left; so she must know."""
    found = []
    if told.last() == NO_WORD:
        found.append("recorded, and she was told nothing")
    if told.by_code == NO_WORD:
        found.append("recorded, and its code is not known")
    if truth.standing == 1 and truth.executed == 1 and (told.last(), told.by_code) != (DONE, DONE):
        found.append(f"it stands, and she was told: {told.last()}, by its code: {told.by_code}")
    return found
