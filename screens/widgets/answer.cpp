// What stands on the review page: the answers, and the code that is given before anything is sent.
#include <algorithm>
#include <utility>

#include "screens/widgets/icons.h"
#include "screens/widgets/inputs.h"
#include "screens/widgets/widgets.h"

namespace circle::screens::widgets {
namespace {

// A piece of a card: its corners are round only where the card ends.
void paint_piece(Painter& painter, const RectMm& rect, const RowPlace& place) {
    const Look& look = painter.look();
    const float edge = 0.5_mm;
    const auto piece = [&](const RectMm& r, Rgb colour, float radius) {
        painter.fill(r, colour, radius);
        if (!place.first) painter.fill({r.x, r.y, r.w, r.h / 2}, colour);
        if (!place.last) painter.fill({r.x, r.y + r.h / 2, r.w, r.h / 2}, colour);
    };
    piece(rect, look.line, look.radius);
    const float top = place.first ? edge : 0;
    piece({rect.x + edge, rect.y + top, rect.w - 2 * edge, rect.h - top - (place.last ? edge : 0)}, look.card,
          look.radius - edge);
    if (!place.last)
        painter.fill({rect.x + look.pad, bottom(rect) - edge, rect.w - 2 * look.pad, edge}, look.line);
}

}  // namespace

Block answer_row(const Kit& kit, const view::Answer& answer, const RowPlace& place, float width) {
    const Look& look = kit.look;
    const std::string id = "review." + answer.field;
    const float air = key_gap(look) / 2 + 0.2_mm;  // two buttons in neighbouring rows keep their distance
    view::Button change{"review.edit." + answer.field, answer.edit, view::Icon::Pencil};
    // 改 alone says little without the picture: it is spoken with what it changes.
    change.label.spoken = joined({&answer.edit, &answer.label}, true);
    const float wide = kit.text(answer.edit, look.strong, width / 3).width_mm + look.strong.em * 1.45F + 9_mm;
    Block edit = answer.edit.empty() ? Block{} : key(kit, change, KeyShape::Word, std::max(wide, look.target));
    const float measure = width - 2 * look.pad - (edit.empty() ? 0 : edit.width + look.gap);
    Paragraph label = kit.text(answer.label, look.small, measure);
    Paragraph value = kit.text(answer.value, look.body, measure);
    view::Strip wrong{id + ".fault", view::Tone::Bad, view::Icon::None, answer.fault, {}};
    Block fault = answer.fault.empty() ? Block{} : strip(kit, wrong.id, wrong, StripShape::Boxed, measure);
    const float words = label.height_mm + value.height_mm;
    const float content = words + (fault.empty() ? 0 : 1_mm + fault.height);
    Block block;
    block.width = width;
    block.height = std::max(content, edit.height) + 2 * air;
    block.paint = [=, label = std::move(label), value = std::move(value), fault = std::move(fault),
                   edit = std::move(edit)](Painter& painter, const RectMm& rect) {
        const Look& ink = painter.look();
        paint_piece(painter, rect, place);
        const float x = rect.x + ink.pad;
        float y = rect.y + (rect.h - content) / 2;
        painter.text(label, {x, y, measure, label.height_mm}, ink.soft);
        painter.text(value, {x, y + label.height_mm, measure, value.height_mm}, ink.ink);
        Node node;
        node.id = id;
        node.role = Role::Text;
        node.label = answer.label.words;
        node.value = answer.value.words;
        node.spoken = joined({&answer.label, &answer.value}, true);
        node.is_private = answer.label.personal || answer.value.personal;
        node.rect_mm = {x, y, measure, words};
        node.text_mm = label.lines.empty() ? value.capital_mm : label.capital_mm;
        node.fg = ink.soft;
        node.bg = ink.card;
        painter.note(std::move(node));
        y += words + 1_mm;
        if (!fault.empty()) fault.paint(painter, {x, y, measure, fault.height});
        if (edit.empty()) return;
        edit.paint(painter, {right(rect) - ink.pad - edit.width, rect.y + (rect.h - edit.height) / 2,
                             edit.width, edit.height});
    };
    return block;
}

Block pick_up_code(const Kit& kit, const std::string& fallback, const view::PickUpCode& code, float width) {
    const Look& look = kit.look;
    const float icon = look.title.em;
    const float side = look.pad;
    const float between = look.strong.em * 0.6F;
    const float measure = width - 2 * side - icon - between;
    Paragraph label = kit.text(code.label, look.body, measure);
    Paragraph big = kit.text(code.code, look.title, measure);
    const float first = label.width_mm + between + big.width_mm;
    const bool beside = first <= measure;
    Paragraph hint = kit.text(code.hint, look.body, measure);
    const float rest = measure - first - look.gap;
    // The hint stands on the same line where it fits, as in the review; else below.
    const bool in_line = beside && hint.lines.size() <= 1 && hint.width_mm <= rest;
    const float head = beside ? std::max(label.height_mm, big.height_mm) : label.height_mm + big.height_mm;
    const float content = head + (in_line ? 0 : hint.height_mm);
    Block block;
    block.width = width;
    block.height = content + 2 * 3_mm;
    block.paint = [=, label = std::move(label), big = std::move(big), hint = std::move(hint)](
                      Painter& painter, const RectMm& rect) {
        const Tint& tint = painter.look().info;
        painter.fill(rect, tint.bg, painter.look().radius);
        float y = rect.y + (rect.h - content) / 2;
        painter.icon(glyph_of(view::Icon::Key), rect.x + side, y + (head - icon) / 2, icon, tint.fg);
        const float x = rect.x + side + icon + between;
        if (beside) {
            painter.text(label, {x, y + (head - label.height_mm) / 2, measure, label.height_mm}, tint.fg);
            painter.text(big,
                         {x + label.width_mm + between, y + (head - big.height_mm) / 2, big.width_mm, head},
                         tint.fg);
            if (in_line)
                painter.text(hint,
                             {x + first + painter.look().gap, y + (head - hint.height_mm) / 2, rest, head},
                             tint.fg);
        } else {
            painter.text(label, {x, y, measure, label.height_mm}, tint.fg);
            painter.text(big, {x, y + label.height_mm, measure, big.height_mm}, tint.fg);
        }
        y += head;
        if (!in_line) painter.text(hint, {x, y, measure, hint.height_mm}, tint.fg);
        Node node;
        node.id = id_or(code.id, fallback);
        node.role = Role::Status;
        node.label = joined({&code.label, &code.hint}, false);
        node.value = code.code.words;
        node.spoken = joined({&code.label, &code.code, &code.hint}, true);
        node.is_private = code.code.personal;
        node.rect_mm = rect;
        node.text_mm = label.lines.empty() ? big.capital_mm : label.capital_mm;
        node.fg = tint.fg;
        node.bg = tint.bg;
        painter.note(std::move(node));
    };
    return block;
}

}  // namespace circle::screens::widgets
