// One question of a form. What stands here comes from the catalogue's field and the visit's filing.
#include <algorithm>
#include <string>
#include <utility>

#include "kiosk/view/pages.h"
#include "kiosk/visit/forms.h"

namespace circle::view {
namespace {

using catalogue::Effect;

// Where she is among the questions, then the help, then what is worth knowing about her answer.
std::string lead_words(const Desk& desk, const catalogue::Field& field) {
    std::string words;
    const auto add = [&](const std::string& more) {
        if (!words.empty() && !more.empty()) words += '\n';
        words += more;
    };
    const auto asked = visit::asked_fields(desk.state, desk.now, desk.scene.rules);
    const auto here = std::find(asked.begin(), asked.end(), &field);
    if (here != asked.end()) {
        words = fill(
            desk.tr("第 {number} 问，共 {count} 问"),
            {{"number", std::to_string(here - asked.begin() + 1)}, {"count", std::to_string(asked.size())}});
    }
    if (field.help) add(desk.pick(*field.help));
    add(told_words(desk, *desk.state.visit->filing, field.name));
    return words;
}

}  // namespace

sv::Steps steps_of(const Desk& desk, std::size_t current) {
    const auto& tr = desk.tr;
    return {{tr("1 核对本人"), tr("2 填写"), tr("3 核对提交"), tr("4 结果")}, current};
}

sv::Body form_page(const Desk& desk) {
    const auto& tr = desk.tr;
    const auto* field = visit::field_at(desk.state, desk.scene.rules);
    if (!desk.state.visit || !desk.state.visit->filing || field == nullptr)
        return sv::MomentBody{.icon = sv::Icon::Warning, .title = tr("没有这个事项")};
    const auto& filing = *desk.state.visit->filing;
    sv::FormBody body;
    body.steps = steps_of(desk, 1);
    body.title = desk.pick(field->ask);
    body.lead = lead_words(desk, *field);
    body.field = {.name = field->name,
                  .value = answer_text(desk, *field),
                  .empty = field->required ? tr("还没有填") : tr("可以不填"),
                  .kind = field_body(desk, *field)};
    const auto* fault = visit::standing_fault(filing, field->name);
    if (!filing.judged.contains(field->name)) fault = nullptr;  // she has not finished answering
    if (fault != nullptr) body.field.fault = desk.pick(fault->words);
    body.chosen = tr("已选");
    body.secondary = button("form.previous", tr("上一步"), sv::Icon::Back);
    const bool confirms = fault != nullptr && fault->effect == Effect::Ask;
    body.primary = button("form.next", confirms ? tr("确定，下一步") : tr("下一步"), sv::Icon::Next);
    return body;
}

sv::Body ask_code_page(const Desk& desk) {
    const auto& tr = desk.tr;
    sv::FormBody body;
    body.title = tr("请输入办理码");
    body.lead =
        fill(tr("提交前屏幕上显示、凭条上也印着的 {count} 位数字。只告诉您办得怎么样，不显示任何人的信息。"),
             {{"count", std::to_string(visit::kCodeDigits)}});
    body.field = {.name = "code", .empty = tr("还没有填")};
    body.field.kind = sv::DigitsField{sv::DigitsField::Extra::None, tr("退一格"), tr("清空")};
    body.primary = button("form.next", tr("查询"), sv::Icon::Search);
    if (!desk.state.visit) return body;
    const auto& visit = *desk.state.visit;
    if (!visit.typed_code.empty()) body.field.value = sv::personal(code_words(visit.typed_code));
    if (!visit.code_trouble.empty()) body.field.fault = tr(visit.code_trouble);
    return body;
}

}  // namespace circle::view
