// How a matter stands, in plain words. Each sentence says what its state proves (kiosk/transaction/README.md)
// and no more: "nothing was done" only of what never left or was turned away, "done" only of what was answered
// or looked up.
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "drivers/contract/words.h"
#include "kiosk/view/pages.h"

namespace circle::view {
namespace {

using drivers::N_;
using transaction::State;

struct Why {
    std::string_view reason;
    const char* line;
    const char* next;
};

constexpr const char* kCounter = N_("请到人工窗口办理。");
constexpr const char* kLater = N_("可以过一会儿再办，或到人工窗口办理。");
constexpr const char* kRepair = N_("请告诉工作人员看一下本机，或到人工窗口办理。");

// Reasons of transaction and relay for what was not done.
constexpr std::array kNotDone{
    Why{"already_gone", N_("平台的记录里已经没有这一条，不用再撤销。"), N_("不用再办。有疑问请问人工窗口。")},
    Why{"list_unread", N_("发送前要先看平台上有没有同样的一条，没有读到，所以没有发。"), kLater},
    Why{"not_sent", N_("停电或重新启动打断了，这一件没有发出去。"), N_("需要的话请重新办一次。")},
    Why{"number", N_("本机没有取到报文编号，这一件没有发出去。"), kRepair},
    Why{"journal", N_("本机没有能记下来，所以没有发。"), kRepair},
    Why{"not_there", N_("已经核对：平台的记录里没有这一条。"), N_("需要的话请重新办一次。")},
    Why{"held_back", N_("同样的一件上次办理的结果还待确认，这次没有发。"),
        N_("请等上次的结果，或到人工窗口问。")},
    Why{"no_handle", N_("不知道要撤销的那一条的编号，所以没有发。"), kCounter},
    Why{"too_long", N_("内容超过了能发送的长度，没有发。"), kCounter},
    Why{"signature", N_("平台没有通过本机的签名，退回了这一件。"), kRepair},
    Why{"clock", N_("本机的时间和平台不一致，平台退回了这一件。"), kRepair},
    Why{"sign_in", N_("平台要求本机重新签到，退回了这一件。"), kLater},
    Why{"field", N_("平台说有内容不合要求，退回了这一件。"), kCounter},
    Why{"lookup", N_("没有连上医保平台，这一件没有发出去。"), kLater},
    Why{"connect", N_("没有连上医保平台，这一件没有发出去。"), kLater},
    Why{"tls", N_("没有连上医保平台，这一件没有发出去。"), kLater},
};

Standing not_done(const Desk& desk, const visit::Outcome& outcome) {
    const auto& tr = desk.tr;
    if (outcome.reason == "already_there") {
        return {.tone = sv::Tone::Info,
                .icon = sv::Icon::Info,
                .title = tr("没有再办：平台上已经有了"),
                .line = tr("平台的记录里已经有同样的一条，所以这次没有发。"),
                .next = tr("不用再办。有疑问请问人工窗口。")};
    }
    Standing made{.tone = sv::Tone::Bad,
                  .icon = sv::Icon::Close,
                  .title = tr("没有办成，什么也没有做"),
                  .line = outcome.state == State::Refused ? tr("平台退回了这一件。") : tr("这一件没有发出去。"),
                  .next = tr(kLater)};
    for (const auto& why : kNotDone) {
        if (why.reason == outcome.reason) made.line = tr(why.line), made.next = tr(why.next);
    }
    return made;
}

Standing waiting(const Desk& desk, const visit::Outcome& outcome) {
    const auto& tr = desk.tr;
    Standing made{.tone = sv::Tone::Caution,
                  .icon = sv::Icon::Hourglass,
                  .title = tr("结果待确认"),
                  .line = tr("已经发出，平台还没有答复。不用重办，我们会核对。"),
                  .next = tr("请不要重办。以后凭办理码可以在本机或人工窗口查结果。"),
                  .open = true};
    if (outcome.state == State::Recorded || outcome.state == State::Drafted)
        made.line = tr("已经记在本机，还没有发出。不用重办，我们会核对。");
    if (outcome.state == State::Unknown && outcome.reason == "crash")
        made.line = tr("办理时本机重新启动了，可能已经发到平台。不用重办，我们会核对。");
    return made;
}

Standing handed_over(const Desk& desk, const visit::Outcome& outcome) {
    const auto& tr = desk.tr;
    Standing made{.tone = sv::Tone::Caution,
                  .icon = sv::Icon::Counter,
                  .title = tr("要由工作人员核对"),
                  .line = tr("本机核对不出结果，已经转给工作人员。"),
                  .next = tr("请不要重办。请带上办理码和身份证到人工窗口问结果。")};
    if (outcome.reason == "several_equal") made.line = tr("平台的记录里同样的不止一条，已经转给工作人员。");
    if (outcome.reason == "day_over") made.line = tr("到当天结束也没有核对出结果，已经转给工作人员。");
    return made;
}

Standing of_any_matter(const Desk& desk, const visit::Outcome& outcome) {
    const auto& tr = desk.tr;
    switch (outcome.state) {
        case State::Drafted:
            if (outcome.reason.empty()) return waiting(desk, outcome);
            return not_done(desk, outcome);  // told as a move to `drafted`: it was not even recorded
        case State::Refused:
        case State::Absent:
            return not_done(desk, outcome);
        case State::Accepted:
            return {.tone = sv::Tone::Good,
                    .icon = sv::Icon::Check,
                    .title = tr("已受理"),
                    .line = tr("平台已经答复：收到了。"),
                    .done = true};
        case State::Confirmed:
            return {.tone = sv::Tone::Good,
                    .icon = sv::Icon::Check,
                    .title = tr("已经核实，办上了"),
                    .line = outcome.reason == "by_key"
                                ? tr("当时没有等到答复，后来核对：平台已经办了这一件。")
                                : tr("当时没有等到答复，后来核对：平台的记录里有这一条。"),
                    .done = true};
        case State::Reversed:
            return {.tone = sv::Tone::Caution,
                    .icon = sv::Icon::Undo,
                    .title = tr("已经撤回"),
                    .line = tr("平台已经答复：这一笔撤回了。"),
                    .next = tr("要重新结算，请到人工窗口。")};
        case State::HandedOver:
            return handed_over(desk, outcome);
        case State::Recorded:
        case State::Sending:
        case State::Unknown:
            break;
    }
    return waiting(desk, outcome);
}

}  // namespace

Standing standing_of(const Desk& desk, const visit::Outcome& outcome) {
    auto made = of_any_matter(desk, outcome);
    return is_undoing(desk, outcome) ? undoing_standing(desk, outcome, std::move(made)) : made;
}

}  // namespace circle::view
