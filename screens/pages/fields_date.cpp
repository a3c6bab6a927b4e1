// A date by three steppers: nothing is typed, and nothing can be typed wrong.
#include <algorithm>
#include <string>
#include <utility>

#include "screens/pages/fields.h"
#include "screens/widgets/inputs.h"

namespace circle::screens::pages {

using namespace widgets;

namespace {

struct Named {
    const char* name;
    const view::DateField::Part& part;
};

// The value of one stepper: number and unit in one line.
Block number(const Kit& kit, const std::string& id, const view::DateField::Part& part, float width) {
    const Look& look = kit.look;
    Paragraph value = kit.text(part.value, look.title, width);
    Paragraph unit = kit.text(part.name, look.body, width);
    const float gap = 2.5_mm;
    const bool beside = value.width_mm + gap + unit.width_mm <= width;
    Block block;
    block.width = width;
    block.height = beside ? std::max(value.height_mm, unit.height_mm) : value.height_mm + unit.height_mm;
    const float content = block.height;
    block.paint = [=, value = std::move(value), unit = std::move(unit)](Painter& painter, const RectMm& rect) {
        const Look& ink = painter.look();
        const float y = rect.y + (rect.h - content) / 2;
        if (beside) {
            const float x = rect.x + (rect.w - value.width_mm - gap - unit.width_mm) / 2;
            painter.text(value, {x, y, value.width_mm, value.height_mm}, ink.ink);
            // On the line of the number.
            const float down = (value.height_mm - unit.height_mm) * 0.72F;
            painter.text(unit, {x + value.width_mm + gap, y + down, unit.width_mm, unit.height_mm}, ink.soft);
        } else {
            painter.text(value, {rect.x, y, rect.w, value.height_mm}, ink.ink, Align::Center);
            painter.text(unit, {rect.x, y + value.height_mm, rect.w, unit.height_mm}, ink.soft, Align::Center);
        }
        Node node;
        node.id = id;
        node.role = Role::Text;
        node.label = part.name.words;
        node.value = part.value.words;
        node.spoken = joined({&part.value, &part.name}, true);
        node.is_private = part.value.personal;
        node.rect_mm = rect;
        node.text_mm = unit.lines.empty() ? value.capital_mm : unit.capital_mm;
        node.fg = ink.soft;
        node.bg = ink.paper;
        painter.note(std::move(node));
    };
    return block;
}

view::Button stepping(const std::string& id, const view::Text& words, const view::DateField::Part& part,
                      bool more) {
    view::Button button{id + (more ? ".more" : ".less"), words, more ? view::Icon::Plus : view::Icon::Minus,
                        more ? part.more : part.less};
    button.label.spoken = joined({&words, &part.name}, true);
    return button;
}

}  // namespace

FieldPlan plan_date(const FieldSpace& space, const view::DateField& date) {
    const Kit& kit = space.kit;
    const std::string id = form_id(space.body.field) + ".";
    const float gap = key_gap(kit.look);
    const float cell = column_width(space.touch_width, 3, gap);
    const Named all[] = {{"year", date.year}, {"month", date.month}, {"day", date.day}};
    std::vector<view::Button> more;
    std::vector<view::Button> less;
    std::vector<Block> numbers;
    for (const Named& one : all) {
        more.push_back(stepping(id + one.name, date.more, one.part, true));
        less.push_back(stepping(id + one.name, date.less, one.part, false));
        numbers.push_back(number(kit, id + one.name, one.part, cell));
    }
    FieldPlan plan;
    plan.read = value_parts(space, kit.look.heading);
    const float most = kit.look.target * 1.7F;
    plan.touch.push_back({keypad(kit, more, KeyShape::Word, 3, space.touch_width), most});
    plan.touch.push_back({grid(std::move(numbers), 3, gap, space.touch_width)});
    plan.touch.push_back({keypad(kit, less, KeyShape::Word, 3, space.touch_width), most});
    const auto count = static_cast<int>(date.quick.size());
    if (count == 0) return plan;
    std::vector<Block> quick;
    for (const view::Option& one : date.quick) {
        quick.push_back(option(kit, id + one.key, one, {OptionShape::Row, {}, space.body.chosen},
                               column_width(space.touch_width, std::min(count, 3), gap)));
    }
    plan.touch.push_back({grid(std::move(quick), std::min(count, 3), gap, space.touch_width), most});
    return plan;
}

}  // namespace circle::screens::pages
