#include <algorithm>
#include <utility>

#include "screens/pages/pages.h"

namespace circle::screens::pages {

using namespace widgets;

namespace {

// Two columns on a wide panel: each card goes to the shorter one, so that the order still reads top down, left
// first.
std::vector<Placed> in_columns(const Kit& kit, const std::vector<view::Card>& cards, float width, float most,
                               int columns) {
    const float gap = kit.look.gap;
    const float cell = column_width(width, columns, gap);
    std::vector<Placed> content;
    float ends[2] = {0, 0};
    for (std::size_t i = 0; i < cards.size(); ++i) {
        for (Block& block : card_parts(kit, "page.card." + std::to_string(i), cards[i], cell, most)) {
            const int at = columns == 2 && ends[1] + 1_mm < ends[0] ? 1 : 0;
            const float height = block.height;
            content.push_back(
                {std::move(block), {static_cast<float>(at) * (cell + gap), ends[at], cell, height}});
            ends[at] += height + gap;
        }
    }
    return content;
}

}  // namespace

// Something to read. The title stays, the cards scroll by pages, the actions stay at the foot.
void paint_sheet(const Place& place, const view::SheetBody& body, const RectMm& area) {
    Painter& painter = place.painter;
    const Kit& kit = painter.kit();
    const Look& look = painter.look();
    const Block head = title(kit, {body.title, body.lead, body.chip}, look.title, area.w);
    float y = area.y;
    if (head.height > 0) {
        head.paint(painter, {area.x, y, area.w, head.height});
        y += head.height + look.gap;
    }
    const Foot foot{body.secondary, body.primary};
    const RectMm rest{area.x, y, area.w, bottom(area) - y};
    const float most = reading_window(kit, place.page, foot, rest);
    const bool wide = look.landscape && body.cards.size() > 1;
    std::vector<Placed> content = in_columns(kit, body.cards, area.w, most, wide ? 2 : 1);
    // Where the window is so low that a single line of a narrow card does not fit, the whole width helps.
    const auto too_high = [most](const Placed& one) { return one.rect.h > most; };
    if (wide && std::any_of(content.begin(), content.end(), too_high)) {
        content = in_columns(kit, body.cards, area.w, most, 1);
    }
    paint_column(painter, place.scroll, place.page, content, foot, rest);
}

}  // namespace circle::screens::pages
