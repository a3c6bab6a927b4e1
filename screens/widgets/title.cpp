#include <algorithm>
#include <utility>

#include "screens/widgets/widgets.h"

namespace circle::screens::widgets {

Block title(const Kit& kit, const TitleWords& words, const TextStyle& style, float width) {
    const Look& look = kit.look;
    Block state = words.chip ? chip(kit, "page.title.chip", *words.chip, width) : Block{};
    TextLook big{style, look.ink, look.paper, Align::Left, Role::Heading};
    Block head = text_block(kit, "page.title", words.title, big, width);
    // The chip stands at the right of the title when both keep their lines, else under it.
    const bool beside =
        !state.empty() && state.width < width * 0.5F &&
        text_block(kit, "", words.title, big, width - state.width - look.gap).height <= head.height;
    TextLook small{look.body, look.soft, look.paper};
    Block lead = text_block(kit, "page.lead", words.lead, small, width);
    const float gap = lead.empty() ? 0 : (look.elder ? 1_mm : 2_mm);
    const float chip_gap = state.empty() || beside ? 0 : 3_mm;
    Block block;
    block.width = width;
    block.height = head.height + gap + lead.height + (beside || state.empty() ? 0 : chip_gap + state.height);
    block.paint = [=, head = std::move(head), lead = std::move(lead), state = std::move(state)](
                      Painter& painter, const RectMm& rect) {
        float y = rect.y;
        if (!head.empty())
            head.paint(painter, {rect.x, y, beside ? rect.w - state.width - 1_mm : rect.w, head.height});
        if (beside) state.paint(painter, {right(rect) - state.width, y, state.width, head.height});
        y += head.height;
        if (!state.empty() && !beside) {
            y += chip_gap;
            state.paint(painter, {rect.x, y, state.width, state.height});
            y += state.height;
        }
        y += gap;
        if (!lead.empty()) lead.paint(painter, {rect.x, y, rect.w, lead.height});
    };
    return block;
}

}  // namespace circle::screens::widgets
