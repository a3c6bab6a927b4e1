"""Every page around a matter, in every view, audited; and the pages at rest. Those of a matter: test_views_matter.py,
test_views_ends.py (files of their own, so that they run side by side)."""
from datetime import datetime, timedelta, timezone

from circle_journey import walk
from circle_journey.views import in_every_view, walked


@in_every_view
def test_every_page_around(rig_of, panel, language, view):
    walked(rig_of, panel, language, view, walk.around)


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
