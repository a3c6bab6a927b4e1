// What is said about a case, on the result page and on its slip alike.
#include <string>
#include <utility>

#include "kiosk/catalogue/plan.h"
#include "kiosk/documents/case_slip.h"
#include "kiosk/ground/mask.h"
#include "kiosk/view/pages.h"
#include "kiosk/visit/forms.h"

namespace circle::view {
namespace {

using transaction::State;

// The filing that the outcome came of; gone with an earlier visit.
const visit::Filing* filing_of(const Desk& desk, const visit::Outcome& outcome) {
    const auto& visit = *desk.state.visit;
    const bool same = visit::just_sent(desk.state) && visit.filing->item == outcome.item;
    return same ? &*visit.filing : nullptr;
}

std::string limit_words(const Desk& desk, const std::optional<int>& working_days) {
    if (!working_days) return desk.tr("多久办好：没有查到公布的时限。");
    return fill(desk.tr("多久办好：{days} 个工作日内。"), {{"days", std::to_string(*working_days)}});
}

// Nothing of it was filled in, and nothing is left to be brought.
CaseWords undoing_words(const Desk& desk, const visit::Outcome& outcome, bool done) {
    CaseWords words;
    words.taken_title = done ? desk.tr("撤销的备案") : desk.tr("要撤销的备案");
    if (outcome.by_code) return words;
    words.taken = outcome.words;
    const auto* filing = filing_of(desk, outcome);
    const auto* item = desk.scene.catalogue.find(outcome.item);
    if (filing != nullptr && filing->undoing && item != nullptr)
        words.taken = visit::shown_of(*item->sheet->undo, filing->undoing->original, desk.chinese());
    return words;
}

}  // namespace

// Of an earlier matter only what was taken in is known, in Chinese: which of the form's lines hold depends on
// answers that are not kept.
CaseWords case_words(const Desk& desk, const visit::Outcome& outcome) {
    CaseWords words;
    const bool done = outcome.state == State::Accepted || outcome.state == State::Confirmed;
    words.taken_title = done ? desk.tr("收下的内容") : desk.tr("填写的内容");
    if (is_undoing(desk, outcome)) return undoing_words(desk, outcome, done);
    const auto* item = outcome.by_code ? nullptr : desk.scene.catalogue.find(outcome.item);
    words.by_when = limit_words(desk, item == nullptr ? std::nullopt : item->limit.working_days);
    if (outcome.by_code) return words;
    const auto* filing = filing_of(desk, outcome);
    if (filing == nullptr || item == nullptr) {
        words.taken = outcome.words;
        return words;
    }
    const auto known = visit::known_of(desk.state, desk.now, desk.scene.rules);
    const auto said = catalogue::slip(*item, filing->answers, known, desk.scene.areas);
    if (!said) {
        words.taken = outcome.words;
        return words;
    }
    for (const auto& line : said->taken) words.taken.emplace_back(desk.pick(line.label), desk.pick(line.value));
    for (const auto& line : said->next) words.next.push_back(desk.pick(line));
    // Of what was not done nothing is missing.
    if (outcome.state == State::Drafted || outcome.state == State::Refused || outcome.state == State::Absent)
        return words;
    for (const auto& line : said->missing) words.missing.push_back(desk.pick(line));
    return words;
}

drivers::printer::Slip case_paper(const Desk& desk, const visit::Printing& printing) {
    const auto& tr = desk.tr;
    const auto& visit = *desk.state.visit;
    const auto& outcome = *visit.outcome;
    const auto& header = desk.scene.catalogue.header;
    const auto standing = standing_of(desk, outcome);
    const bool undoing = is_undoing(desk, outcome);
    auto words = case_words(desk, outcome);
    documents::CaseSlip slip{.point = desk.scene.site.name, .title = tr("办理凭条")};
    if (printing.copy) slip.copy_mark = tr("重打");
    if (const auto* item = desk.scene.catalogue.find(outcome.item); item != nullptr && !outcome.by_code)
        slip.facts.emplace_back(tr("办理事项"), undoing ? undo_title(desk, *item) : desk.pick(item->title));
    if (visit.person && !outcome.by_code) {
        slip.facts.emplace_back(tr("办理人"),
                                mask_name(visit.person->name) + " " + mask_number(visit.person->id_number));
    }
    if (undoing) {
        const auto number = undone_number(desk);
        slip.facts.emplace_back(tr("备案编号"), number.empty() ? tr("未知") : number);
    } else {
        slip.facts.emplace_back(tr("受理编号"),
                                outcome.handle.empty() || outcome.by_code ? tr("未知") : outcome.handle);
    }
    if (outcome.created_ms > 0) slip.facts.emplace_back(tr("提交时间"), moment_words(outcome.created_ms));
    slip.standing = standing.title;
    slip.standing_line = standing.line;
    slip.sections.push_back({words.taken_title, std::move(words.taken), {}});
    documents::CaseSlip::Section next{tr("接下来"), {}, {}};
    if (!standing.next.empty()) next.lines.push_back(standing.next);
    if (standing.done) {
        next.lines.insert(next.lines.end(), words.next.begin(), words.next.end());
        if (!words.by_when.empty()) next.lines.push_back(words.by_when);
    }
    slip.sections.push_back(std::move(next));
    slip.sections.push_back({tr("还要带来（一次性告知）"), {}, std::move(words.missing)});
    slip.code = outcome.code;
    slip.code_label = tr("办理码");
    slip.code_shown = code_words(outcome.code);
    slip.code_caption = tr("凭办理码可以在本机或人工窗口查结果");
    slip.tail = {
        {tr("打印时间"), moment_words(printing.composed_ms)},
        {tr("目录版本"), header.version},
        {tr("投诉电话"), desk.scene.site.phone.empty() ? tr("未登记") : desk.scene.site.phone},
        {tr("监督电话"), header.supervision.known ? header.supervision.in(desk.chinese()) : tr("未公布")}};
    slip.closing = tr("这张凭条写的是打印时的情况。");
    return documents::case_slip(slip);
}

}  // namespace circle::view
