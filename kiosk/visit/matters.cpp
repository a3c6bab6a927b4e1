// How matters stand: what she was not told yet, what she has just sent, and her judgement of it. Nothing is
// told here that the ledger has not said.
#include <algorithm>
#include <utility>

#include "drivers/contract/words.h"
#include "kiosk/visit/acts.h"
#include "kiosk/visit/forms.h"

namespace circle::visit {
namespace {

using drivers::N_;

constexpr const char* kNotKept =
    N_("本机没有能保存这次办理，没有提交，也没有发出任何东西。请再试一次，或到人工窗口办理");
constexpr const char* kHeldBack =
    N_("您的同一件事还在等结果，没有重复提交。请先等上次的结果，或到人工窗口查问");
constexpr const char* kUnsure =
    N_("本机的存储出了问题，不能确定这次办理有没有记下。请不要重办；过一会儿用办理码查，或到人工窗口查问");
constexpr const char* kNotTaken = N_("本机不能提交这份内容，没有发出任何东西。请到人工窗口办理");

void show_result(Turn& turn) {
    turn.state.visit->trail.clear();  // what was sent is not changed any more
    put(turn, Spot{Place::Result, {}, 0});
}

const char* obstacle_of(std::string_view reason) {
    if (reason == "journal") return kNotKept;
    if (reason == "journal_unsure") return kUnsure;
    return reason == "held_back" ? kHeldBack : kNotTaken;
}

// Nothing was recorded and nothing will be sent (as far as anybody can know: journal_unsure): back to her
// answers, with the reason.
void not_taken(Turn& turn, const std::string& reason) {
    auto& visit = *turn.state.visit;
    visit.outcome.reset();
    if (visit.filing) {
        visit.filing->obstacle = obstacle_of(reason);
        visit.filing->not_again = reason == "journal_unsure";
    }
    put(turn, Spot{Place::Review, {}, 0});
}

void update(Outcome& one, const Moved& event) {
    one.state = event.state;
    one.reason = event.reason;
    if (one.by_code) return;  // whoever asked by its code is told how it stands, and no more
    if (!event.handle.empty()) one.handle = event.handle;
    if (!event.platform_words.empty()) one.platform_words = event.platform_words;
}

// The first thing a person sees: how her earlier matters ended, one after the other; then what she came for.
void proceed(Turn& turn) {
    auto& visit = *turn.state.visit;
    visit.filing.reset();
    visit.judging = {};
    if (visit.to_show > 0) {
        visit.outcome = visit.earlier.front();
        return show_result(turn);
    }
    visit.outcome.reset();
    visit.trail.clear();
    put(turn, Spot{Place::Home, {}, 0});
    if (!visit.wanted_item.empty()) open_wanted(turn);
}

// She has seen it. What is still open is shown again when she comes back; what has ended is told for good.
void settle_shown(Turn& turn) {
    auto& visit = *turn.state.visit;
    if (!visit.outcome) return;
    if (visit.outcome->open() && just_sent(turn.state)) visit.earlier.push_back(*visit.outcome);
    if (visit.outcome->open() || visit.outcome->by_code || visit.outcome->matter == 0) return;
    turn.effects.push_back(Tell{visit.outcome->matter});
}

void leave_earlier(Visit& visit) {
    auto shown = std::move(visit.earlier.front());
    visit.earlier.erase(visit.earlier.begin());
    --visit.to_show;
    if (shown.open()) visit.earlier.push_back(std::move(shown));  // the same matter stays held back
}

}  // namespace

void look_back(Turn& turn) {
    auto& visit = *turn.state.visit;
    visit.looking_back = true;
    turn.effects.push_back(LookBack{visit.person->number});
}

void looked_back(Turn& turn, const LookedBack& event) {
    auto& visit = turn.state.visit;
    if (!visit || !std::exchange(visit->looking_back, false)) return;
    visit->earlier = event.matters;
    visit->to_show = visit->earlier.size();
    proceed(turn);
}

void submitted(Turn& turn, const Submitted& event) {
    auto& visit = turn.state.visit;
    if (visit && visit->outcome && turn.state.at.place == Place::Sending) visit->outcome->matter = event.matter;
}

void moved(Turn& turn, const Moved& event) {
    auto& visit = turn.state.visit;
    if (!visit) return;
    for (auto& one : visit->earlier) {
        if (one.matter == event.matter) update(one, event);
    }
    if (!visit->outcome || visit->outcome->matter != event.matter) return;
    update(*visit->outcome, event);
    if (event.state == transaction::State::Recorded) visit->recorded = true;
    if (turn.state.at.place != Place::Sending) return;
    if (event.state == transaction::State::Drafted) return not_taken(turn, event.reason);
    if (!visit->outcome->open() || event.state == transaction::State::Unknown) show_result(turn);
}

void give_up_waiting(Turn& turn) {
    if (turn.state.visit && turn.state.visit->outcome) show_result(turn);
}

void acknowledge(Turn& turn) {
    auto& visit = *turn.state.visit;
    seal_judging(turn);
    settle_shown(turn);
    if (visit.to_show > 0) {
        leave_earlier(visit);
        return proceed(turn);
    }
    finish(turn);
}

void acknowledge_home(Turn& turn) {
    auto& visit = *turn.state.visit;
    if (visit.to_show > 0 || !visit.person) return acknowledge(turn);
    seal_judging(turn);
    settle_shown(turn);
    proceed(turn);
}

void judge_matter(Turn& turn) {
    auto& visit = *turn.state.visit;
    constexpr std::string_view prefix = "rate.";
    if (!just_sent(turn.state) || visit.judging.sealed || turn.node.size() != prefix.size() + 1) return;
    const int level = turn.node.back() - '0';
    if (level < 1 || level > 5) return;
    visit.judging.level = level;
    if (!is_bad(level)) seal_judging(turn);
}

void give_reason(Turn& turn) {
    auto& judging = turn.state.visit->judging;
    const auto key = turn.node.substr(std::string_view("rate.reason.").size());
    const bool ours =
        std::find(std::begin(kRateReasons), std::end(kRateReasons), key) != std::end(kRateReasons);
    if (!ours || !is_bad(judging.level) || judging.sealed || !just_sent(turn.state)) return;
    judging.sealed = true;
    turn.effects.push_back(Rate{turn.state.visit->outcome->matter, judging.level, {std::string(key)}});
}

void seal_judging(Turn& turn) {
    auto& visit = turn.state.visit;
    if (!visit || visit->judging.level == 0 || visit->judging.sealed || !just_sent(turn.state)) return;
    visit->judging.sealed = true;
    turn.effects.push_back(Rate{visit->outcome->matter, visit->judging.level, {}});
}

}  // namespace circle::visit
