#include <algorithm>
#include <utility>

#include "screens/widgets/icons.h"
#include "screens/widgets/widgets.h"

namespace circle::screens::widgets {

Block chip(const Kit& kit, const std::string& id, const view::Chip& chip, float measure) {
    const TextStyle& style = kit.look.chip;
    const float icon = style.em * 1.1F;
    const float side = style.em * 0.55F;
    const float between = style.em * 0.3F;
    const float edges = 2 * side + icon + between;
    Paragraph label = kit.text(chip.label, style, std::max(measure - edges, style.em * 3));
    Block block;
    block.width = label.width_mm + edges;
    block.height = label.height_mm + style.em * 0.5F;
    const float width = block.width;
    const float height = block.height;
    block.paint = [=, label = std::move(label)](Painter& painter, const RectMm& rect) {
        // A chip keeps its own size, at the right end of where it is painted.
        const RectMm pill{right(rect) - width, rect.y + (rect.h - height) / 2, width, height};
        const Tint& tint = painter.look().tint(chip.tone);
        painter.fill(pill, tint.bg, label.lines.size() > 1 ? painter.look().radius : height / 2);
        painter.icon(glyph_of(chip.icon, chip.tone), pill.x + side, pill.y + (height - icon) / 2, icon,
                     tint.fg);
        painter.text(label,
                     {pill.x + side + icon + between, pill.y + (height - label.height_mm) / 2, label.width_mm,
                      label.height_mm},
                     tint.fg);
        Node node;
        node.id = id;
        node.role = Role::Status;
        node.label = chip.label.words;
        node.spoken = spoken_of(chip.label);
        node.is_private = chip.label.personal;
        node.rect_mm = pill;
        node.text_mm = label.capital_mm;
        node.fg = tint.fg;
        node.bg = tint.bg;
        painter.note(std::move(node));
    };
    return block;
}

}  // namespace circle::screens::widgets
