"""Her insurance on paper: what the screen shows is what comes out, once, and every way in which it does not."""


def to_preview(rig, slug="employee"):
    person = rig.to_query(slug)
    rig.wait_answers()
    rig.screen.tap("query.print")
    rig.screen.wait_state("paper")
    return person


def shown(rig) -> list[str]:
    """The lines of the preview, blanks apart."""
    lines = {}
    for node in rig.screen.tree():
        if node["id"].startswith("paper.line."):
            lines.setdefault(int(node["id"].split(".")[2]), []).append(node["label"])
    return ["".join("".join(words).split()) for _, words in sorted(lines.items())]


def wait_told(rig, words: str) -> None:
    rig.screen.wait_until(lambda: words in rig.screen.words(), words)


def can_print(rig) -> bool:
    node = rig.screen.node("paper.print")
    return node is not None and node["enabled"]


def test_print(rig):
    person = to_preview(rig)
    rig.screen.wait_until(lambda: can_print(rig), "printer")
    preview = shown(rig)
    rig.picture("preview")
    before = len(rig.printer.printed())
    rig.screen.tap("paper.print")
    wait_told(rig, "已打印")
    rig.picture("printed")
    slip = rig.printer.wait_slip(before + 1)
    paper = ["".join(line.split()) for line in slip.splitlines()]
    missing = [line for line in preview if line not in paper]
    assert missing == []  # preview and paper are equal, line by line
    assert "参保信息查询单" in slip and "重打" not in slip
    assert person.id_number[:3] in slip and person.id_number not in slip
    rig.screen.tap("paper.done")
    rig.screen.wait_state("farewell")
    assert len(rig.printer.printed()) == before + 1


def test_rare_name(rig):
    """A character outside GBK leaves its line as a picture; the words beside it are still there."""
    to_preview(rig, "rare-ext-b-c")
    rig.screen.wait_until(lambda: can_print(rig), "printer")
    before = len(rig.printer.printed())
    rig.screen.tap("paper.print")
    wait_told(rig, "已打印")
    assert "证件号码" in rig.printer.wait_slip(before + 1)


def test_no_paper(rig):
    """Out of paper: nothing is sent, she reads why, the visit goes on; with new paper it prints."""
    rig.printer.fault("paper_out")
    to_preview(rig)
    before = len(rig.printer.printed())
    if can_print(rig):  # the terminal has not asked the printer since
        rig.screen.tap("paper.print")
        wait_told(rig, "没有打印")
    else:
        wait_told(rig, "现在不能打印")
    rig.picture("no-paper")
    assert len(rig.printer.printed()) == before
    rig.printer.clear()
    rig.screen.wait_until(lambda: can_print(rig), "printer with paper")
    rig.screen.tap("paper.print")
    wait_told(rig, "已打印")
    assert "重打" not in rig.printer.wait_slip(before + 1)


def test_silent(rig):
    """A printer that has answered and is silent now is sent nothing: surely not printed."""
    to_preview(rig)
    rig.screen.wait_until(lambda: can_print(rig), "printer")
    before = len(rig.printer.printed())
    rig.printer.fault("silent")
    rig.screen.tap("paper.print")
    wait_told(rig, "没有打印")
    assert len(rig.printer.printed()) == before


def test_uncertain(rig):
    """The line breaks in the middle: nobody knows, so nothing is repeated; a copy is her order and is marked."""
    to_preview(rig)
    rig.screen.wait_until(lambda: can_print(rig), "printer")
    rig.printer.fault("reset_after 300")
    rig.screen.tap("paper.print")
    wait_told(rig, "不能确定")
    rig.picture("uncertain")
    after = len(rig.printer.printed())
    rig.printer.clear()
    rig.screen.advance(10_000)
    assert len(rig.printer.printed()) == after
    rig.screen.wait_until(lambda: rig.screen.node("paper.again")["enabled"], "printer again")
    rig.screen.tap("paper.again")
    wait_told(rig, "已打印")
    assert "重打" in rig.printer.printed()[-1]


def test_dead_printer(rig):
    """Switched off: the page says so, everything else goes on, and it is found again when it comes back."""
    rig.printer.stop()
    to_preview(rig)
    if can_print(rig):
        rig.screen.tap("paper.print")
        wait_told(rig, "没有打印")
    else:
        wait_told(rig, "现在不能打印")
    rig.screen.tap("paper.back")
    rig.screen.wait_state("query")
    rig.printer.start()
    rig.screen.tap("query.print")
    rig.screen.wait_until(lambda: can_print(rig), "printer switched on")


def test_leaving_wipes(rig):
    """After she left no page shows her paper, and a second person gets her own."""
    first = to_preview(rig)
    rig.go_away()
    assert all(secret not in rig.screen.words() for secret in first.secrets())
    second = to_preview(rig, "resident")
    assert all(secret not in rig.screen.words() for secret in first.secrets())
    assert second.name in rig.screen.words()
