"""Every page in both languages and both views on both panels: pictures kept, and the audit of each frame."""
from datetime import datetime, timedelta, timezone

import pytest
from circle_journey.audit import audit
from circle_journey.terminal import LANDSCAPE, PORTRAIT

PANELS = {"portrait": PORTRAIT, "landscape": LANDSCAPE}


def set_view(rig, language, view):
    screen = rig.screen
    if screen.state()["language"] != language:
        screen.tap("bar.language")
        screen.wait_until(lambda: screen.state()["language"] == language, language)
    if screen.state()["view"] != view:
        screen.tap("bar.elder")
        screen.wait_until(lambda: screen.state()["view"] == view, view)


def pages(rig, look):
    """Walks through every page that a visit can show; `look(name)` at each."""
    screen = rig.screen
    look("idle")
    screen.tap("idle.start")
    screen.wait_state("notice")
    look("notice")
    screen.tap("notice.agree")
    screen.wait_state("identify")
    look("identify")
    rig.card.fault("foreign")
    rig.insert("many-filings")
    screen.wait_state("trouble")
    look("trouble")
    rig.remove()
    rig.card.clear()
    rig.card.fault("latency 400")
    rig.insert("many-filings")
    screen.wait_state("reading")
    look("reading")
    rig.card.clear()
    screen.wait_state("home")
    look("home")
    screen.tap("home.group.away")
    screen.wait_state("group")
    look("group")
    screen.tap("home.item.I13")
    screen.wait_state("guide")
    look("guide")
    screen.tap("bar.help")
    screen.wait_state("help")
    look("help")
    screen.tap("help.back")
    screen.wait_state("guide")
    screen.tap("bar.counter")
    screen.wait_state("counter")
    look("counter")
    screen.tap("counter.back")
    screen.wait_state("guide")
    screen.tap("bar.back")
    screen.wait_state("group")
    screen.tap("bar.back")
    rig.open_query()
    screen.wait_until(lambda: len(rig.platform.requests("5304")) > 0, "last question")
    look("query")
    screen.advance(121_000)
    screen.wait_node("timeout.more")
    look("warning")
    screen.tap("timeout.more")
    rig.remove()
    screen.wait_node("taken.end")
    look("card-taken")
    screen.tap("taken.end")
    screen.wait_state("farewell")
    look("farewell")


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("view", ["standard", "elder"])
def test_every_page(rig_of, panel, language, view):
    size = PANELS[panel]

    def on_that_panel(sections):
        sections["screen"].update(size)
        if language == "en":  # what the site itself writes is not ours to translate
            sections["site"].update(name="Demo service point", parent="Demo bureau")

    rig = rig_of(change=on_that_panel)
    rig.to_idle()
    set_view(rig, language, view)
    wrong = []

    def look(name):
        state = rig.screen.state()
        assert (state["language"], state["view"]) == (language, view)
        rig.picture(f"{panel}-{language}-{view}-{name}")
        nodes = [node for node in rig.screen.tree() if not (node["id"] == "bar.language" and language == "en")]
        wrong.extend(f"{name}: {fault}" for fault in audit(nodes, view, (size["width_mm"], size["height_mm"]), language))

    pages(rig, look)
    assert wrong == []


def test_resting_pages(rig_of):
    """Closed, out of service: seen in place of the invitation, the guides still open."""
    def closed(sections):
        # one minute of a day that is not today, so that it is closed whenever this runs
        today = datetime.now(timezone(timedelta(hours=8))).isoweekday()
        sections["site"]["hours"] = f"{today % 7 + 1} 23:58-23:59"
    rig = rig_of(change=closed)
    rig.screen.wait_state("closed")
    rig.picture("closed")
    rig.screen.tap("idle.browse")
    rig.screen.wait_state("home")
    rig.terminal.stop()
    rig.sections["site"].update(hours="", out_of_service=True, out_of_service_reason="打印机检修")
    rig.terminal.start()
    rig.screen.wait_state("out_of_service")
    assert "打印机检修" in rig.screen.words()
    rig.picture("out-of-service")
