"""Every page of a matter from its form to its slip, in every view, audited."""
from circle_journey import walk
from circle_journey.views import in_every_view, walked


@in_every_view
def test_every_page_of_a_matter(rig_of, panel, language, view):
    walked(rig_of, panel, language, view, walk.matter)
