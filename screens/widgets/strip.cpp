#include <algorithm>
#include <cmath>
#include <utility>

#include "screens/widgets/icons.h"
#include "screens/widgets/widgets.h"

namespace circle::screens::widgets {

// Title and body stand on one line where they fit, else under each other.
Block strip(const Kit& kit, const std::string& id, const view::Strip& strip, StripShape shape, float width) {
    const Look& look = kit.look;
    const bool banner = shape == StripShape::Banner;
    const float side = banner ? look.margin : look.pad;
    const float above = banner ? 4_mm : 4.5_mm;
    const float icon = look.strong.em * 1.2F;
    const float between = look.strong.em * 0.6F;
    const float measure = width - 2 * side - icon - between;
    Paragraph head = kit.text(strip.title, look.strong, measure);
    Paragraph body = kit.text(strip.body, look.body, measure);
    const float aside = head.lines.empty() || body.lines.empty() ? 0 : look.body.em * 0.8F;
    const bool one_line =
        head.lines.size() <= 1 && body.lines.size() <= 1 && head.width_mm + aside + body.width_mm <= measure;
    const float content = one_line ? std::max(head.height_mm, body.height_mm) : head.height_mm + body.height_mm;
    Block block;
    block.width = width;
    block.height = content + 2 * above;
    block.paint = [=, head = std::move(head), body = std::move(body)](Painter& painter, const RectMm& rect) {
        const Tint& tint = painter.look().tint(strip.tone);
        painter.fill(rect, tint.bg, banner ? 0 : painter.look().radius);
        const float line = head.lines.empty() ? body.line_px : head.line_px;
        const float first_line = line / painter.kit().px_per_mm;
        const float y = rect.y + (rect.h - content) / 2;
        painter.icon(glyph_of(strip.icon, strip.tone), rect.x + side, y + (first_line - icon) / 2, icon,
                     tint.fg);
        const float x = rect.x + side + icon + between;
        painter.text(head, {x, y, measure, head.height_mm}, tint.fg);
        if (one_line) {
            painter.text(body, {x + head.width_mm + aside, y, measure, body.height_mm}, tint.fg);
        } else {
            painter.text(body, {x, y + head.height_mm, measure, body.height_mm}, tint.fg);
        }
        Node node;
        node.id = id_or(strip.id, id);
        const bool urgent = strip.tone == view::Tone::Caution || strip.tone == view::Tone::Bad;
        node.role = urgent ? Role::Alert : Role::Status;
        node.label = joined({&strip.title, &strip.body}, false);
        node.spoken = joined({&strip.title, &strip.body}, true);
        node.is_private = strip.title.personal || strip.body.personal;
        node.rect_mm = rect;
        node.text_mm = head.lines.empty() ? body.capital_mm : std::min(head.capital_mm, body.capital_mm);
        node.fg = tint.fg;
        node.bg = tint.bg;
        painter.note(std::move(node));
    };
    return block;
}

Block progress(const Kit& kit, const std::string& id, float share, float width) {
    const float thick = kit.look.elder ? 8_mm : 5_mm;
    Block block;
    block.width = width;
    block.height = thick;
    const float part = std::clamp(share, 0.0F, 1.0F);
    block.paint = [=](Painter& painter, const RectMm& rect) {
        const Look& look = painter.look();
        const RectMm bar{rect.x + (rect.w - width) / 2, rect.y, width, thick};
        // The rest is outlined: a tint alone would not reach 3:1 against the page.
        painter.framed(bar, look.field, look.card, 0.4_mm, thick / 2);
        if (part > 0)
            painter.fill({bar.x, bar.y, std::max(thick, bar.w * part), thick}, look.primary, thick / 2);
        Node node;
        node.id = id;
        node.role = Role::Progress;
        node.value = std::to_string(std::lround(part * 100)) + "%";
        node.spoken = node.value;
        node.rect_mm = bar;
        node.fg = look.primary;
        node.bg = look.card;
        painter.note(std::move(node));
    };
    return block;
}

}  // namespace circle::screens::widgets
