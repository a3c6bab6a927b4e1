"""The generator refuses a catalogue that would let personal data or a half pair into the log, and says where."""

import importlib.util
import os
import pathlib
import tempfile
import unittest

ROOT = pathlib.Path(os.environ.get("CIRCLE_ROOT", pathlib.Path(__file__).resolve().parents[3]))
SPEC = importlib.util.spec_from_file_location("generate", ROOT / "assets/events/generate.py")
generate = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(generate)

HEAD = '[events."{id}"]\nlevel = "info"\nzh = "中文"\nen = "English"\n'


def event(id_="card.seen", more=""):
    return HEAD.format(id=id_) + more + "\n"


class Catalogue(unittest.TestCase):
    def read(self, text):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "events.toml"
            path.write_text(text, encoding="utf-8")
            return generate.read(path)

    def refused(self, text, words):
        with self.assertRaises(generate.Fault) as caught:
            self.read(text)
        self.assertIn(words, str(caught.exception))

    def test_a_plain_one_is_read(self):
        events = self.read(event(more='fields.code = { type = "token", zh = "代码", en = "code" }'))
        self.assertIn("struct CardSeen", generate.header(events))
        self.assertIn('"card.seen"', generate.source(events))
        self.assertIn("`code` | token", generate.document(events))

    def test_free_text_is_no_type(self):
        self.refused(event(more='fields.code = { type = "string", zh = "代码", en = "code" }'), "type is one of")

    def test_names_that_promise_personal_data(self):
        for name in ("name", "id_number", "card_number", "card_sn", "phone", "message"):
            self.refused(event(more=f'fields.{name} = {{ type = "token", zh = "甲", en = "a" }}'), "personal data")

    def test_numbers_are_bounded_below_any_identifier(self):
        for bounds in ("", "max = 99999999", "min = 5, max = 5", "min = -99999999, max = 1", 'max = "9"', "max = true"):
            more = f'fields.count = {{ type = "count", zh = "数", en = "n"{", " + bounds if bounds else ""} }}'
            with self.assertRaises(generate.Fault):
                self.read(event(more=more))

    def test_half_a_pair(self):
        self.refused(event("card.read.begin", 'begins = "read"'), "has a begin and an end")
        self.refused(event("card.read.begin"), "begins nothing")
        both = event("card.read.begin", 'begins = "read"') + event("card.read.end", 'ends = "read"')
        self.refused(both, "'took' or 'seconds'")
        took = 'ends = "read"\nfields.took = { type = "ms", max = 1000, zh = "用时", en = "took" }'
        self.assertEqual(len(self.read(event("card.read.begin", 'begins = "read"') + event("card.read.end", took))), 2)

    def test_what_is_missing_or_unknown(self):
        self.refused('[events."card.seen"]\nlevel = "info"\nzh = "中"\n', "'en' is missing")
        self.refused(event().replace('"info"', '"loud"'), "level is one of")
        self.refused(event(more='colour = "red"'), "unknown key")
        self.refused(event(more='seen_by = ["everybody"]'), "seen_by holds")
        self.refused(event("Card"), "dotted words")
        self.refused(event("card.a_b") + event("card.a.b"), "same name in C++")

    def test_the_real_one(self):
        events = generate.read(ROOT / "assets/events/events.toml")
        self.assertGreater(len(events), 50)
        for id_ in ("visit.started", "visit.ended", "card.read.begin", "relay.call.end", "wipe.end"):
            self.assertIn(id_, events)


if __name__ == "__main__":
    unittest.main()
