#include <utility>

#include "screens/pages/flow.h"
#include "screens/widgets/inputs.h"

namespace circle::screens::pages {

using namespace widgets;

// What came of it, what comes next, and how the person found it.
void paint_result(const Place& place, const view::ResultBody& body, const RectMm& area) {
    const Kit& kit = place.painter.kit();
    const Look& look = kit.look;
    Flow flow{body.steps, {}, {}};
    flow.gap = look.gap;
    flow.read_share = look.elder ? 0.5F : 0.44F;  // result and code are seen together, in large type too
    flow.foot = {body.secondary, body.primary};
    const auto add_cards = [&](Parts& parts, float width) {
        for (std::size_t i = 0; i < body.cards.size(); ++i) {
            const std::string id = "result.card." + std::to_string(i);
            for (Block& one : card_parts(kit, id, body.cards[i], width, look.height * 0.35F))
                parts.push_back({std::move(one)});
        }
    };
    flow.read = [&](float width, int) {
        Parts parts;
        parts.push_back({outcome(kit, body, width)});
        if (body.code) parts.push_back({pick_up_code(kit, "result.code", *body.code, width)});
        if (!look.landscape || body.rating) add_cards(parts, width);
        return parts;
    };
    flow.touch = [&](float width, int) {
        Parts parts;
        if (look.landscape && !body.rating) add_cards(parts, width);
        if (!body.rating) return parts;
        for (Block& one : rating(kit, *body.rating, body.chosen, width, look.height * 0.4F))
            parts.push_back({std::move(one)});
        for (Block& one : rating_reasons(kit, *body.rating, body.chosen, width, look.height * 0.25F))
            parts.push_back({std::move(one)});
        return parts;
    };
    paint_flow(place, flow, area);
}

}  // namespace circle::screens::pages
