#include <utility>

#include "screens/pages/fields.h"
#include "screens/pages/flow.h"

namespace circle::screens::pages {

using namespace widgets;

// One question.
void paint_form(const Place& place, const view::FormBody& body, const RectMm& area) {
    const Kit& kit = place.painter.kit();
    const Look& look = kit.look;
    const auto plan = [&](float read, float touch, int tight) {
        return plan_field({kit, body, read, touch, tight});
    };
    Flow flow{body.steps, {}, {}};
    flow.tries = plan(area.w, area.w, 0).tries;
    flow.gap = look.elder ? look.gap : 4_mm;
    flow.foot = {body.secondary, body.primary};
    // What is wrong must be seen with the question: it gets the width that it needs in large type.
    if (look.elder && !body.field.fault.empty()) flow.read_share = 0.46F;
    flow.read = [&](float width, int tight) {
        Parts parts;
        // Where not all fits, the help is what is read on to: never what is wrong.
        const view::Text none;
        const bool help_last = tight > 0;
        parts.push_back(
            {title(kit, {body.title, help_last ? none : body.lead, std::nullopt}, look.title, width)});
        for (Part& one : plan(width, area.w, 0).read) parts.push_back(std::move(one));
        if (help_last) {
            for (Part& one : lead_parts(kit, body.lead, width)) parts.push_back(std::move(one));
        }
        return parts;
    };
    flow.touch = [&](float width, int tight) { return plan(area.w, width, tight).touch; };
    paint_flow(place, flow, area);
}

}  // namespace circle::screens::pages
