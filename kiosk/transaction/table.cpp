#include "kiosk/transaction/table.h"

#include <algorithm>
#include <array>
#include <utility>

namespace circle::transaction {
namespace {

constexpr std::array<std::pair<State, std::string_view>, 10> kNames{{
    {State::Drafted, "drafted"},
    {State::Recorded, "recorded"},
    {State::Sending, "sending"},
    {State::Accepted, "accepted"},
    {State::Refused, "refused"},
    {State::Absent, "absent"},
    {State::Unknown, "unknown"},
    {State::Confirmed, "confirmed"},
    {State::Reversed, "reversed"},
    {State::HandedOver, "handed_over"},
}};

enum Who : unsigned { F = 1, S = 2, L = 4, R = 8, All = 15 };  // filing, settlement, local, reversal

struct Way {
    State from, to;
    unsigned who;
};
constexpr std::array kWays{
    Way{State::Drafted, State::Recorded, All},    Way{State::Recorded, State::Sending, All},
    Way{State::Recorded, State::Absent, All},      // never sent
    Way{State::Recorded, State::HandedOver, All},  // its content cannot be read any more
    Way{State::Sending, State::Accepted, All},    Way{State::Sending, State::Refused, All},
    Way{State::Sending, State::Absent, All},      Way{State::Sending, State::Unknown, All},
    Way{State::Unknown, State::Sending, L},  // under its key, and no other class
    Way{State::Unknown, State::Confirmed, F | L}, Way{State::Unknown, State::Absent, F},
    Way{State::Unknown, State::Reversed, S},      Way{State::Unknown, State::HandedOver, All},
};

unsigned who(Class kind) {
    switch (kind) {
        case Class::Filing:
            return F;
        case Class::Settlement:
            return S;
        case Class::Local:
            return L;
        case Class::Reversal:
            return R;
        default:
            return 0;
    }
}

}  // namespace

std::string_view name(State state) { return kNames.at(static_cast<std::size_t>(state)).second; }

std::optional<State> state_named(std::string_view token) {
    const auto it = std::ranges::find(kNames, token, &std::pair<State, std::string_view>::second);
    return it == kNames.end() ? std::nullopt : std::optional(it->first);
}

bool settled(State state) {
    return state != State::Drafted && state != State::Recorded && state != State::Sending &&
           state != State::Unknown;
}

bool may_go(State from, State to, Class kind) {
    return std::ranges::any_of(
        kWays, [&](const Way& way) { return way.from == from && way.to == to && (way.who & who(kind)) != 0; });
}

ClassRule rule_of(Class kind) {
    return {.looks_first = kind == Class::Filing,
            .goes_on = kind == Class::Local || kind == Class::Reversal,
            .repeats = kind == Class::Local};
}

State outcome_of(const relay::Answered& answered) {
    if (!answered.left) return State::Absent;
    if (answered.result) return State::Accepted;
    return answered.result.error().kind == relay::FailureKind::Refused ? State::Refused : State::Unknown;
}

}  // namespace circle::transaction
