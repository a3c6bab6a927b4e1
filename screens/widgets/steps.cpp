#include <algorithm>
#include <utility>

#include "screens/widgets/icons.h"
#include "screens/widgets/inputs.h"

namespace circle::screens::widgets {
namespace {

struct StepLook {
    TextStyle style;
    Rgb ink, bar;
    const char* state;
    bool done;
};

StepLook look_of(const Look& look, std::size_t index, std::size_t current) {
    TextStyle style = look.small;
    style.bold = index == current;
    if (index < current) return {style, look.good.fg, look.good.fg, "done", true};
    if (index == current) return {style, look.primary, look.primary, "current", false};
    return {style, look.soft, look.line, "ahead", false};
}

}  // namespace

// A done step bears a check, the current one is bold and its bar is thick: never by colour alone.
Block steps(const Kit& kit, const view::Steps& steps, float width) {
    if (steps.names.empty()) return {};
    const Look& look = kit.look;
    const float gap = 3_mm;
    const float bar = 1.6_mm;
    const auto count = static_cast<int>(steps.names.size());
    const float cell = column_width(width, count, gap);
    const float check = look.small.em * 0.95F;
    struct Step {
        Paragraph words;
        StepLook look;
        float indent;
    };
    std::vector<Step> all;
    Block block;
    block.width = width;
    for (std::size_t i = 0; i < steps.names.size(); ++i) {
        const StepLook style = look_of(look, i, steps.current);
        const float indent = style.done ? check + 1.2_mm : 0;
        all.push_back({kit.text(steps.names[i], style.style, cell - indent), style, indent});
        block.height = std::max(block.height, bar + 2_mm + all.back().words.height_mm);
    }
    block.paint = [=, names = steps.names, all = std::move(all)](Painter& painter, const RectMm& rect) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Step& one = all[i];
            const float x = rect.x + static_cast<float>(i) * (cell + gap);
            const float thick = i == steps.current ? bar : bar * 0.6F;
            painter.fill({x, rect.y + bar - thick, cell, thick}, one.look.bar);
            const float y = rect.y + bar + 2_mm;
            const float line = one.words.line_px / painter.kit().px_per_mm;
            if (one.look.done) {
                painter.icon(glyph_of(view::Icon::Check), x, y + (line - check) / 2, check, one.look.ink);
            }
            painter.text(one.words, {x + one.indent, y, cell - one.indent, one.words.height_mm}, one.look.ink);
            Node node;
            node.id = "step." + std::to_string(i + 1);
            node.role = Role::Status;
            node.label = names[i].words;
            node.spoken = spoken_of(names[i]);
            node.value = one.look.state;
            node.rect_mm = {x, rect.y, cell, rect.h};
            node.text_mm = one.words.capital_mm;
            node.fg = one.look.ink;
            node.bg = painter.look().paper;
            painter.note(std::move(node));
        }
    };
    return block;
}

}  // namespace circle::screens::widgets
