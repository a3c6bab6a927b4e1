"""One filing in the other language and the large view; an item that is a file and nothing else; a journal that cannot be
opened, and put right again."""
import contextlib
import subprocess
from pathlib import Path

from circle_journey.filing import (LONG_STAY, answers, begin, columns, counts, entries, hospital, send, to_review,
                                   today, wait_more)

# Made up from end to end, but for the transaction, which the profile has: an item of no service list.
MADE_UP = """
[[field]]
name = "visits"
kind = "digits"
most = 2
label = { zh = "次数", en = "Visits" }
ask = { zh = "一共几次？", en = "How many visits?" }
source = "made up"
grade = "D"
[[field]]
name = "day"
kind = "date"
label = { zh = "哪一天", en = "Day" }
ask = { zh = "从哪一天开始？", en = "From which day?" }
source = "made up"
grade = "D"
[[check]]
id = "X-1"
of = "answer.visits"
test = "not_one_of"
values = ["0"]
effect = "block"
fault = { zh = "至少一次。", en = "At least one." }
source = "made up"
grade = "D"
[send]
transaction = "LC13"
node = "data"
[send.columns]
local_key = "matter.key"
psn_no = "person.number"
insutype = "insurance.kind"
insu_admdvs = "insurance.area"
rloc_rea = "=07"
rloc_admdvs = "insurance.area"
begndate = "answer.day"
memo = "answer.visits"
[slip]
taken = ["day"]
[[slip.next]]
zh = "这是测试事项，没有下一步。"
en = "A made-up item: nothing follows."
"""


def made_up(assets):
    folder = assets / "catalogue"
    item = (folder / "I01.toml").read_text("utf-8").replace('id = "I01"', 'id = "I24"')
    before, after = item.index("[places]"), item.index("[title]")
    item = f"{item[:before]}[places]\ntownship = 90\n\n{item[after:]}{MADE_UP}"
    (folder / "I24.toml").write_text(item.replace("灵活就业人员增加登记", "测试事项"), "utf-8")


def test_made_up_item_is_a_file_and_nothing_else(rig_of):
    rig = rig_of(change_assets=made_up)
    person = rig.to_home("employee")
    before = counts(rig)
    form = begin(rig, "I24")
    assert form.field() == "visits"
    form.digits("visits", "0")
    form.next()
    assert "至少一次" in form.fault("visits")
    form.tap("visits", "clear")
    form.digits("visits", "3")
    form.next()
    form.tap("day", "today")
    form.next()
    rig.screen.wait_state("review")
    rig.picture("review")
    assert "测试事项" in rig.screen.words("review.")
    send(rig)
    rig.picture("result")
    wait_more(rig, "accepted", before)
    assert "没有下一步" in rig.screen.words()
    sent = columns(rig, "LC13", "data")
    assert (sent["memo"], sent["begndate"], sent["rloc_admdvs"]) == ("3", today(), "431021")
    (entry,) = entries(rig, person)
    assert entry["executed"] == 1


def test_english(rig_of):
    rig = rig_of(change=hospital)
    rig.to_idle()
    rig.screen.tap("bar.language")
    rig.screen.wait_until(lambda: rig.screen.state()["language"] == "en", "English")
    to_review(rig, "employee", "I13", LONG_STAY)
    before = counts(rig)
    rig.picture("review")
    assert "Dongguan" in rig.screen.words("review.").replace(" ", "")
    send(rig)
    wait_more(rig, "accepted", before)
    rig.picture("result")
    words = rig.screen.words("result.")
    assert "Pick-up code" in words and "Case number" in words
    assert "没有" not in words and "办理" not in words


def test_large_view_by_finger(rig_of):
    rig = rig_of(change=hospital)
    rig.to_idle()
    rig.screen.tap("bar.elder")
    rig.screen.wait_until(lambda: rig.screen.state()["view"] == "elder", "large view")
    rig.to_home("employee")
    before, given = counts(rig), answers(LONG_STAY)
    form = begin(rig, "I13")
    form.place("rloc_admdvs", "440000", given["rloc_admdvs"])
    rig.picture("place")
    form.next()
    form.tap("stay", "yes")
    form.next()
    form.tap("begndate", "today")
    form.next()
    form.digits("tel", given["tel"])
    rig.picture("phone")
    form.next()
    form.choose("proof_kind", "papers")
    form.next()
    form.sign("signature")
    form.next()
    rig.screen.wait_state("review")
    rig.picture("review")
    send(rig)
    wait_more(rig, "accepted", before)
    rig.picture("result")
    assert rig.screen.state()["view"] == "elder"


# --- the journal


def guide_without_journal(rig):
    rig.screen.wait_state("idle")
    rig.screen.tap("idle.browse")
    rig.screen.wait_state("home")
    rig.choose("I13")
    rig.screen.wait_state("guide")
    rig.screen.wait_until(lambda: "本机现在不能受理这一项" in rig.screen.words(), "told at the guide")
    assert not rig.screen.node("guide.begin")["enabled"]
    rig.picture("guide")
    rig.screen.tap("bar.cancel")
    rig.screen.advance(5_000)
    rig.screen.wait_state("idle")


def put_right(rig):
    """With the file put right the terminal finds it within a minute by itself; then it files."""
    rig.screen.advance(60_000)
    to_review(rig, "employee", "I13", LONG_STAY)
    before = counts(rig)
    send(rig)
    wait_more(rig, "accepted", before)
    (entry,) = entries(rig, rig.people["employee"])
    assert entry["executed"] == 1


def test_directory_in_the_journals_place(rig_of):
    folders = []

    def in_its_place(sections):
        hospital(sections)
        folders.append(Path(sections["journal"]["path"]))
        folders[0].mkdir()

    rig = rig_of(change=in_its_place)
    guide_without_journal(rig)
    folders[0].rmdir()
    put_right(rig)


def test_foreign_file_in_the_journals_place(rig_of):
    files = []

    def in_its_place(sections):
        hospital(sections)
        files.append(Path(sections["journal"]["path"]))
        files[0].write_bytes(b"a picture of somebody's dog" * 400)

    rig = rig_of(change=in_its_place)
    guide_without_journal(rig)
    assert files[0].read_bytes() == b"a picture of somebody's dog" * 400  # nobody's file is overwritten
    files[0].unlink()
    put_right(rig)


def test_disk_that_fills_up_during_the_visit(rig_of, tmp_path):
    """Nothing is sent that is not surely recorded, and at the review she is told what is known: that it was not kept, where a
    later write took its place; else that it may or may not have been. It depends on what room the log still had. With room
    again and after a restart it is filed once."""
    not_kept, unsure = "没有能保存这次办理，没有提交", "不能确定这次办理有没有记下"
    small = tmp_path / "small"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k,mode=700", "none", str(small)], check=True)
    try:
        def on_the_small_disk(sections):
            hospital(sections)
            sections["journal"]["path"] = str(small / "journal.db")

        rig = rig_of(change=on_the_small_disk)
        to_review(rig, "employee", "I13", LONG_STAY)
        filler = small / "filler"
        with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
            while True:
                file.write(b"\0" * 1024)
        rig.screen.tap("review.send")
        rig.screen.wait_until(lambda: not_kept in rig.screen.words() or unsure in rig.screen.words(), "told")
        never = not_kept in rig.screen.words()
        assert rig.screen.place() == "review"
        rig.picture("full")
        assert not rig.platform.requests("LC13") and counts(rig).get("accepted", 0) == 0
        rig.go_away()
        filler.unlink()
        rig.terminal.stop()
        rig.terminal.start()
        rig.to_idle()
        kept = counts(rig)
        to_review(rig, "resident", "I13", LONG_STAY)
        send(rig)
        wait_more(rig, "accepted", kept)
        (entry,) = entries(rig, rig.people["resident"])
        assert entry["executed"] == 1
        kept = entries(rig, rig.people["employee"])
        assert len(kept) <= (0 if never else 1)
        assert len(rig.platform.requests("LC13")) == 1 + len(kept)
        rig.terminal.stop()
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)
