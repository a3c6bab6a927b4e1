#include <algorithm>
#include <utility>

#include "screens/pages/pages.h"
#include "screens/widgets/icons.h"

namespace circle::screens::pages {

using namespace widgets;

namespace {

struct CellPlan {
    bool beside = false;  // icon left of the word instead of above it
    float icon = 0, gap = 0;
    Paragraph label;
    float width() const { return beside ? icon + gap + label.width_mm : std::max(icon, label.width_mm); }
    float height() const { return beside ? std::max(icon, label.height_mm) : icon + gap + label.height_mm; }
};

CellPlan plan(const Kit& kit, const view::Button& button, float width, bool beside) {
    const Look& look = kit.look;
    CellPlan cell;
    cell.beside = beside;
    cell.icon = button.icon == view::Icon::None ? 0 : look.small.em * (beside ? 1.1F : 1.25F);
    cell.gap = cell.icon == 0 ? 0 : beside ? look.small.em * 0.35F : 0.5_mm;
    const float measure = width - 2 * (beside ? 4_mm : 1.5_mm) - (beside ? cell.icon + cell.gap : 0);
    cell.label =
        set_text(kit.fonts, button.label.words, look.small, measure, kit.px_per_mm, Breaking::WholeWords);
    return cell;
}

// `content`: height of the highest cell of the bar, so that all icons stand on one line.
Block cell_block(const view::Button& button, CellPlan cell, float content, float least) {
    Block block;
    block.height = std::max(least, content + 2 * 2_mm);
    block.paint = [button, content, cell = std::move(cell)](Painter& painter, const RectMm& rect) {
        const Look& look = painter.look();
        const bool pressed = painter.is_pressed(button.id);
        const Rgb ground = !button.enabled ? look.disabled_bg : pressed ? look.pressed : look.card;
        const Rgb ink = button.enabled ? look.ink : look.disabled_fg;
        painter.framed(rect, button.enabled ? look.field : look.disabled_bg, ground, look.border, look.radius);
        const float x = rect.x + (rect.w - cell.width()) / 2;
        const float y = rect.y + (rect.h - content) / 2;
        const char32_t glyph = cell.icon > 0 ? glyph_of(button.icon) : no_icon;
        const Rgb picture = button.enabled ? look.primary : look.disabled_fg;
        const RectMm words{
            cell.beside ? x + cell.icon + cell.gap : rect.x,
            cell.beside ? rect.y + (rect.h - cell.label.height_mm) / 2 : y + cell.icon + cell.gap,
            cell.beside ? cell.label.width_mm : rect.w, cell.label.height_mm};
        painter.icon(glyph, cell.beside ? x : rect.x + (rect.w - cell.icon) / 2,
                     cell.beside ? rect.y + (rect.h - cell.icon) / 2 : y, cell.icon, picture);
        painter.text(cell.label, words, ink, cell.beside ? Align::Left : Align::Center);
        Node node;
        node.id = button.id;
        node.role = Role::Button;
        node.label = button.label.words;
        node.spoken = spoken_of(button.label);
        node.enabled = button.enabled;
        node.rect_mm = rect;
        node.text_mm = cell.label.capital_mm;
        node.fg = ink;
        node.bg = ground;
        painter.target(std::move(node));
    };
    return block;
}

}  // namespace

// The fixed bar: one row where the words stand on one or two lines without being cut, else two rows.
Block bar(const Kit& kit, const std::vector<view::Button>& buttons) {
    if (buttons.empty()) return {};
    const Look& look = kit.look;
    const float width = look.width - 2 * look.margin;
    const float gap = look.elder ? 6.5_mm : 3.5_mm;
    const auto count = static_cast<int>(buttons.size());
    const auto cells = [&](int columns, bool beside) {
        std::vector<CellPlan> plans;
        plans.reserve(buttons.size());
        const float cell = column_width(width, columns, gap);
        for (const view::Button& one : buttons) plans.push_back(plan(kit, one, cell, beside));
        return plans;
    };
    const auto fits = [](const std::vector<CellPlan>& plans, std::size_t lines) {
        return std::all_of(plans.begin(), plans.end(), [&](const CellPlan& one) {
            return !one.label.overflows && one.label.lines.size() <= lines;
        });
    };
    // From the calmest to the fullest; the last one is taken as it is.
    struct Try {
        int columns;
        bool beside;
        std::size_t lines;
    };
    const int half = (count + 1) / 2;
    std::vector<Try> tries;
    if (look.landscape) {
        tries = {{count, true, 1}, {count, true, 2}, {count, false, 2}, {half, true, 2}};
    } else if (look.elder) {
        tries = {{count, false, 1}, {half, true, 1}, {half, true, 2}, {half, false, 2}};
    } else {
        tries = {{count, false, 1}, {count, false, 2}, {half, true, 2}, {half, false, 2}};
    }
    std::vector<CellPlan> chosen;
    int columns = count;
    for (const Try& one : tries) {
        chosen = cells(one.columns, one.beside);
        columns = one.columns;
        if (fits(chosen, one.lines)) break;
    }
    float content = 0;
    for (const CellPlan& one : chosen) content = std::max(content, one.height());
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < buttons.size(); ++i) {
        const float least = chosen[i].beside ? std::max(look.target, look.bar_cell * 0.8F) : look.bar_cell;
        blocks.push_back(cell_block(buttons[i], std::move(chosen[i]), content, least));
    }
    Block row = grid(std::move(blocks), columns, gap, width);
    const float pad = look.bar_pad;
    const float margin = look.margin;
    Block block;
    block.width = look.width;
    block.height = row.height + 2 * pad;
    block.paint = [=, row = std::move(row)](Painter& painter, const RectMm& rect) {
        painter.fill(rect, painter.look().card);
        painter.fill({rect.x, rect.y, rect.w, 0.4_mm}, painter.look().line);
        row.paint(painter, {rect.x + margin, rect.y + pad, rect.w - 2 * margin, rect.h - 2 * pad});
    };
    return block;
}

}  // namespace circle::screens::pages
