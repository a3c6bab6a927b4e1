"""Every page in both languages and both views on both panels: pictures kept, and the audit of each frame."""
import pytest

from . import picture
from .audit import audit
from .terminal import LANDSCAPE, PORTRAIT

PANELS = {"portrait": PORTRAIT, "landscape": LANDSCAPE}


def in_every_view(test):
    """Runs it with each panel, language and view."""
    for name, values in (("panel", PANELS), ("language", ["zh-CN", "en"]), ("view", ["standard", "elder"])):
        test = pytest.mark.parametrize(name, values)(test)
    return test


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


def walked(rig_of, panel, language, view, part):
    """Walks through one part of walk.py and audits each page it shows."""
    size = PANELS[panel]

    def on_that_panel(sections):
        sections["screen"].update(size)
        # A slow machine takes its pictures of the warning in more than its twenty seconds.
        sections.setdefault("visit", {}).update(grace_s=120, grace_elder_s=120)
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
