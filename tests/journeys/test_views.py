"""Every page in both languages and both views on both panels: pictures kept, and the audit of each frame."""
from datetime import datetime, timedelta, timezone

import pytest
from circle_journey import picture, walk
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


def looked_at(rig, name):
    """Tree and picture of one frame: where something moved in between, both are taken again."""
    for _ in range(20):
        nodes = rig.screen.tree()
        path = rig.picture(name)
        if nodes == rig.screen.tree():
            return nodes, picture.read(path)
        rig.retake()
    raise AssertionError(f"{name} does not come to rest")


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("view", ["standard", "elder"])
@pytest.mark.parametrize("part", [walk.around, walk.matter, walk.other_ends], ids=lambda part: part.__name__)
def test_every_page(rig_of, panel, language, view, part):
    size = PANELS[panel]

    def on_that_panel(sections):
        sections["screen"].update(size)
        if language == "en":  # what the site itself writes is not ours to translate
            sections["site"].update(name="Demo service point", parent="Demo bureau")

    rig = rig_of(change=on_that_panel)
    rig.to_idle()
    set_view(rig, language, view)  # kept into the first visit
    wrong = []

    def look(name):
        set_view(rig, language, view)  # each visit begins with the site's own
        nodes, seen = looked_at(rig, f"{panel}-{language}-{view}-{name}")
        nodes = [node for node in nodes if not (node["id"] == "bar.language" and language == "en")]
        faults = audit(nodes, seen, view, (size["width_mm"], size["height_mm"]), language)
        wrong.extend(f"{name}: {fault}" for fault in faults)

    part(rig, look)
    assert not wrong, "\n".join(wrong)


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
