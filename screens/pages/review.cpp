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
    const auto code = [&](float width) {
        return Part{body.code ? pick_up_code(kit, "review.code", *body.code, width) : Block{}};
    };
    flow.read = [&](float width, int) {
        Parts parts;
        parts.push_back({title(kit, {body.title, body.lead, std::nullopt}, look.title, width)});
        if (look.landscape) parts.push_back(code(width));
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
        if (!look.landscape && body.code) {
            // The rows stand without a gap; the code keeps its distance from their card.
            Part last = code(width);
            const float height = last.block.height;
            last.block.height += look.gap;
            last.block.paint = [=, gap = look.gap, inner = std::move(last.block.paint)](Painter& painter,
                                                                                        const RectMm& rect) {
                inner(painter, {rect.x, rect.y + gap, rect.w, height});
            };
            parts.push_back(std::move(last));
        }
        return parts;
    };
    paint_flow(place, flow, area);
}

}  // namespace circle::screens::pages
