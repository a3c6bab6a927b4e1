// What a field of the catalogue becomes on screen, each kind in its own way. No item is known here.
#include <algorithm>
#include <string>
#include <utility>

#include "kiosk/catalogue/plan.h"
#include "kiosk/ground/day.h"
#include "kiosk/view/pages.h"
#include "kiosk/visit/forms.h"

namespace circle::view {
namespace {

using catalogue::Field;
using catalogue::FieldKind;

const visit::Filing& filing_of(const Desk& desk) { return *desk.state.visit->filing; }

std::string answer_of(const Desk& desk, const Field& field) {
    const auto& answers = filing_of(desk).answers;
    const auto found = answers.find(field.name);
    return found == answers.end() ? std::string() : found->second;
}

void add_pager(const Desk& desk, sv::OptionList& list, int page, int pages) {
    if (pages <= 1) return;
    list.previous = desk.tr("上一页");
    list.next = desk.tr("下一页");
    list.has_previous = page > 0;
    list.has_next = page + 1 < pages;
}

// What she has chosen is about her: a diagnosis, where she lives. It is not spoken aloud.
sv::Option option_of(std::string key, std::string label, bool chosen) {
    sv::Option option{.key = std::move(key), .label = std::move(label), .chosen = chosen};
    option.label.personal = chosen;
    return option;
}

sv::DateField date_body(const Desk& desk, const Field& field) {
    const auto& tr = desk.tr;
    const auto answer = answer_of(desk, field);
    sv::DateField body;
    body.year.name = tr("年");
    body.month.name = tr("月");
    body.day.name = tr("日");
    const auto day = day_from(answer);
    const auto part = [&](auto number) { return day ? std::to_string(number) : std::string("–"); };
    const auto shown = day.value_or(std::chrono::year_month_day{});
    body.year.value = part(static_cast<int>(shown.year()));
    body.month.value = part(static_cast<unsigned>(shown.month()));
    body.day.value = part(static_cast<unsigned>(shown.day()));
    body.more = tr("加");
    body.less = tr("减");
    const auto today = iso_date(visit::known_of(desk.state, desk.now, desk.scene.rules).today);
    body.quick = {{.key = "today", .label = tr("就是今天"), .chosen = answer == today}};
    return body;
}

sv::OptionList place_list(const Desk& desk, const visit::PlaceList& places) {
    sv::OptionList list;
    for (const auto& place : places.options) {
        list.options.push_back(option_of(place.key, desk.chinese() ? place.name : place.english, place.chosen));
    }
    add_pager(desk, list, places.page, places.pages);
    return list;
}

sv::AreaField area_body(const Desk& desk) {
    const auto& tr = desk.tr;
    const auto& picking = filing_of(desk).picking;
    const auto places = visit::places_at(desk.state, desk.scene.rules);
    sv::AreaField body;
    body.upper = place_list(desk, places.upper);
    if (places.may_rise) {
        body.upper.options.insert(body.upper.options.begin(), {.key = "rise", .label = tr("回到各省")});
    }
    body.lower = place_list(desk, places.lower);
    body.find = tr("按拼音首字母找");
    if (!picking.by_letters) return body;
    sv::AreaField::Letters letters;
    letters.typed = picking.typed;
    letters.hint = tr("点首字母，比如东莞点 D G");
    letters.erase = tr("退一格");
    letters.lists = tr("按列表选");
    letters.result = place_list(desk, places.found);
    letters.none = picking.typed.empty() ? tr("点了首字母，这里会列出地名") : tr("没有这样的地方");
    body.letters = std::move(letters);
    return body;
}

sv::ChoiceField choice_body(const Desk& desk, const Field& field) {
    const auto& rules = desk.scene.rules;
    const auto rows =
        static_cast<std::size_t>(std::max(1, desk.elder() ? rules.rows_a_page_elder : rules.rows_a_page));
    const auto pages = std::max<std::size_t>(1, (field.options.size() + rows - 1) / rows);
    const auto page = std::min(static_cast<std::size_t>(std::max(0, desk.state.at.page)), pages - 1);
    const auto answer = answer_of(desk, field);
    sv::ChoiceField body;
    for (auto i = page * rows; i < std::min(field.options.size(), (page + 1) * rows); ++i) {
        const auto& option = field.options[i];
        body.list.options.push_back(option_of(option.value, desk.pick(option.words), option.value == answer));
    }
    add_pager(desk, body.list, static_cast<int>(page), static_cast<int>(pages));
    return body;
}

sv::YesNoField yes_no_body(const Desk& desk, const Field& field) {
    const auto answer = answer_of(desk, field);
    const auto option = [&](std::string_view key) {
        return sv::Option{.key = std::string(key),
                          .label = desk.pick(catalogue::answer_words(field, key, desk.scene.areas)),
                          .chosen = answer == key};
    };
    return {option(catalogue::yes), option(catalogue::no)};
}

const std::vector<sv::InkStroke>* strokes_of(const Desk& desk, const Field& field) {
    const auto& ink = filing_of(desk).ink;
    const auto found = ink.find(field.name);
    return found == ink.end() || found->second.empty() ? nullptr : &found->second;
}

sv::SignatureField signature_body(const Desk& desk, const Field& field) {
    const auto& tr = desk.tr;
    sv::SignatureField body;
    if (const auto* strokes = strokes_of(desk, field)) body.strokes = *strokes;
    body.here = tr("请在这里写名字");
    body.undo = tr("退一笔");
    body.clear = tr("重写");
    return body;
}

sv::CommitmentField commitment_body(const Desk& desk, const Field& field) {
    sv::CommitmentField body;
    body.text = {.id = "form.promise",
                 .icon = sv::Icon::Document,
                 .title = desk.pick(field.label),
                 .lines = {desk.pick(field.text)}};
    body.promise = desk.tr("我已阅读，同意并承诺");
    body.given = answer_of(desk, field) == catalogue::agreed;
    return body;
}

}  // namespace

FieldBody field_body(const Desk& desk, const Field& field) {
    const auto& tr = desk.tr;
    switch (field.kind) {
        case FieldKind::Digits:
            return sv::DigitsField{sv::DigitsField::Extra::Dash, tr("退一格"), tr("清空")};
        case FieldKind::Date:
            return date_body(desk, field);
        case FieldKind::Area:
            return area_body(desk);
        case FieldKind::Choice:
            return choice_body(desk, field);
        case FieldKind::YesNo:
            return yes_no_body(desk, field);
        case FieldKind::Signature:
            return signature_body(desk, field);
        case FieldKind::Commitment:
            return commitment_body(desk, field);
    }
    return sv::DigitsField{};
}

// Not by catalogue::answer_words alone: what is not yet fit must be seen too, or it cannot be put right.
sv::Text answer_text(const Desk& desk, const Field& field) {
    const auto& tr = desk.tr;
    const auto answer = answer_of(desk, field);
    if (field.kind == FieldKind::Signature) {
        const auto* strokes = strokes_of(desk, field);
        if (strokes == nullptr) return {};
        return fill(tr("已写 {count} 笔"), {{"count", std::to_string(strokes->size())}});
    }
    if (answer.empty()) return {};
    if (field.kind == FieldKind::Digits) return sv::personal(grouped(answer));
    const auto words = desk.pick(catalogue::answer_words(field, answer, desk.scene.areas));
    switch (field.kind) {
        case FieldKind::Date: {
            const auto day = day_from(answer);
            return day ? day_words(desk, *day) : answer;
        }
        case FieldKind::Commitment:
            return answer == catalogue::agreed ? tr("已阅读并承诺") : std::string();
        case FieldKind::YesNo:
            return words;
        default:
            return sv::personal(words);
    }
}

std::string told_words(const Desk& desk, const visit::Filing& filing, std::string_view field) {
    std::string words;
    for (const auto& fault : filing.faults) {
        const bool told = fault.effect == catalogue::Effect::Hint || fault.effect == catalogue::Effect::Warn;
        if (!told || fault.field != field) continue;
        if (!words.empty()) words += '\n';
        words += desk.pick(fault.words);
    }
    return words;
}

}  // namespace circle::view
