#include <algorithm>
#include <utility>

#include "screens/widgets/icons.h"
#include "screens/widgets/inputs.h"

namespace circle::screens::widgets {
namespace {

TextStyle style_of(const Look& look, KeyShape shape) {
    switch (shape) {
        case KeyShape::Digit:
            return {look.title.em, true, 1.2F};
        case KeyShape::Letter:
            return {look.tile.em, true, 1.2F};
        case KeyShape::Word:
            break;
    }
    return look.strong;
}

}  // namespace

Block key(const Kit& kit, const view::Button& button, KeyShape shape, float width) {
    const Look& look = kit.look;
    // A key that bears a picture bears a word too, in the size of words.
    const bool pictured = button.icon != view::Icon::None;
    const TextStyle style = style_of(look, pictured ? KeyShape::Word : shape);
    const float icon = pictured ? style.em * 1.15F : 0;
    const float between = pictured ? style.em * 0.3F : 0;
    const float side = std::min(2_mm, width * 0.06F);
    const float all = width - 2 * side;
    Paragraph label = set_text(kit.fonts, button.label.words, style, all - icon - between, kit.px_per_mm,
                               Breaking::WholeWords);
    // Where picture and word do not fit beside each other, the picture stands above.
    const bool above = pictured && (label.overflows || label.lines.size() > 1);
    if (above || label.overflows) label = kit.text(button.label, style, all);
    const float content = above ? icon + label.height_mm : std::max(icon, label.height_mm);
    Block block;
    block.width = width;
    block.height = std::max(look.target, content + 2 * 1.2_mm);
    block.paint = [=, label = std::move(label)](Painter& painter, const RectMm& rect) {
        const Look& ink = painter.look();
        const bool pressed = painter.is_pressed(button.id);
        const Rgb ground = !button.enabled ? ink.disabled_bg : pressed ? ink.pressed : ink.card;
        const Rgb fg = !button.enabled ? ink.disabled_fg : pictured ? ink.primary : ink.ink;
        const Rgb border = !button.enabled ? ink.disabled_bg : pressed ? ink.primary : ink.field;
        painter.framed(rect, border, ground, ink.border, ink.radius);
        const float y = rect.y + (rect.h - content) / 2;
        if (above) {
            painter.icon(glyph_of(button.icon), rect.x + (rect.w - icon) / 2, y, icon, fg);
            painter.text(label, {rect.x, y + icon, rect.w, label.height_mm}, fg, Align::Center);
        } else {
            const float x = rect.x + (rect.w - icon - between - label.width_mm) / 2;
            painter.icon(glyph_of(button.icon), x, rect.y + (rect.h - icon) / 2, icon, fg);
            painter.text(
                label,
                {x + icon + between, rect.y + (rect.h - label.height_mm) / 2, label.width_mm, label.height_mm},
                fg, Align::Center);
        }
        Node node;
        node.id = button.id;
        node.role = Role::Button;
        node.label = button.label.words;
        node.spoken = spoken_of(button.label);
        node.enabled = button.enabled;
        node.rect_mm = rect;
        node.text_mm = label.capital_mm;
        node.fg = fg;
        node.bg = ground;
        painter.target(std::move(node));
    };
    return block;
}

Block keypad(const Kit& kit, const std::vector<view::Button>& keys, KeyShape shape, int columns, float width) {
    const float gap = key_gap(kit.look);
    const float cell = column_width(width, columns, gap);
    std::vector<Block> cells;
    cells.reserve(keys.size());
    for (const view::Button& one : keys) {
        if (one.id.empty()) {
            Block none;
            none.paint = [](Painter&, const RectMm&) {};
            cells.push_back(std::move(none));
        } else {
            cells.push_back(key(kit, one, shape, cell));
        }
    }
    return grid(std::move(cells), columns, gap, width);
}

}  // namespace circle::screens::widgets
