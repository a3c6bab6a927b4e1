#include <algorithm>
#include <utility>

#include "screens/widgets/icons.h"
#include "screens/widgets/widgets.h"

namespace circle::screens::widgets {
namespace {

struct Colours {
    Rgb fg, bg, border;
};

Colours colours_of(const Look& look, ButtonShape shape, bool enabled, bool pressed) {
    if (!enabled) return {look.disabled_fg, look.disabled_bg, look.disabled_bg};
    if (shape == ButtonShape::Filled) {
        const Rgb fill = pressed ? look.primary_pressed : look.primary;
        return {look.on_primary, fill, fill};
    }
    const Rgb ink = pressed ? look.primary_pressed : look.primary;
    return {ink, pressed ? look.pressed : look.card, look.primary};
}

struct Measured {
    Paragraph label;
    float icon = 0, gap = 0;
};

Measured measure(const Kit& kit, const view::Button& button, float width, Breaking breaking) {
    const Look& look = kit.look;
    Measured m;
    if (button.icon != view::Icon::None) {
        m.icon = look.button.em * 1.15F;
        m.gap = look.button.em * 0.35F;
    }
    const float side = std::min(look.pad, width * 0.08F);
    m.label = set_text(kit.fonts, button.label.words, look.button, width - 2 * side - m.icon - m.gap,
                       kit.px_per_mm, breaking);
    return m;
}

}  // namespace

Block button(const Kit& kit, const view::Button& button, ButtonShape shape, float width) {
    const Look& look = kit.look;
    Measured m = measure(kit, button, width, Breaking::Anywhere);
    Block block;
    block.width = m.label.width_mm + m.icon + m.gap + 2 * look.pad;
    block.height = std::max(look.button_height, m.label.height_mm + 2 * 4_mm);
    block.paint = [button, shape, m = std::move(m)](Painter& painter, const RectMm& rect) {
        const Look& ink = painter.look();
        const Colours c = colours_of(ink, shape, button.enabled, painter.is_pressed(button.id));
        painter.framed(rect, c.border, c.bg, ink.border, ink.radius);
        const float content = m.icon + m.gap + m.label.width_mm;
        const float x = rect.x + (rect.w - content) / 2;
        painter.icon(glyph_of(button.icon), x, rect.y + (rect.h - m.icon) / 2, m.icon, c.fg);
        painter.text(m.label,
                     {x + m.icon + m.gap, rect.y + (rect.h - m.label.height_mm) / 2, m.label.width_mm,
                      m.label.height_mm},
                     c.fg, m.icon > 0 ? Align::Left : Align::Center);
        Node node;
        node.id = button.id;
        node.role = Role::Button;
        node.label = button.label.words;
        node.spoken = spoken_of(button.label);
        node.is_private = button.label.personal;
        node.enabled = button.enabled;
        node.rect_mm = rect;
        node.text_mm = m.label.capital_mm;
        node.fg = c.fg;
        node.bg = c.bg;
        painter.target(std::move(node));
    };
    return block;
}

namespace {

// Widths of three buttons in a row: equal, unless one would then need a second line that its neighbours' room
// spares.
std::vector<float> widths_of(const Kit& kit, const std::vector<const view::Button*>& row, float width) {
    const float gap = kit.look.gap;
    const auto count = static_cast<int>(row.size());
    std::vector<float> widths(row.size(), column_width(width, count, gap));
    float natural = 0;
    bool tight = false;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const float own = button(kit, *row[i], ButtonShape::Outlined, width * 4).width;
        natural += own;
        tight = tight || own > widths[i];
    }
    const float spare = width - gap * static_cast<float>(count - 1) - natural;
    if (!tight || spare < 0) return widths;
    for (std::size_t i = 0; i < row.size(); ++i) {
        widths[i] =
            button(kit, *row[i], ButtonShape::Outlined, width * 4).width + spare / static_cast<float>(count);
    }
    return widths;
}

}  // namespace

Block action_row(const Kit& kit, const std::optional<view::Button>& secondary,
                 const std::optional<view::Button>& primary, float width,
                 const std::optional<view::Button>& middle) {
    if (!secondary && !primary && !middle) return {};
    const float gap = kit.look.gap;
    const float half = column_width(width, 2, gap);
    std::vector<float> widths{half, 0, half};
    if (middle) {
        const view::Button none;
        widths =
            widths_of(kit, {secondary ? &*secondary : &none, &*middle, primary ? &*primary : &none}, width);
    }
    Block left = secondary ? button(kit, *secondary, ButtonShape::Outlined, widths[0]) : Block{};
    Block centre = middle ? button(kit, *middle, ButtonShape::Outlined, widths[1]) : Block{};
    Block last = primary ? button(kit, *primary, ButtonShape::Filled, widths[2]) : Block{};
    Block row;
    row.width = width;
    row.height = std::max({left.height, centre.height, last.height});
    row.paint = [=, left = std::move(left), centre = std::move(centre), last = std::move(last)](
                    Painter& painter, const RectMm& rect) {
        if (!left.empty()) left.paint(painter, {rect.x, rect.y, widths[0], rect.h});
        if (!centre.empty()) centre.paint(painter, {rect.x + widths[0] + gap, rect.y, widths[1], rect.h});
        if (!last.empty()) last.paint(painter, {right(rect) - widths[2], rect.y, widths[2], rect.h});
    };
    return row;
}

Block button_grid(const Kit& kit, const std::vector<view::Button>& buttons, int columns, float width) {
    if (buttons.empty()) return {};
    int fitting = std::min(columns, static_cast<int>(buttons.size()));
    const auto fits = [&](int count) {
        const float cell = column_width(width, count, kit.look.gap);
        return std::all_of(buttons.begin(), buttons.end(), [&](const view::Button& one) {
            const Measured m = measure(kit, one, cell, Breaking::WholeWords);
            return m.label.lines.size() <= 2 && !m.label.overflows;
        });
    };
    while (fitting > 1 && !fits(fitting)) --fitting;
    const float cell = column_width(width, fitting, kit.look.gap);
    std::vector<Block> cells;
    cells.reserve(buttons.size());
    for (const view::Button& one : buttons) cells.push_back(button(kit, one, ButtonShape::Outlined, cell));
    return grid(std::move(cells), fitting, kit.look.gap, width);
}

}  // namespace circle::screens::widgets
