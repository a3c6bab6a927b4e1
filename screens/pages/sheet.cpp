#include <algorithm>
#include <utility>

#include "screens/pages/pages.h"

namespace circle::screens::pages {

using namespace widgets;

namespace {

// Two columns on a wide panel: each card goes to the shorter one, so that the order still reads top down, left
// first.
std::vector<Placed> two_columns(const Kit& kit, const std::vector<view::Card>& cards, float width) {
    const float gap = kit.look.gap;
    const float half = column_width(width, 2, gap);
    std::vector<Placed> content;
    float ends[2] = {0, 0};
    for (std::size_t i = 0; i < cards.size(); ++i) {
        Block block = card(kit, "page.card." + std::to_string(i), cards[i], half);
        const int at = ends[1] + 1_mm < ends[0] ? 1 : 0;
        const float height = block.height;
        content.push_back({std::move(block), {static_cast<float>(at) * (half + gap), ends[at], half, height}});
        ends[at] += height + gap;
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
    std::vector<Placed> content;
    if (look.landscape && body.cards.size() > 1) {
        content = two_columns(kit, body.cards, area.w);
    } else {
        std::vector<Block> blocks;
        for (std::size_t i = 0; i < body.cards.size(); ++i) {
            blocks.push_back(card(kit, "page.card." + std::to_string(i), body.cards[i], area.w));
        }
        content = column(std::move(blocks), area.w, look.gap);
    }
    paint_column(painter, place.scroll, place.page, std::move(content), {body.secondary, body.primary},
                 {area.x, y, area.w, bottom(area) - y});
}

}  // namespace circle::screens::pages
