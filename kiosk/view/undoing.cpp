// Taking a filing back: the last look before it is sent, and how it stands. Which matters are one is data: the
// item's own plan of taking it back names the transaction. As in standing.cpp each sentence says what its state
// proves; of the list that is only that such a filing is less or more, by whomever.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "drivers/contract/words.h"
#include "kiosk/view/pages.h"
#include "kiosk/visit/forms.h"

namespace circle::view {
namespace {

using drivers::N_;
using transaction::State;
using visit::Outcome;

bool takes_back(const catalogue::Item& item, const std::string& transaction) {
    return item.sheet && item.sheet->undo && item.sheet->undo->transaction == transaction;
}

struct Why {
    State state;
    std::string_view reason;  // empty: any other of this state
    const char* line;
    const char* next;  // null: as of every matter
};

constexpr const char* kDoNotRepeat =
    N_("请不要再撤一次，也先不要重新备案。以后凭办理码可以在本机或人工窗口查结果。");
constexpr const char* kAskWithCode = N_("请不要再撤一次。请带上办理码和身份证到人工窗口问结果。");

// Where the words of every matter would not fit one that takes something away. The first that fits is said.
constexpr std::array kOwnWords{
    Why{State::Absent, "list_unread", N_("撤销前要先看平台上这一条还在不在，没有读到，所以没有发。"), nullptr},
    Why{State::Absent, "not_there", N_("已经核对：平台的记录里这一条还在，没有撤销。"),
        N_("需要的话请重新撤销一次。")},
    Why{State::Absent, "not_sent", N_("停电或重新启动打断了，撤销没有发出去。"),
        N_("需要的话请重新撤销一次。")},
    Why{State::Recorded, "", N_("撤销已经记在本机，还没有发出。不用再撤，我们会核对。"), kDoNotRepeat},
    Why{State::Drafted, "", N_("撤销已经记在本机，还没有发出。不用再撤，我们会核对。"), kDoNotRepeat},
    Why{State::Unknown, "crash", N_("撤销时本机重新启动了，可能已经发到平台。不用再撤，我们会核对。"),
        kDoNotRepeat},
    Why{State::Unknown, "", N_("撤销已经发出，平台还没有答复。不用再撤，我们会核对。"), kDoNotRepeat},
    Why{State::Sending, "", N_("撤销已经发出，平台还没有答复。不用再撤，我们会核对。"), kDoNotRepeat},
    Why{State::HandedOver, "several_equal", N_("平台的记录里这样的备案变了不止一条，已经转给工作人员。"),
        kAskWithCode},
    Why{State::HandedOver, "day_over", N_("到当天结束也没有核对出撤销的结果，已经转给工作人员。"),
        kAskWithCode},
    Why{State::HandedOver, "", N_("本机核对不出撤销的结果，已经转给工作人员。"), kAskWithCode},
};

}  // namespace

bool is_undoing(const Desk& desk, const Outcome& outcome) {
    if (const auto* item = desk.scene.catalogue.find(outcome.item))
        return takes_back(*item, outcome.transaction);
    // Asked for by its code, or no longer to be read: only the transaction is known.
    const auto& items = desk.scene.catalogue.items;
    return std::any_of(items.begin(), items.end(),
                       [&](const catalogue::Item& item) { return takes_back(item, outcome.transaction); });
}

Standing undoing_standing(const Desk& desk, const Outcome& outcome, Standing made) {
    const auto& tr = desk.tr;
    const bool nothing_done = made.tone == sv::Tone::Bad;
    if (outcome.state == State::Accepted) {
        made.title = tr("已撤销");
        made.line = tr("平台已经答复：这条备案撤销了。");
        made.next = tr("需要再备案时，可以重新办理。");
    } else if (outcome.state == State::Confirmed) {
        made.title = tr("已经核实，撤销了");
        made.line = tr("当时没有等到答复，后来核对：平台的记录里这样的备案少了一条。");
        made.next = tr("需要再备案时，可以重新办理。");
    } else if (outcome.reason == "already_gone") {
        made.tone = sv::Tone::Info;
        made.icon = sv::Icon::Info;
        made.title = tr("没有再撤：平台已经没有这条备案");
        return made;
    } else if (nothing_done) {
        made.title = tr("没有撤销，什么也没有做");
    } else if (made.open) {
        made.title = tr("撤销的结果待确认");
    }
    for (const auto& why : kOwnWords) {
        if (why.state != outcome.state || (!why.reason.empty() && why.reason != outcome.reason)) continue;
        if (nothing_done && why.reason.empty()) continue;  // told as a move to `drafted`: it has its reason
        made.line = tr(why.line);
        if (why.next != nullptr) made.next = tr(why.next);
        break;
    }
    return made;
}

std::string undo_title(const Desk& desk, const catalogue::Item& item) {
    return fill(desk.tr("撤销：{item}"), {{"item", desk.pick(item.title)}});
}

std::string undone_number(const Desk& desk) {
    if (!visit::just_sent(desk.state) || !desk.state.visit->filing->undoing) return {};
    const auto& undoing = *desk.state.visit->filing->undoing;
    const auto found = undoing.original.find(undoing.handle);
    return found == undoing.original.end() ? std::string() : found->second;
}

// What would be taken back, in the words by which she knows it: nothing of it is filled in or changed here.
void review_undoing(const Desk& desk, const catalogue::Item& item, sv::ReviewBody& body) {
    const auto& tr = desk.tr;
    const auto& filing = *desk.state.visit->filing;
    body.answers.front().value = undo_title(desk, item);
    if (item.sheet && item.sheet->undo) {
        const auto shown = visit::shown_of(*item.sheet->undo, filing.undoing->original, desk.chinese());
        for (const auto& [label, value] : shown) {
            body.answers.push_back({.field = "undo." + std::to_string(body.answers.size()),
                                    .label = label,
                                    .value = sv::personal(value)});
        }
    }
    const bool may = body.primary->enabled;
    body.title = may ? tr("确定撤销这条备案吗？") : tr("现在还不能撤销");
    if (may) body.lead = tr("撤销以后，平台上就没有这条备案了。");
    body.secondary = button("review.back", tr("不撤销，返回"), sv::Icon::Back);
    body.primary = button("review.send", tr("确定撤销"), sv::Icon::Undo);
    body.primary->enabled = may;
}

}  // namespace circle::view
