"""The platform's own book of persons: one JSON file each, keyed by card number (format: README.md)."""
import json
from decimal import Decimal
from pathlib import Path

from .refusals import Refusal


class Book:
    def __init__(self, folder: Path, year: int):
        """"{year}" and "{last_year}" in a file stand for those years: this year's entitlement stays this year's."""
        self.persons = []
        for file in sorted(folder.glob("*.json")):
            text = file.read_text("utf-8").replace("{year}", str(year)).replace("{last_year}", str(year - 1))
            person = json.loads(text, parse_float=Decimal)
            person["file"] = file.name
            self.persons.append(person)
        if not self.persons:
            raise ValueError(f"no persons in {folder}")
        self._cards = self._index(lambda person: person["card"]["number"])
        self._numbers = self._index(lambda person: person["baseinfo"]["psn_no"])
        self._ids = self._index(lambda person: person["baseinfo"]["certno"])
        self._vouchers = self._index(lambda person: person.get("voucher"))

    def _index(self, key) -> dict:
        found = {}
        for person in self.persons:
            value = key(person)
            if value in found:
                raise ValueError(f"{person['file']}: {value} stands in {found[value]['file']} too")
            if value:
                found[value] = person
        return found

    def by_card(self, number: str):
        return self._cards.get(number)

    def by_psn_no(self, number: str):
        return self._numbers.get(number)

    def insured(self, number: str, place: str):
        """The person of a business request, whose header names a place of insurance. Raises Refusal."""
        person = self.by_psn_no(number)
        if person is None:
            raise Refusal("CP-PERSON")
        places = [row["insuplc_admdvs"] for row in person.get("insuinfo", [])]
        if places and place not in places:
            raise Refusal("CP-INSUPLC")
        return person

    def by_id_number(self, number: str):
        return self._ids.get(number)

    def by_voucher(self, code: str):
        return self._vouchers.get(code)
