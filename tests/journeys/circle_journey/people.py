"""Who there is: the platform's book of persons, and the card of each as circle-virtual-card takes it."""
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from .where import ASSETS, PLATFORM_PEOPLE


@dataclass
class Person:
    slug: str  # of the platform's file: "employee"
    book: dict
    demo_card: Path | None = None  # her card in assets/people, found by its number

    @property
    def name(self) -> str:
        return self.book["baseinfo"]["psn_name"]

    @property
    def id_number(self) -> str:
        return self.book["baseinfo"]["certno"]

    @property
    def number(self) -> str:
        return self.book["baseinfo"]["psn_no"]

    @property
    def card_number(self) -> str:
        return self.book["card"]["number"]

    @property
    def identification(self) -> str:
        return self.book["card"]["identification"]

    def secrets(self) -> list:
        """What must be nowhere once her visit is over."""
        return [self.name, self.id_number, self.number, self.card_number, self.identification]

    def card_file(self, folder: Path, version: str = "2.00", **changed) -> Path:
        """Her card written from the platform's book: version "2.00" lets the holder be read, "3.00" does not.
        `changed`: keys of the file that differ (number, identification, id_number, name …)."""
        base = self.book["baseinfo"]
        about = {"name": self.name, "id_number": self.id_number, "sex": base["gend"], "nation": base["naty"],
                 "birthplace": self.id_number[:6], "birth_date": base["brdy"][:10].replace("-", "")}
        card = {"number": self.card_number, "identification": self.identification, "version": version,
                "issued": "20200101", "expires": "20300101", "holder_protected": version == "3.00"}
        for name, value in changed.items():
            (about if name in about else card)[name] = value
        path = folder / f"{self.slug}.toml"
        lines = []
        for table, values in (("person", about), ("card", card)):
            lines.append(f"[{table}]")
            lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path


def everyone() -> dict:
    """slug → Person"""
    found = {}
    for file in sorted(PLATFORM_PEOPLE.glob("*.json")):
        slug = file.stem.partition("-")[2]
        found[slug] = Person(slug, json.loads(file.read_text("utf-8")))
    by_number = {person.card_number: person for person in found.values()}
    for file in sorted((ASSETS / "people").glob("*.toml")):
        card = tomllib.loads(file.read_text("utf-8")).get("card", {})
        if card.get("number") in by_number:
            by_number[card["number"]].demo_card = file
    without = [person.slug for person in found.values() if person.demo_card is None]
    if without:
        raise LookupError(f"no card in assets/people for {', '.join(without)}")
    return found
