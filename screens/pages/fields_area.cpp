// A place, by two lists or by the initials of its pinyin.
#include <algorithm>
#include <string>
#include <utility>

#include "screens/pages/fields.h"
#include "screens/widgets/inputs.h"

namespace circle::screens::pages {

using namespace widgets;

namespace {

// Rows of two lists side by side: what is read on by the page is a row of both.
Parts side_by_side(const FieldSpace& space, const view::AreaField& area, int inner, float width) {
    const Kit& kit = space.kit;
    const std::string id = form_id(space.body.field);
    const float gap = kit.look.gap * 1.5F;
    const float half = column_width(width, 2, gap);
    const float inner_gap = key_gap(kit.look);
    const auto column = [&](const view::OptionList& list) {
        std::vector<Block> cells;
        const float cell = column_width(half, inner, inner_gap);
        for (const view::Option& one : list.options)
            cells.push_back(
                option(kit, id + "." + one.key, one, {OptionShape::Row, {}, space.body.chosen}, cell));
        return cells;
    };
    const std::vector<Block> left = column(area.upper);
    const std::vector<Block> right = column(area.lower);
    const auto row_of = [&](const std::vector<Block>& cells, std::size_t from) {
        const std::size_t to = std::min(cells.size(), from + static_cast<std::size_t>(inner));
        if (from >= to) return Block{};
        return grid({cells.begin() + static_cast<std::ptrdiff_t>(from),
                     cells.begin() + static_cast<std::ptrdiff_t>(to)},
                    inner, inner_gap, half);
    };
    const auto pair = [&](Block a, Block b) {
        Block both;
        both.width = width;
        both.height = std::max(a.height, b.height);
        if (a.empty() && b.empty()) return both;
        both.paint = [=, a = std::move(a), b = std::move(b)](Painter& painter, const RectMm& rect) {
            if (!a.empty()) a.paint(painter, {rect.x, rect.y, half, rect.h});
            if (!b.empty()) b.paint(painter, {rect.x + half + gap, rect.y, half, rect.h});
        };
        return both;
    };
    Parts parts;
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); i += static_cast<std::size_t>(inner)) {
        // A long name makes its own row high and no other: height is what there is least of.
        Block row = pair(row_of(left, i), row_of(right, i));
        const float most = std::max(row.height, kit.look.target * 1.25F);
        parts.push_back({std::move(row), most});
    }
    parts.push_back({pair(pager(kit, id + ".upper", area.upper, half), pager(kit, id, area.lower, half))});
    return parts;
}

Parts by_letters(const FieldSpace& space, const view::AreaField::Letters& letters) {
    const Kit& kit = space.kit;
    const Look& look = kit.look;
    const std::string id = form_id(space.body.field) + ".";
    std::vector<view::Button> keys;
    for (char letter = 'A'; letter <= 'Z'; ++letter) {
        const std::string one(1, letter);
        keys.push_back({id + "letter." + one, one});
    }
    Parts parts;
    const view::Text& typed = letters.typed.empty() ? letters.hint : letters.typed;
    const TextLook words{letters.typed.empty() ? look.body : look.heading,
                         letters.typed.empty() ? look.soft : look.ink, look.paper};
    Block erase = keypad(kit, {{id + "letter.delete", letters.erase, view::Icon::Erase}}, KeyShape::Word, 1,
                         space.touch_width * 0.3F);
    Block said = text_block(kit, id + "typed", typed, words, space.touch_width * 0.7F - look.gap);
    Block line;
    line.width = space.touch_width;
    line.height = std::max(said.height, erase.height);
    line.paint = [said = std::move(said), erase = std::move(erase)](Painter& painter, const RectMm& rect) {
        if (!said.empty())
            said.paint(painter, {rect.x, rect.y + (rect.h - said.height) / 2, said.width, said.height});
        erase.paint(painter, {right(rect) - erase.width, rect.y, erase.width, rect.h});
    };
    parts.push_back({std::move(line)});
    // The letters stand where the value would: what is found says itself which is chosen.
    note_field(parts, space.body);
    parts.push_back({keypad(kit, keys, KeyShape::Letter, 9, space.touch_width)});
    const int columns = space.tight > 0 ? 3 : 2;
    const std::string list = form_id(space.body.field);
    if (letters.result.options.empty()) {
        parts.push_back(
            {text_block(kit, id + "none", letters.none, {look.body, look.ink, look.paper}, space.touch_width)});
    }
    for (Part& one : list_parts(space, list, letters.result, columns, space.touch_width))
        parts.push_back(std::move(one));
    const view::Button back{id + "lists", letters.lists, view::Icon::List};
    parts.push_back({keypad(kit, {back}, KeyShape::Word, 1, space.touch_width)});
    return parts;
}

}  // namespace

FieldPlan plan_area(const FieldSpace& space, const view::AreaField& area) {
    FieldPlan plan;
    plan.tries = 2;
    if (area.letters) {
        plan.read = fault_part(space, space.read_width);
        plan.touch = by_letters(space, *area.letters);
        return plan;
    }
    plan.read = value_parts(space, space.kit.look.heading);
    plan.touch = side_by_side(space, area, space.tight + 1, space.touch_width);
    if (!area.find.empty()) {
        const view::Button find{form_id(space.body.field) + ".find", area.find, view::Icon::Search};
        plan.touch.push_back({keypad(space.kit, {find}, KeyShape::Word, 1, space.touch_width)});
    }
    return plan;
}

}  // namespace circle::screens::pages
