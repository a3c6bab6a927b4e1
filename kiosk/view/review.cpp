// All answers on one page before anything is sent, and the code with which she can ask for the matter later.
#include <algorithm>
#include <string>
#include <utility>

#include "kiosk/ground/mask.h"
#include "kiosk/view/pages.h"
#include "kiosk/visit/forms.h"

namespace circle::view {
namespace {

using visit::Filing;

void add_line(std::string& words, const std::string& more) {
    if (!words.empty() && !more.empty()) words += '\n';
    words += more;
}

sv::Answer person_row(const Desk& desk) {
    sv::Answer row{.field = "person", .label = desk.tr("办理人")};
    const auto& person = desk.state.visit->person;
    if (!person) return row;
    row.value = sv::personal(mask_name(person->name) + "  " + mask_number(person->id_number));
    return row;
}

sv::Answer field_row(const Desk& desk, const Filing& filing, const catalogue::Field& field) {
    sv::Answer row{.field = field.name, .label = desk.pick(field.label), .value = answer_text(desk, field)};
    if (row.value.empty()) row.value = field.required ? desk.tr("还没有填") : desk.tr("没有填");
    if (field.kind == catalogue::FieldKind::Signature && visit::standing_fault(filing, field.name) == nullptr)
        row.value = desk.tr("已签名");
    if (const auto* fault = visit::standing_fault(filing, field.name)) row.fault = desk.pick(fault->words);
    row.edit = desk.tr("改");
    return row;
}

// Why nothing can be sent now; empty when it can.
std::string obstacle_words(const Desk& desk, const Filing& filing, bool marked) {
    const auto& tr = desk.tr;
    if (filing.not_again) return tr(filing.obstacle);
    if (!desk.state.journal.usable || filing.numbers_refused)
        return tr("本机现在不能受理提交。请到人工窗口办理。");
    if (desk.state.line.known && !desk.state.line.usable())
        return tr("和医保平台的连接断了，现在发不出去。可以等它恢复，或到人工窗口办理。");
    const auto* whole = visit::standing_fault(filing, "");
    if (whole != nullptr && whole->effect == catalogue::Effect::Block) return desk.pick(whole->words);
    if (marked) return tr("有标出的地方要先改好或确认，请点“改”。");
    return {};
}

}  // namespace

sv::Body review_page(const Desk& desk) {
    const auto& tr = desk.tr;
    const auto* item = visit::item_of(desk.state, desk.scene.rules);
    if (!desk.state.visit || !desk.state.visit->filing || item == nullptr)
        return sv::MomentBody{.icon = sv::Icon::Warning, .title = tr("没有这个事项")};
    const auto& filing = *desk.state.visit->filing;
    sv::ReviewBody body;
    if (!filing.undoing) body.steps = steps_of(desk, 2);
    body.answers = {{.field = "item", .label = tr("办理事项"), .value = desk.pick(item->title)},
                    person_row(desk)};
    std::string told = told_words(desk, filing, "");
    bool marked = false;
    for (const auto* field : visit::asked_fields(desk.state, desk.now, desk.scene.rules)) {
        auto row = field_row(desk, filing, *field);
        marked = marked || !row.fault.empty();
        body.answers.push_back(std::move(row));
        add_line(told, told_words(desk, filing, field->name));
    }
    const auto obstacle = obstacle_words(desk, filing, marked);
    const auto* whole = visit::standing_fault(filing, "");
    // What went wrong at the last touch is told; the next one may do better.
    const auto before = obstacle.empty() && !filing.obstacle.empty() ? tr(filing.obstacle) : std::string();
    const bool confirms = obstacle.empty() && whole != nullptr;  // asked of the whole form, and not confirmed
    body.title = !obstacle.empty() ? tr("现在还不能提交")
                 : before.empty()  ? tr("请核对，对了再提交")
                                   : tr("刚才没有提交成");
    std::string lead = obstacle + before;
    if (confirms) add_line(lead, desk.pick(whole->words));
    add_line(lead, told);
    body.lead = std::move(lead);
    if (!filing.code.empty()) {
        body.code = sv::PickUpCode{"review.code", tr("办理码"), sv::personal(code_words(filing.code)),
                                   tr("请记下它，没有打印也能凭它查结果")};
    }
    body.secondary = button("review.back", tr("返回修改"), sv::Icon::Back);
    body.primary = button("review.send", confirms ? tr("确定，提交") : tr("确认提交"), sv::Icon::Send);
    body.primary->enabled = obstacle.empty();
    if (filing.undoing) review_undoing(desk, *item, body);
    return body;
}

}  // namespace circle::view
