"""Every other end of a matter, in every view, audited."""
from circle_journey import walk
from circle_journey.views import in_every_view, walked


@in_every_view
def test_every_other_end(rig_of, panel, language, view):
    walked(rig_of, panel, language, view, walk.other_ends)
