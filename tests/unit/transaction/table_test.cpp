// Every row of the table, and what each end of a transmission proves.
#include "kiosk/transaction/table.h"

#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>

using namespace circle;
using namespace circle::transaction;

TEST_CASE("the table allows what the design names, for its classes, and nothing else") {
    const auto code = [](State from, State to, Class kind) {
        const char* of = kind == Class::Filing       ? "F"
                         : kind == Class::Settlement ? "S"
                         : kind == Class::Local      ? "L"
                                                     : "R";
        return std::string(of) + " " + std::string(name(from)) + ">" + std::string(name(to));
    };
    std::set<std::string> expected;
    for (const char* of : {"F", "S", "L", "R"}) {
        for (const char* way : {"drafted>recorded", "recorded>sending", "recorded>absent",
                                "recorded>handed_over", "sending>accepted", "sending>refused", "sending>absent",
                                "sending>unknown", "unknown>handed_over"}) {
            expected.insert(std::string(of) + " " + way);
        }
    }
    for (const char* way : {"F unknown>confirmed", "F unknown>absent", "L unknown>confirmed",
                            "L unknown>sending", "S unknown>reversed"}) {
        expected.insert(way);
    }
    std::set<std::string> allowed;
    for (int from = 0; from < 10; ++from) {
        for (int to = 0; to < 10; ++to) {
            for (const Class kind : {Class::Filing, Class::Settlement, Class::Local, Class::Reversal}) {
                if (may_go(static_cast<State>(from), static_cast<State>(to), kind))
                    allowed.insert(code(static_cast<State>(from), static_cast<State>(to), kind));
            }
            CHECK_FALSE(may_go(static_cast<State>(from), static_cast<State>(to), Class::Query));
        }
    }
    CHECK(allowed == expected);
}

TEST_CASE("names are tokens that read back") {
    for (int i = 0; i < 10; ++i) {
        const auto state = static_cast<State>(i);
        CHECK(state_named(name(state)) == state);
        const bool open = state == State::Drafted || state == State::Recorded || state == State::Sending ||
                          state == State::Unknown;
        CHECK(settled(state) != open);
    }
    CHECK_FALSE(state_named("done"));
    CHECK_FALSE(state_named(""));
}

TEST_CASE("only proof ends an order") {
    using relay::FailureKind;
    const auto ended = [](FailureKind kind, bool left) {
        return outcome_of({1, "2501", {}, tl::unexpected(relay::Failure{kind, "x", ""}), left});
    };
    CHECK(outcome_of({1, "2501", {}, Reply{}, true}) == State::Accepted);
    CHECK(ended(FailureKind::Refused, true) == State::Refused);
    for (const FailureKind kind : {FailureKind::NotReached, FailureKind::TimedOut, FailureKind::Broken,
                                   FailureKind::Declined, FailureKind::Cancelled, FailureKind::Invalid}) {
        CHECK(ended(kind, true) == State::Unknown);
        CHECK(ended(kind, false) == State::Absent);
    }
    CHECK(ended(FailureKind::Refused, false) == State::Absent);  // the sign-in was refused, not the order
}
