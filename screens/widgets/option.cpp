#include <algorithm>
#include <utility>

#include "screens/widgets/icons.h"
#include "screens/widgets/inputs.h"

namespace circle::screens::widgets {
namespace {

struct Plan {
    TextStyle style;
    float icon = 0;
    float least = 0;
    bool above = false;  // the icon stands above the words
};

Plan plan_of(const Look& look, OptionShape shape) {
    switch (shape) {
        case OptionShape::Row:
            return {look.row, look.row.em, look.target, false};
        case OptionShape::Large:
            return {look.invitation, look.invitation.em * 1.2F, look.elder ? 34_mm : 28_mm, false};
        case OptionShape::Tick:
            return {look.invitation, look.invitation.em * 1.3F, look.elder ? 30_mm : 24_mm, false};
        case OptionShape::Face:
            return {look.small, look.small.em * 1.9F, look.elder ? 34_mm : 26_mm, true};
    }
    return {};
}

view::Icon mark_of(OptionShape shape, view::Icon icon, bool chosen) {
    if (icon != view::Icon::None || shape == OptionShape::Face) return icon;
    if (shape == OptionShape::Tick) return chosen ? view::Icon::Ticked : view::Icon::Unticked;
    return chosen ? view::Icon::Chosen : view::Icon::NotChosen;
}

struct Colours {
    Rgb fg, soft, bg, border, mark;
};

Colours colours_of(const Look& look, const view::Option& option, bool pressed) {
    if (!option.enabled)
        return {look.disabled_fg, look.disabled_fg, look.disabled_bg, look.disabled_bg, look.disabled_fg};
    if (option.chosen) {
        const Rgb fill = pressed ? look.primary_pressed : look.primary;
        return {look.on_primary, look.on_primary, fill, fill, look.on_primary};
    }
    return {look.ink, look.soft, pressed ? look.pressed : look.card, pressed ? look.primary : look.field,
            look.primary};
}

Node node_of(const std::string& id, const view::Option& option, const view::Text& chosen) {
    Node node;
    node.id = id;
    node.role = Role::Choice;
    node.label = option.label.words;
    node.spoken = joined({&option.label, &option.hint}, true);
    if (option.chosen && !chosen.empty()) node.spoken += ". " + spoken_of(chosen);
    node.value = option.chosen ? "chosen" : "";
    node.is_private = option.label.personal || option.hint.personal;
    node.enabled = option.enabled;
    return node;
}

}  // namespace

Block option(const Kit& kit, const std::string& id, const view::Option& option, const OptionLook& style,
             float width) {
    const Look& look = kit.look;
    const Plan plan = plan_of(look, style.shape);
    const float side = plan.above ? face_side : std::min(look.pad * 0.8F, width * 0.06F);
    const float between = plan.above ? 1_mm : plan.style.em * 0.45F;
    const float measure = width - 2 * side - (plan.above ? 0 : plan.icon + between);
    TextStyle words = plan.style;
    if (plan.above) words.bold = option.chosen;
    Paragraph label = kit.text(option.label, words, measure);
    Paragraph hint = kit.text(option.hint, look.small, measure);
    const float said = label.height_mm + hint.height_mm;
    const float content = plan.above ? plan.icon + between + said : std::max(plan.icon, said);
    Block block;
    block.width = width;
    block.height = std::max(plan.least, content + 2 * (plan.above ? 2.5_mm : 1.5_mm));
    block.paint = [=, label = std::move(label), hint = std::move(hint)](Painter& painter, const RectMm& rect) {
        const Look& ink = painter.look();
        const Colours c = colours_of(ink, option, painter.is_pressed(id));
        painter.framed(rect, c.border, c.bg, ink.border, ink.radius);
        const char32_t glyph = glyph_of(mark_of(style.shape, style.icon, option.chosen));
        const float top = rect.y + (rect.h - content) / 2;
        float x = rect.x + side;
        float y = rect.y + (rect.h - said) / 2;
        if (plan.above) {
            painter.icon(glyph, rect.x + (rect.w - plan.icon) / 2, top, plan.icon, c.mark);
            y = top + plan.icon + between;
            // The picture is the level's own: that it is chosen is said by a check in the corner.
            const float check = plan.icon * 0.55F;
            if (option.chosen)
                painter.icon(glyph_of(view::Icon::Check), right(rect) - check - 1.5_mm, rect.y + 1.5_mm, check,
                             c.mark);
        } else {
            painter.icon(glyph, x, rect.y + (rect.h - plan.icon) / 2, plan.icon, c.mark);
            x += plan.icon + between;
        }
        const float room = right(rect) - side - x;
        const Align align = plan.above ? Align::Center : Align::Left;
        painter.text(label, {x, y, room, label.height_mm}, c.fg, align);
        painter.text(hint, {x, y + label.height_mm, room, hint.height_mm}, c.soft, align);
        Node node = node_of(id, option, style.chosen);
        node.rect_mm = rect;
        node.text_mm = hint.lines.empty() ? label.capital_mm : hint.capital_mm;
        node.fg = hint.lines.empty() ? c.fg : c.soft;
        node.bg = c.bg;
        painter.target(std::move(node));
    };
    return block;
}

}  // namespace circle::screens::widgets
