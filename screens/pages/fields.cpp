#include "screens/pages/fields.h"

#include <algorithm>
#include <string>
#include <utility>

#include "screens/widgets/inputs.h"

namespace circle::screens::pages {

using namespace widgets;

Parts fault_part(const FieldSpace& space, float width) {
    const view::Field& field = space.body.field;
    if (field.fault.empty()) return {};
    const view::Strip wrong{form_id(field) + ".fault", view::Tone::Bad, view::Icon::None, field.fault, {}};
    return {{strip(space.kit, wrong.id, wrong, StripShape::Boxed, width)}};
}

Parts value_parts(const FieldSpace& space, const TextStyle& style) {
    Parts parts{{value_box(space.kit, space.body.field, style, space.read_width)}};
    for (Part& one : fault_part(space, space.read_width)) parts.push_back(std::move(one));
    return parts;
}

Block pager(const Kit& kit, const std::string& id, const view::OptionList& list, float width) {
    if (list.previous.empty() && list.next.empty()) return {};
    return keypad(kit,
                  {{id + ".previous", list.previous, view::Icon::Up, list.has_previous},
                   {id + ".next", list.next, view::Icon::Down, list.has_next}},
                  KeyShape::Word, 2, width);
}

Parts list_parts(const FieldSpace& space, const std::string& id, const view::OptionList& list, int columns,
                 float width) {
    const Kit& kit = space.kit;
    const float gap = key_gap(kit.look);
    const float cell = column_width(width, columns, gap);
    std::vector<Block> cells;
    float high = 0;
    for (const view::Option& one : list.options) {
        cells.push_back(option(kit, id + "." + one.key, one, {OptionShape::Row, {}, space.body.chosen}, cell));
        high = std::max(high, cells.back().height);
    }
    Parts parts;
    const auto per_row = static_cast<std::size_t>(columns);
    for (std::size_t i = 0; i < cells.size(); i += per_row) {
        const auto from = cells.begin() + static_cast<std::ptrdiff_t>(i);
        const auto to = cells.begin() + static_cast<std::ptrdiff_t>(std::min(i + per_row, cells.size()));
        Block row = grid({from, to}, columns, gap, width);
        row.height = high;
        parts.push_back({std::move(row), std::max(high, kit.look.target * 1.6F)});
    }
    parts.push_back({pager(kit, id, list, width)});
    return parts;
}

void note_field(Parts& parts, const view::FormBody& body) {
    std::erase_if(parts, [](const Part& part) { return part.block.empty(); });
    if (parts.empty()) return;
    Node node;
    node.id = form_id(body.field);
    node.role = Role::Field;
    node.label = body.title.words;
    node.value = body.field.value.words;
    const view::Text& said = body.field.value.empty() ? body.field.empty : body.field.value;
    node.spoken = said.empty() ? spoken_of(body.title) : spoken_of(said);
    node.is_private = body.field.value.personal;
    Block& first = parts.front().block;
    first.paint = [node, inner = std::move(first.paint)](Painter& painter, const RectMm& rect) {
        Node here = node;
        here.rect_mm = rect;
        painter.note(std::move(here));
        inner(painter, rect);
    };
}

namespace {

// What the extra key shows and how its node is named.
std::pair<const char*, const char*> extra_of(view::DigitsField::Extra extra) {
    switch (extra) {
        case view::DigitsField::Extra::Dash:
            return {"-", "dash"};
        case view::DigitsField::Extra::X:
            return {"X", "x"};
        case view::DigitsField::Extra::Point:
            return {".", "point"};
        case view::DigitsField::Extra::None:
            break;
    }
    return {"", ""};
}

FieldPlan plan(const FieldSpace& space, const view::DigitsField& digits) {
    const Kit& kit = space.kit;
    const std::string id = form_id(space.body.field) + ".";
    std::vector<view::Button> keys;
    for (char digit = '1'; digit <= '9'; ++digit) {
        const std::string one(1, digit);
        keys.push_back({id + one, one});
    }
    const view::Button clear{id + "clear", digits.clear, view::Icon::Clear};
    const auto [sign, name] = extra_of(digits.extra);
    const bool plain = digits.extra == view::DigitsField::Extra::None;
    keys.push_back(plain ? clear : view::Button{id + name, sign});
    keys.push_back({id + "0", "0"});
    keys.push_back({id + "delete", digits.erase, view::Icon::Erase});
    FieldPlan plan;
    plan.read = value_parts(space, {kit.look.title.em * 1.1F, true, 1.3F});
    Block pad = keypad(kit, keys, KeyShape::Digit, 3, space.touch_width);
    const float most = pad.height + 4 * kit.look.target * 0.8F;
    plan.touch.push_back({std::move(pad), most});
    if (!plain) plan.touch.push_back({keypad(kit, {clear}, KeyShape::Word, 1, space.touch_width)});
    return plan;
}

FieldPlan plan(const FieldSpace& space, const view::DateField& date) { return plan_date(space, date); }
FieldPlan plan(const FieldSpace& space, const view::AreaField& area) { return plan_area(space, area); }

FieldPlan plan(const FieldSpace& space, const view::ChoiceField& choice) {
    FieldPlan plan;
    plan.tries = 2;
    plan.read = fault_part(space, space.read_width);
    plan.touch = list_parts(space, form_id(space.body.field), choice.list, space.tight + 1, space.touch_width);
    note_field(plan.touch, space.body);
    return plan;
}

FieldPlan plan(const FieldSpace& space, const view::YesNoField& yes_no) {
    FieldPlan plan;
    plan.read = fault_part(space, space.read_width);
    for (const view::Option* one : {&yes_no.yes, &yes_no.no}) {
        Block row = option(space.kit, form_id(space.body.field) + "." + one->key, *one,
                           {OptionShape::Large, {}, space.body.chosen}, space.touch_width);
        const float most = row.height * 1.5F;
        plan.touch.push_back({std::move(row), most});
    }
    note_field(plan.touch, space.body);
    return plan;
}

FieldPlan plan(const FieldSpace& space, const view::SignatureField& signature) {
    const Kit& kit = space.kit;
    const std::string id = form_id(space.body.field) + ".";
    FieldPlan plan;
    plan.read = fault_part(space, space.read_width);
    plan.touch.push_back({writing_square(kit, space.body.field, space.touch_width, 90_mm), 160_mm});
    const bool some = !signature.strokes.empty();
    plan.touch.push_back({keypad(kit,
                                 {{id + "undo", signature.undo, view::Icon::Undo, some},
                                  {id + "clear", signature.clear, view::Icon::Clear, some}},
                                 KeyShape::Word, 2, space.touch_width),
                          kit.look.target * 1.3F});
    return plan;
}

FieldPlan plan(const FieldSpace& space, const view::CommitmentField& promise) {
    const Kit& kit = space.kit;
    const std::string id = form_id(space.body.field);
    FieldPlan plan;
    plan.tries = 2;
    plan.read = fault_part(space, space.read_width);
    view::Card text = promise.text;
    text.id = id + ".text";
    // A long text is read on in parts of a card; a short one stands whole.
    const float most = space.tight == 0 ? kit.look.height : kit.look.height * 0.3F;
    for (Block& one : card_parts(kit, text.id, text, space.touch_width, most)) {
        plan.touch.push_back({std::move(one)});
    }
    const view::Option tick{"agree", promise.promise, {}, promise.given, true};
    plan.touch.push_back(
        {option(kit, id + ".agree", tick, {OptionShape::Tick, {}, space.body.chosen}, space.touch_width)});
    note_field(plan.touch, space.body);
    return plan;
}

}  // namespace

FieldPlan plan_field(const FieldSpace& space) {
    return std::visit([&](const auto& kind) { return plan(space, kind); }, space.body.field.kind);
}

}  // namespace circle::screens::pages
