// Her own insurance: answers before numbers, and "平台未返回" instead of a guess.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "drivers/contract/words.h"
#include "kiosk/ground/mask.h"
#include "kiosk/ground/money.h"
#include "kiosk/ground/utf8.h"
#include "kiosk/view/pages.h"
#include "kiosk/visit/forms.h"

namespace circle::view {
namespace {

using drivers::N_;
using visit::Asked;

constexpr std::size_t kMostFilings = 40;  // of one kind on the page; more are counted, not shown
constexpr std::size_t kLongestName = 200;

std::string column(const Row& row, std::string_view name) {
    const auto found = row.find(name);
    return found == row.end() ? std::string() : presentable(found->second, kLongestName);
}

// Dates come with or without a time for the same field (platform-interface.md §6).
std::string day_of(std::string_view date) {
    constexpr std::string_view shape = "0000-00-00";
    if (date.size() < shape.size()) return std::string(date);
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const bool digit = date[i] >= '0' && date[i] <= '9';
        if (shape[i] == '0' ? !digit : date[i] != shape[i]) return std::string(date);
    }
    return std::string(date.substr(0, shape.size()));
}

std::string code_word(const Desk& desk, std::string_view table, const std::string& code) {
    if (code.empty()) return desk.tr("平台未返回");
    if (const auto word = desk.scene.profile.word(table, code, desk.language())) return std::string(*word);
    return fill(desk.tr("代码 {code}（没有对应的名称）"), {{"code", code}});
}

std::string or_absent(const Desk& desk, const std::string& words) {
    return words.empty() ? desk.tr("平台未返回") : words;
}

sv::Chip status_chip(const Desk& desk, const identity::Insurance& insurance) {
    auto word = code_word(desk, "psn_insu_stas", insurance.status);
    if (insurance.active()) return {std::move(word), sv::Tone::Good, sv::Icon::Check};
    if (insurance.status.empty()) return {std::move(word), sv::Tone::Plain, sv::Icon::Info};
    return {std::move(word), sv::Tone::Caution, sv::Icon::Warning};
}

sv::Fact fact(std::string id, std::string label, std::string value) {
    return {.id = std::move(id), .label = std::move(label), .value = sv::personal(std::move(value))};
}

sv::Card person_card(const Desk& desk, const identity::Person& person) {
    const auto& tr = desk.tr;
    sv::Card card{.id = "query.person", .icon = sv::Icon::PersonSearch, .title = sv::personal(person.name)};
    if (const auto* insurance = person.main_insurance()) card.chip = status_chip(desk, *insurance);
    card.facts.push_back(fact("query.number", tr("证件号码"), mask_number(person.id_number)));
    card.facts.push_back(fact("query.sex", tr("性别"), code_word(desk, "gend", person.sex)));
    card.facts.push_back(fact("query.birth", tr("出生日期"), or_absent(desk, day_of(person.birth_date))));
    if (person.insurances.empty()) {
        card.strip = sv::Strip{.id = "query.uninsured",
                               .tone = sv::Tone::Caution,
                               .icon = sv::Icon::Warning,
                               .title = tr("平台没有返回参保关系"),
                               .body = tr("可能还没有参保，请到人工窗口核实。")};
    }
    return card;
}

sv::Card insurance_card(const Desk& desk, const identity::Insurance& insurance, std::size_t index) {
    const auto& tr = desk.tr;
    const auto id = fmt::format("query.insurance.{}", index);
    sv::Card card{.id = id,
                  .icon = sv::Icon::Shield,
                  .title = sv::personal(code_word(desk, "insutype", insurance.kind)),
                  .chip = status_chip(desk, insurance)};
    auto area = desk.scene.areas.describe(insurance.area, desk.chinese());
    if (area.empty() && !insurance.area.empty()) {
        area = fill(tr("代码 {code}（没有对应的名称）"), {{"code", insurance.area}});
    }
    card.facts.push_back(fact(id + ".area", tr("参保地"), or_absent(desk, area)));
    card.facts.push_back(
        fact(id + ".person_type", tr("人员类别"), code_word(desk, "psn_type", insurance.person_type)));
    card.facts.push_back(fact(id + ".since", tr("参保日期"), or_absent(desk, day_of(insurance.since))));
    if (!insurance.paused.empty())
        card.facts.push_back(fact(id + ".paused", tr("暂停日期"), day_of(insurance.paused)));
    if (!insurance.employer.empty())
        card.facts.push_back(fact(id + ".employer", tr("单位"), insurance.employer));
    card.facts.push_back(fact(id + ".balance", tr("账户余额"),
                              insurance.balance_fen
                                  ? fill(tr("{yuan} 元"), {{"yuan", format_yuan(*insurance.balance_fen)}})
                                  : tr("平台未返回")));
    return card;
}

std::string period(const Desk& desk, const std::string& from, const std::string& until) {
    if (from.empty() && until.empty()) return desk.tr("平台未返回起止日期");
    return fill(desk.tr("{from} 至 {until}"),
                {{"from", from.empty() ? desk.tr("未返回") : day_of(from)},
                 {"until", until.empty() ? desk.tr("长期或未返回") : day_of(until)}});
}

// In force today? Only dates that can be read decide; anything else stays without a state.
std::optional<sv::Chip> validity_chip(const Desk& desk, const std::string& from, const std::string& until) {
    const auto today = iso_date(civil(desk.now.unix_ms).date);
    const auto begin = day_of(from), end = day_of(until);
    const auto whole = [](const std::string& day) { return day.size() == 10; };
    if (whole(end) && end < today) return sv::Chip{desk.tr("已结束"), sv::Tone::Plain, sv::Icon::Clock};
    if (whole(begin) && begin > today) return sv::Chip{desk.tr("未开始"), sv::Tone::Info, sv::Icon::Hourglass};
    if (whole(begin)) return sv::Chip{desk.tr("有效"), sv::Tone::Good, sv::Icon::Check};
    return std::nullopt;
}

std::optional<sv::Card> recognitions_card(const Desk& desk, const identity::Person& person) {
    if (person.recognitions.empty()) return std::nullopt;
    sv::Card card{.id = "query.recognitions", .icon = sv::Icon::Family, .title = desk.tr("身份认定")};
    for (std::size_t i = 0; i < person.recognitions.size(); ++i) {
        const auto& one = person.recognitions[i];
        auto row = fact(fmt::format("query.recognition.{}", i), code_word(desk, "psn_idet_type", one.type),
                        period(desk, one.from, one.until));
        row.chip = validity_chip(desk, one.from, one.until);
        if (!one.memo.empty()) row.value.words += "\n" + one.memo;
        card.facts.push_back(std::move(row));
    }
    return card;
}

// What the page says while a question is open or after it failed; nothing when there is an answer.
std::optional<sv::Fact> unanswered(const Desk& desk, const Asked& question, std::string id, std::string label) {
    const auto& tr = desk.tr;
    sv::Fact row{.id = std::move(id), .label = std::move(label)};
    if (question.waiting) {
        row.value = tr("正在查询");
        row.chip = sv::Chip{tr("请稍等"), sv::Tone::Info, sv::Icon::Hourglass};
        return row;
    }
    if (question.failure) {
        row.value = tr("没有查到，可以再试一次");
        row.chip = sv::Chip{tr("平台未返回"), sv::Tone::Caution, sv::Icon::Warning};
        return row;
    }
    return std::nullopt;
}

std::vector<const Row*> rows_of(const Asked& question) {
    std::vector<const Row*> rows;
    if (!question.reply) return rows;
    for (const auto& [node, list] : question.reply->nodes) {
        for (const auto& row : list) {
            if (!row.empty()) rows.push_back(&row);
        }
    }
    return rows;
}

sv::Fact entitlement_fact(const Desk& desk, const Asked& question) {
    const auto& tr = desk.tr;
    const auto id = "query.entitlement." + question.about;
    auto label = code_word(desk, "med_type", question.about);
    if (auto open = unanswered(desk, question, id, label)) return *open;
    sv::Fact row{.id = id, .label = std::move(label)};
    const auto rows = rows_of(question);
    const auto flag_is = [&](std::string_view wanted) {
        return std::any_of(rows.begin(), rows.end(),
                           [&](const Row* one) { return column(*one, "trt_enjymnt_flag") == wanted; });
    };
    if (flag_is("1")) {
        row.chip = sv::Chip{tr("可享受"), sv::Tone::Good, sv::Icon::Check};
    } else if (flag_is("0")) {
        row.chip = sv::Chip{tr("现在不能享受"), sv::Tone::Caution, sv::Icon::Warning};
        for (const auto* one : rows) {
            const auto why = column(*one, "trt_chk_rslt");
            if (!why.empty()) row.value = sv::personal(why);
        }
    } else {
        row.chip = sv::Chip{tr("平台未返回"), sv::Tone::Plain, sv::Icon::Info};
    }
    return row;
}

struct FilingKind {
    std::string_view transaction;
    const char* label;      // Chinese key
    std::string_view what;  // column that names it
    std::string_view from, until;
};

void add_filings(const Desk& desk, const Asked& question, const FilingKind& kind, sv::Card& card) {
    const auto& tr = desk.tr;
    const auto id = "query.filing." + question.transaction;
    const auto label = tr(kind.label);
    if (auto open = unanswered(desk, question, id, label)) {
        card.facts.push_back(std::move(*open));
        return;
    }
    const auto rows = rows_of(question);
    if (rows.empty()) {
        card.facts.push_back({.id = id, .label = label, .value = tr("没有登记")});
        return;
    }
    for (std::size_t i = 0; i < std::min(rows.size(), kMostFilings); ++i) {
        const auto& row = *rows[i];
        const auto from = column(row, kind.from), until = column(row, kind.until);
        auto one = fact(fmt::format("{}.{}", id, i), label,
                        or_absent(desk, column(row, kind.what)) + "\n" + period(desk, from, until));
        one.chip = validity_chip(desk, from, until);
        card.facts.push_back(std::move(one));
    }
    if (rows.size() > kMostFilings) {
        card.facts.push_back({.id = id + ".more",
                              .label = label,
                              .value = fill(tr("还有 {count} 条，请到窗口查看"),
                                            {{"count", std::to_string(rows.size() - kMostFilings)}})});
    }
}

// A filing that she may take back here, by the words by which she knows it.
sv::Card undo_card(const Desk& desk, const visit::Undoable& one, std::size_t index) {
    const auto& tr = desk.tr;
    const auto id = "query.undo." + std::to_string(index);
    sv::Card card{.id = id + ".card",
                  .icon = sv::Icon::Undo,
                  .title = fill(tr("撤销：{item}"), {{"item", desk.pick(one.item->brief)}})};
    const auto shown = visit::shown_of(*one.item->sheet->undo, one.undoing.original, desk.chinese());
    for (const auto& [label, value] : shown) {
        card.facts.push_back(fact(id + "." + std::to_string(card.facts.size()), label, value));
    }
    card.action = button(id, tr("撤销这条备案"), sv::Icon::Undo);
    return card;
}

}  // namespace

sv::Body query_page(const Desk& desk) {
    const auto& tr = desk.tr;
    sv::SheetBody body;
    body.title = tr("我的医保");
    if (!desk.state.visit || !desk.state.visit->person) return body;
    const auto& visit = *desk.state.visit;
    const auto& person = *visit.person;

    body.cards.push_back(person_card(desk, person));
    for (std::size_t i = 0; i < person.insurances.size(); ++i) {
        body.cards.push_back(insurance_card(desk, person.insurances[i], i));
    }
    if (auto card = recognitions_card(desk, person)) body.cards.push_back(std::move(*card));

    const std::vector<FilingKind> kinds{
        {"5301", N_("门诊慢特病"), "opsp_dise_name", "begndate", "enddate"},
        {"5302", N_("定点医疗机构"), "fixmedins_name", "begndate", "enddate"},
        {"5304", N_("转诊转院"), "reflin_medins_name", "begndate", "enddate"},
    };
    sv::Card entitlement{.id = "query.entitlement", .icon = sv::Icon::Hospital, .title = tr("现在能享受什么")};
    sv::Card filings{.id = "query.filings", .icon = sv::Icon::Document, .title = tr("我的备案")};
    bool failed = false;
    for (const auto& question : visit.questions) {
        failed = failed || question.failure.has_value();
        if (question.transaction == "2001") entitlement.facts.push_back(entitlement_fact(desk, question));
        for (const auto& kind : kinds) {
            if (kind.transaction == question.transaction) add_filings(desk, question, kind, filings);
        }
    }
    for (auto* card : {&entitlement, &filings}) {
        if (!card->facts.empty()) body.cards.push_back(std::move(*card));
    }
    const auto undoable = visit::undoable(desk.state, desk.scene.rules);
    for (std::size_t i = 0; i < std::min(undoable.size(), kMostFilings); ++i) {
        body.cards.push_back(undo_card(desk, undoable[i], i));
    }
    if (failed) {
        body.cards.push_back({.id = "query.failed",
                              .icon = sv::Icon::Warning,
                              .title = tr("有几项没有查到"),
                              .lines = {tr("上面已经显示的内容是平台给出的，可以放心看。")},
                              .action = button("query.again", tr("再查一次"), sv::Icon::Search)});
    }
    if (desk.scene.rules.has_printer) {
        auto print = button("query.print", tr("打印"), sv::Icon::Printer);
        print.enabled = std::none_of(visit.questions.begin(), visit.questions.end(),
                                     [](const Asked& one) { return one.waiting; });
        body.cards.front().action = std::move(print);
    }
    body.primary =
        button("query.done", desk.state.card.inside != 0 ? tr("办完了，取卡") : tr("办完了"), sv::Icon::Check);
    body.secondary = button("query.back", tr("返回"), sv::Icon::Back);
    return body;
}

}  // namespace circle::view
