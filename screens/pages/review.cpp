#include <algorithm>
#include <utility>

#include "screens/pages/flow.h"
#include "screens/widgets/inputs.h"

namespace circle::screens::pages {

using namespace widgets;

// All answers, each with the button that changes it, and the code before anything is sent.
void paint_review(const Place& place, const view::ReviewBody& body, const RectMm& area) {
    const Kit& kit = place.painter.kit();
    const Look& look = kit.look;
    Flow flow{body.steps, {}, {}};
    flow.read_share = 0.34F;
    flow.foot = {body.secondary, body.primary};
    flow.read = [&](float width, int) {
        Parts parts;
        parts.push_back({title(kit, {body.title, {}, std::nullopt}, look.title, width)});
        // The code is what she must have seen before anything is sent: it stands first, whatever else is read.
        if (body.code) parts.push_back({pick_up_code(kit, "review.code", *body.code, width)});
        for (Part& one : lead_parts(kit, body.lead, width)) parts.push_back(std::move(one));
        return parts;
    };
    flow.tries = look.landscape ? 2 : 1;
    flow.touch = [&](float width, int tight) {
        Parts parts;
        // On a wide panel that they would outgrow, the answers stand in two cards side by side.
        const std::size_t columns = tight > 0 ? 2 : 1;
        const float cell = column_width(width, static_cast<int>(columns), look.gap);
        const std::size_t count = body.answers.size();
        for (std::size_t i = 0; i < count; i += columns) {
            std::vector<Block> cells;
            for (std::size_t k = i; k < std::min(i + columns, count); ++k)
                cells.push_back(answer_row(kit, body.answers[k], {k < columns, k + columns >= count}, cell));
            Block row = grid(std::move(cells), static_cast<int>(columns), look.gap, width);
            const float most = row.height + 5_mm;
            parts.push_back({std::move(row), most});
        }
        return parts;
    };
    paint_flow(place, flow, area);
}

}  // namespace circle::screens::pages
