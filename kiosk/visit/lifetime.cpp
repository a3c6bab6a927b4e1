// How a visit begins and ends, and what time does to it.
#include <algorithm>
#include <utility>

#include "drivers/contract/words.h"
#include "kiosk/visit/acts.h"
#include "kiosk/visit/table.h"

namespace circle::visit {
namespace {

constexpr std::int64_t kThanksMs = 4'000;         // the last page without a card
constexpr std::int64_t kTakeCardMs = 60'000;      // then the card counts as forgotten
constexpr std::int64_t kReadingLimitMs = 45'000;  // driver and relay have shorter limits of their own

constexpr const char* kOverdue = drivers::N_("等了很久没有结果，请再试一次，或到人工窗口办理");

bool elder(const State& state) { return state.density == screens::view::Density::Elder; }

bool at_rest(Place place) {
    return place == Place::Idle || place == Place::Closed || place == Place::OutOfService;
}

bool defaults_kept(const State& state, const Rules& rules) {
    return !elder(state) && state.language == rules.default_language;
}

Place resting_place(const Stamp& now, const Rules& rules) {
    if (rules.out_of_service) return Place::OutOfService;
    return rules.open(civil(now.unix_ms)) ? Place::Idle : Place::Closed;
}

}  // namespace

void begin(Turn& turn, std::string_view how) {
    auto& state = turn.state;
    state.visit = std::make_unique<Visit>();
    state.visit->number = ++state.visits;
    state.visit->began_ms = turn.now.steady_ms;
    state.visit->by_card = how == "card";
    turn.effects.push_back(VisitBegan{state.visit->number, how});
}

void begin_by_touch(Turn& turn) {
    begin(turn, "touch");
    go(turn, Place::Notice);
}

void browse(Turn& turn) {
    begin(turn, "browse");
    go(turn, Place::Home);
}

void leave(Turn& turn, std::string_view reason) {
    auto& state = turn.state;
    if (!state.visit) return rest(turn);
    stop_work(turn);
    seal_judging(turn);
    const bool thanked = state.visit->person.has_value();
    turn.effects.push_back(VisitEnded{state.visit->number, reason, turn.now.steady_ms - state.visit->began_ms});
    state.left_sealed = state.visit->recorded;
    state.visit.reset();
    state.dialog = Dialog::None;
    if (state.card.inside != 0 || (thanked && reason == "done")) return go(turn, Place::Farewell);
    rest(turn);
}

void finish(Turn& turn) { leave(turn, "done"); }
void cancel(Turn& turn) { leave(turn, "cancelled"); }
void decline(Turn& turn) { leave(turn, "declined"); }

void rest(Turn& turn) {
    auto& state = turn.state;
    state.density = screens::view::Density::Standard;
    state.language = turn.rules.default_language;
    state.dialog = Dialog::None;
    go(turn, resting_place(turn.now, turn.rules));
}

void stay(Turn& turn) {
    turn.effects.push_back(Noted{"extended", std::string(name(turn.state.dialog))});
    turn.state.dialog = Dialog::None;
    turn.state.touched_ms = turn.now.steady_ms;
}

// Somebody is there, so every time-out begins anew. "Are you still there?" is answered by a touch anywhere; but
// one on a button of the dialog waits for what the button says. "Are you finished?" needs its own answer.
void feel(Turn& turn, bool beside) {
    auto& state = turn.state;
    if (state.dialog == Dialog::Warning && beside) return stay(turn);
    state.touched_ms = turn.now.steady_ms;
    if (state.dialog != Dialog::None) state.dialog_ms = turn.now.steady_ms;
}

std::int64_t warn_after_ms(const State& state, const Rules& rules) {
    return (elder(state) ? rules.timing.warn_after_elder_s : rules.timing.warn_after_s) * std::int64_t{1000};
}

std::int64_t grace_ms(const State& state, const Rules& rules) {
    return (elder(state) ? rules.timing.grace_elder_s : rules.timing.grace_s) * std::int64_t{1000};
}

int dialog_seconds_left(const State& state, const Stamp& now, const Rules& rules) {
    const auto left = state.dialog_ms + grace_ms(state, rules) - now.steady_ms;
    return static_cast<int>(std::max<std::int64_t>(0, (left + 999) / 1000));
}

void expire(Turn& turn) {
    auto& state = turn.state;
    const auto now = turn.now.steady_ms;
    if (state.dialog != Dialog::None) {
        if (now >= state.dialog_ms + grace_ms(state, turn.rules)) {
            leave(turn, state.dialog == Dialog::Warning ? "timed_out" : "card_taken");
        }
        return;
    }
    if (rule_of(state.at.place).timed) {
        if (now >= state.touched_ms + warn_after_ms(state, turn.rules)) {
            state.dialog = Dialog::Warning;
            state.dialog_ms = now;
            turn.effects.push_back(Noted{"warned", std::string(name(state.at.place))});
        }
        return;
    }
    switch (state.at.place) {
        case Place::Reading:
            if (now >= state.entered_ms + kReadingLimitMs && state.visit) {
                stop_work(turn);
                state.visit->trouble = Trouble{Trouble::From::Platform, "overdue", kOverdue, {}, true};
                go(turn, Place::Trouble);
            }
            break;
        case Place::Sending:
            if (now >= state.entered_ms + kSendingLimitMs) give_up_waiting(turn);
            break;
        case Place::Farewell:
            if (state.card.inside == 0 && now >= state.entered_ms + kThanksMs) rest(turn);
            if (state.card.inside != 0 && now >= state.entered_ms + kTakeCardMs) {
                turn.effects.push_back(Noted{"forgotten", {}});
                rest(turn);
                go(turn, Place::Forgotten);
            }
            break;
        default:
            if (!at_rest(state.at.place)) break;
            // Somebody changed the view or the language and walked away.
            if (!defaults_kept(state, turn.rules) &&
                now >= state.touched_ms + warn_after_ms(state, turn.rules)) {
                rest(turn);
            } else if (state.at.place != resting_place(turn.now, turn.rules)) {
                go(turn, resting_place(turn.now, turn.rules));
            }
    }
}

std::int64_t next_due_ms(const State& state, const Stamp& now, const Rules& rules) {
    constexpr std::int64_t kMinute = 60'000;
    const auto steady = now.steady_ms;
    if (state.dialog != Dialog::None) {
        const auto end = state.dialog_ms + grace_ms(state, rules);
        const auto left = std::max<std::int64_t>(0, end - steady);
        return left == 0 ? steady : steady + (left % 1000 == 0 ? 1000 : left % 1000);
    }
    if (rule_of(state.at.place).timed) return state.touched_ms + warn_after_ms(state, rules);
    switch (state.at.place) {
        case Place::Reading:
            return std::min(steady + 500, state.entered_ms + kReadingLimitMs);
        case Place::Sending:
            return std::min(steady + 500, state.entered_ms + kSendingLimitMs);
        case Place::Farewell:
            return state.entered_ms + (state.card.inside == 0 ? kThanksMs : kTakeCardMs);
        default:
            if (!defaults_kept(state, rules)) return state.touched_ms + warn_after_ms(state, rules);
            return steady + kMinute - now.unix_ms % kMinute;  // opening hours change on the minute
    }
}

}  // namespace circle::visit
