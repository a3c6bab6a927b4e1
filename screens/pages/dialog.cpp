#include <algorithm>
#include <utility>

#include "screens/pages/pages.h"
#include "screens/widgets/icons.h"

namespace circle::screens::pages {

using namespace widgets;

// Above everything else; the page below is dimmed and has stopped reacting (Painter::cover).
void paint_dialog(Painter& painter, const view::Dialog& dialog) {
    const Kit& kit = painter.kit();
    const Look& look = painter.look();
    painter.shade({0, 0, look.width, look.height}, look.dim, 0.6F);

    const float most = look.landscape ? 300_mm : 250_mm * std::max(1.0F, look.width / 268);
    const float width = std::min(look.width - 2 * look.margin, most);
    const float pad = look.margin;
    const float measure = width - 2 * pad;
    const TextLook big{look.title, look.ink, look.card, Align::Left, Role::Heading};
    const TextLook line{look.body, look.ink, look.card, Align::Left, Role::Text};
    const TextLook count{look.count, look.primary, look.card, Align::Center, Role::Status};
    const float icon = look.title.em * 1.3F;
    const float indent = icon + look.title.em * 0.5F;
    const std::string id = id_or(dialog.id, "dialog");

    Block head = text_block(kit, id + ".title", dialog.title, big, measure - indent);
    std::vector<Block> said;
    for (std::size_t i = 0; i < dialog.lines.size(); ++i) {
        said.push_back(text_block(kit, id + ".line." + std::to_string(i), dialog.lines[i], line, measure));
    }
    Block lines = stack(std::move(said), 2_mm);
    Block seconds =
        dialog.seconds_left
            ? text_block(kit, id + ".seconds", view::Text(std::to_string(*dialog.seconds_left)), count, measure)
            : Block{};
    Block actions = action_row(kit, dialog.secondary, dialog.primary, measure);
    const float gap = look.gap;
    float height = 2 * pad + std::max(head.height, icon);
    for (const Block* one : {&lines, &seconds, &actions}) height += one->empty() ? 0 : one->height + gap;

    // Its buttons stay within reach on a tall panel.
    const float centred = (look.height - height) / 2;
    const float lowest = look.height - height - look.margin;
    const float y0 =
        std::clamp(std::max(centred, look.reach - height * 0.4F), look.margin, std::max(look.margin, lowest));
    const RectMm box{(look.width - width) / 2, y0, width, height};
    const Tint& tint = look.tint(dialog.tone);
    painter.framed(box, tint.fg, look.card, 0.8_mm, look.radius * 1.5F);

    Node node;
    node.id = id;
    node.role = Role::Dialog;
    node.label = dialog.title.words;
    node.spoken = spoken_of(dialog.title);
    for (const view::Text& one : dialog.lines) node.spoken += ". " + spoken_of(one);
    node.is_private = dialog.title.personal || std::any_of(dialog.lines.begin(), dialog.lines.end(),
                                                           [](const auto& t) { return t.personal; });
    node.rect_mm = box;
    node.fg = look.ink;
    node.bg = look.card;
    painter.note(std::move(node));

    const float x = box.x + pad;
    float y = box.y + pad;
    const float first = look.title.em * look.title.leading;
    painter.icon(glyph_of(dialog.icon, dialog.tone), x, y + (first - icon) / 2, icon, tint.fg);
    if (!head.empty()) head.paint(painter, {x + indent, y, measure - indent, head.height});
    y += std::max(head.height, icon);
    for (const Block* one : {&lines, &seconds}) {
        if (one->empty()) continue;
        y += gap;
        one->paint(painter, {x, y, measure, one->height});
        y += one->height;
    }
    if (!actions.empty())
        actions.paint(painter, {x, bottom(box) - pad - actions.height, measure, actions.height});
}

}  // namespace circle::screens::pages
