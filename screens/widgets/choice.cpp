#include <algorithm>
#include <utility>

#include "screens/widgets/icons.h"
#include "screens/widgets/widgets.h"

namespace circle::screens::widgets {
namespace {

// What one shape of choice looks like.
struct Plan {
    TextStyle title;
    float icon = 0;     // its size
    float column = 0;   // what the icon takes at the left; 0: the icon stands above the words
    float above = 0;    // room above and below
    float chevron = 0;  // size of the arrow at the right
    float least = 0;    // height
};

Plan plan_of(const Look& look, ChoiceShape shape) {
    Plan plan;
    switch (shape) {
        case ChoiceShape::Invitation:
            plan.title = look.invitation;
            plan.icon = look.invitation.em * (look.landscape || look.elder ? 1.9F : 2.6F);
            plan.column = plan.icon + look.pad * 2.2F;
            plan.above = 5_mm;
            plan.chevron = look.invitation.em * 0.8F;
            plan.least = look.elder ? 36_mm : 32_mm;
            break;
        case ChoiceShape::Tile:
            plan.title = look.tile;
            plan.icon = look.tile.em * (look.landscape ? 1.7F : 2.0F);
            plan.above = look.landscape ? 5_mm : 6_mm;
            plan.least = 30_mm;
            break;
        case ChoiceShape::Row:
            plan.title = look.row;
            plan.icon = look.row.em * 1.35F;
            plan.column = plan.icon + look.pad * 1.7F;
            plan.above = 3_mm;
            plan.chevron = look.row.em * 0.9F;
            plan.least = look.elder ? 26_mm : 18_mm;
            break;
    }
    return plan;
}

struct Words {
    Paragraph title, hint;
    Block state;
    bool state_beside = false;
    float gap = 0;
    float height() const {
        return title.height_mm + (hint.lines.empty() ? 0 : gap + hint.height_mm) +
               (state.empty() || state_beside ? 0 : 2_mm + state.height);
    }
};

Node node_of(const view::Choice& choice, Role role, const Look& look, const Words& words, const RectMm& rect,
             Rgb ground) {
    Node node;
    node.id = choice.id;
    node.role = role;
    node.label = choice.title.words;
    node.spoken =
        choice.title.spoken.empty() ? joined({&choice.title, &choice.hint}, true) : choice.title.spoken;
    if (choice.chip) node.value = choice.chip->label.words;
    node.is_private = choice.title.personal || choice.hint.personal;
    node.enabled = choice.enabled;
    node.rect_mm = rect;
    // Of its two texts the smaller and paler one is recorded: what it passes, the title passes.
    const bool hinted = !words.hint.lines.empty();
    node.text_mm = hinted ? words.hint.capital_mm : words.title.capital_mm;
    node.fg = !choice.enabled ? look.disabled_fg : hinted ? look.soft : look.ink;
    node.bg = ground;
    return node;
}

}  // namespace

Block choice(const Kit& kit, const view::Choice& choice, ChoiceShape shape, float width, Role role) {
    const Look& look = kit.look;
    const Plan plan = plan_of(look, shape);
    const bool pictured = choice.icon != view::Icon::None;
    const float left = plan.column > 0 && pictured ? plan.column : look.pad;
    const float tail = plan.chevron > 0 ? plan.chevron + look.pad * 0.7F : look.pad;
    float measure = width - left - tail;
    Words words;
    if (choice.chip) {
        words.state = chip(kit, choice.id + ".chip", *choice.chip, measure);
        const float rest = measure - words.state.width - 3_mm;
        words.state_beside = plan.column > 0 && kit.text(choice.title, plan.title, rest).lines.size() ==
                                                    kit.text(choice.title, plan.title, measure).lines.size();
        if (words.state_beside) measure = rest;
    }
    words.title = kit.text(choice.title, plan.title, measure);
    words.hint = kit.text(choice.hint, shape == ChoiceShape::Invitation ? look.body : look.small, measure);
    words.gap = look.elder ? 0 : 1_mm;
    const bool icon_above = plan.column == 0 && pictured;
    const float head = icon_above ? plan.icon + 3_mm : 0;
    const float content = head + words.height();

    Block block;
    block.width = width;
    block.height = std::max({plan.least, content + 2 * plan.above, look.target});
    block.paint = [=, words = std::move(words)](Painter& painter, const RectMm& rect) {
        const Look& ink = painter.look();
        const bool pressed = painter.is_pressed(choice.id);
        const Rgb ground = !choice.enabled ? ink.disabled_bg : pressed ? ink.pressed : ink.card;
        const Rgb picture = choice.enabled ? ink.primary : ink.disabled_fg;
        painter.framed(rect, choice.enabled ? (pressed ? ink.primary : ink.field) : ink.disabled_bg, ground,
                       ink.border, ink.radius);
        painter.target(node_of(choice, role, ink, words, rect, ground));

        float y = rect.y + (rect.h - content) / 2;
        if (icon_above) {
            painter.icon(glyph_of(choice.icon), rect.x + left, y, plan.icon, picture);
            y += head;
        } else if (pictured) {
            painter.icon(glyph_of(choice.icon), rect.x + (left - plan.icon) / 2,
                         rect.y + (rect.h - plan.icon) / 2, plan.icon, picture);
        }
        const float x = rect.x + left;
        painter.text(words.title, {x, y, words.title.width_mm, words.title.height_mm},
                     choice.enabled ? ink.ink : ink.disabled_fg);
        y += words.title.height_mm;
        if (!words.hint.lines.empty()) {
            y += words.gap;
            painter.text(words.hint, {x, y, words.hint.width_mm, words.hint.height_mm},
                         choice.enabled ? ink.soft : ink.disabled_fg);
            y += words.hint.height_mm;
        }
        if (!words.state.empty()) {
            const RectMm spot = words.state_beside ? RectMm{right(rect) - tail - words.state.width - 1_mm,
                                                            rect.y, words.state.width, rect.h}
                                                   : RectMm{x, y + 2_mm, words.state.width, words.state.height};
            words.state.paint(painter, spot);
        }
        if (plan.chevron > 0) {
            painter.icon(glyph_of(view::Icon::Next), right(rect) - tail + (tail - plan.chevron) / 2,
                         rect.y + (rect.h - plan.chevron) / 2, plan.chevron, picture);
        }
    };
    return block;
}

}  // namespace circle::screens::widgets
