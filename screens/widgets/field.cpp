// Where a value stands, and where a finger writes.
#include <algorithm>
#include <utility>

#include "screens/widgets/icons.h"
#include "screens/widgets/inputs.h"

namespace circle::screens::widgets {
namespace {

Node node_of(const view::Field& field) {
    Node node;
    node.id = form_id(field);
    node.role = Role::Field;
    node.value = field.value.words;
    node.spoken = field.value.empty() ? spoken_of(field.empty) : spoken_of(field.value);
    node.is_private = field.value.personal;
    return node;
}

}  // namespace

Block value_box(const Kit& kit, const view::Field& field, const TextStyle& style, float width) {
    const Look& look = kit.look;
    const bool filled = !field.value.empty();
    const float side = look.pad;
    Paragraph words = filled ? kit.text(field.value, style, width - 2 * side)
                             : kit.text(field.empty, look.body, width - 2 * side);
    const float line = style.em * style.leading;
    Block block;
    block.width = width;
    block.height = std::max(line, words.height_mm) + 2 * 1.5_mm;
    block.paint = [=, words = std::move(words)](Painter& painter, const RectMm& rect) {
        const Look& ink = painter.look();
        const bool wrong = !field.fault.empty();
        painter.framed(rect, wrong ? ink.bad.fg : ink.field, ink.card, wrong ? 1_mm : ink.border, ink.radius);
        painter.text(words, {rect.x + side, rect.y + (rect.h - words.height_mm) / 2, rect.w, words.height_mm},
                     filled ? ink.ink : ink.soft);
        Node node = node_of(field);
        if (!filled) node.label = field.empty.words;
        node.rect_mm = rect;
        node.text_mm = words.capital_mm;
        node.fg = filled ? ink.ink : ink.soft;
        node.bg = ink.card;
        painter.note(std::move(node));
    };
    return block;
}

Block writing_square(const Kit& kit, const view::Field& field, float width, float least) {
    const auto* signature = std::get_if<view::SignatureField>(&field.kind);
    if (signature == nullptr) return {};
    const Look& look = kit.look;
    const float pen = 1_mm;
    Paragraph here = kit.text(signature->here, look.body, width - 2 * look.pad);
    Block block;
    block.width = width;
    block.height = least;
    block.paint = [field, strokes = signature->strokes, words = signature->here, here = std::move(here), pen](
                      Painter& painter, const RectMm& rect) {
        const Look& ink = painter.look();
        const bool wrong = !field.fault.empty();
        painter.framed(rect, wrong ? ink.bad.fg : ink.field, ink.card, wrong ? 1_mm : ink.border, ink.radius);
        // A line to write on.
        painter.fill({rect.x + ink.pad, rect.y + rect.h * 0.78F, rect.w - 2 * ink.pad, 0.4_mm}, ink.line);
        const view::InkStroke* now = painter.writing(form_id(field));
        if (strokes.empty() && now == nullptr) {
            painter.text(here, {rect.x, rect.y + (rect.h - here.height_mm) / 2, rect.w, here.height_mm},
                         ink.soft, Align::Center);
        }
        painter.ink(strokes, rect, pen, ink.ink);
        if (now != nullptr) painter.ink({*now}, rect, pen, ink.ink);
        Node node = node_of(field);
        node.role = Role::Writing;
        node.label = words.words;
        if (node.spoken.empty()) node.spoken = spoken_of(words);
        node.rect_mm = rect;
        const bool blank =
            strokes.empty() && now == nullptr;  // else the words have made room for what is written
        node.text_mm = blank ? here.capital_mm : 0;
        node.fg = blank ? ink.soft : ink.ink;
        node.bg = ink.card;
        painter.target(std::move(node));
    };
    return block;
}

}  // namespace circle::screens::widgets
