#!/usr/bin/python3
"""assets/texts/check finds each kind of broken translation, and none in a good one."""
import importlib.machinery
import importlib.util
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.dont_write_bytecode = True
loader = importlib.machinery.SourceFileLoader("texts_check", str(ROOT / "assets/texts/check"))
check = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
loader.exec_module(check)

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
WANTED = {"返回": ["a.cpp:1"], "第 {page} 页，共 {pages} 页": ["a.cpp:2"], "您好，{name}\n今天办什么？": ["a.cpp:3"]}
GOOD = HEADER + """msgid "返回"
msgstr "Back"

msgid "第 {page} 页，共 {pages} 页"
msgstr "Page {page} of {pages}"

msgid ""
"您好，{name}\\n"
"今天办什么？"
msgstr "Hello {name}\\nwhat today?"
"""


class Check(unittest.TestCase):
    def faults(self, text):
        with tempfile.TemporaryDirectory() as folder:
            po = pathlib.Path(folder) / "en.po"
            po.write_text(text, encoding="utf-8")
            return check.faults_of(po, WANTED)

    def one(self, text, says):
        faults = self.faults(text)
        self.assertEqual(len(faults), 1, faults)
        self.assertIn(says, faults[0])

    def test_good(self):
        self.assertEqual(self.faults(GOOD), [])

    def test_marks_may_change_places(self):
        self.assertEqual(self.faults(GOOD.replace("Page {page} of {pages}", "Of {pages}, {page}")), [])

    def test_untranslated(self):
        self.one(GOOD.replace('"Back"', '""'), "is not translated")

    def test_fuzzy(self):
        self.one(GOOD.replace('msgid "返回"', '#, fuzzy\nmsgid "返回"'), "is marked fuzzy")

    def test_own_translation(self):
        self.one(GOOD.replace('"Back"', '"返回"'), "its own translation")

    def test_other_mark(self):
        self.one(GOOD.replace("of {pages}", "of {page}"), "different marks")

    def test_lost_mark(self):
        self.one(GOOD.replace("Hello {name}", "Hello"), "different marks")

    def test_end_of_line(self):
        self.one(GOOD.replace('"Back"', '"Back\\n"'), "do not end alike")

    def test_missing(self):
        self.one(GOOD.replace('msgid "返回"\nmsgstr "Back"\n\n', ""), "is missing; said by a.cpp:1")

    def test_no_longer_said(self):
        self.one(GOOD + '\nmsgid "取消"\nmsgstr "Cancel"\n', "said by no source")

    def test_twice(self):
        self.one(GOOD + '\nmsgid "返回"\nmsgstr "Back"\n', "stands twice")

    def test_obsolete(self):
        self.one(GOOD + '\n#~ msgid "取消"\n#~ msgstr "Cancel"\n', "obsolete")

    def test_sources_are_found(self):
        with tempfile.TemporaryDirectory() as folder:
            pot = check.template(pathlib.Path(folder) / "circle.pot").read_text(encoding="utf-8")
        found = {entry.msgid: entry.where for entry in check.entries(pot)}
        self.assertIn("返回", found)                  # tr("…") in kiosk
        self.assertIn("请插入社会保障卡。", found)    # N_("…") in drivers
        self.assertTrue(all(entry for entry in found.values()))


if __name__ == "__main__":
    unittest.main()
