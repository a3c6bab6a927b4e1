#include "drivers/contract/contract.h"

#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>

using circle::drivers::Code;
using circle::drivers::may_follow;
using circle::drivers::State;

TEST_CASE("every transition between states is the one of the table") {
    constexpr State kAll[] = {State::Absent, State::Starting, State::Ready,
                              State::Busy,   State::Degraded, State::Faulted};
    //                          Absent Starting Ready Busy Degraded Faulted
    constexpr bool kTable[6][6] = {{false, true, false, false, false, false},  // Absent
                                   {true, false, true, false, true, true},     // Starting
                                   {true, false, false, true, true, true},     // Ready
                                   {true, false, true, false, true, true},     // Busy
                                   {true, false, true, true, false, true},     // Degraded
                                   {true, true, false, false, false, false}};  // Faulted
    for (int from = 0; from < 6; ++from) {
        for (int to = 0; to < 6; ++to) {
            INFO(name(kAll[from]) << " -> " << name(kAll[to]));
            CHECK(may_follow(kAll[from], kAll[to]) == kTable[from][to]);
        }
    }
}

TEST_CASE("states and codes have names of their own") {
    std::set<std::string> names;
    for (int i = 0; i <= static_cast<int>(Code::Misconfigured); ++i) names.emplace(name(static_cast<Code>(i)));
    CHECK(names.size() == static_cast<std::size_t>(Code::Misconfigured) + 1);
    CHECK(!names.contains("unknown"));
    CHECK(name(Code::MediaMute) == "media_mute");
    CHECK(name(State::Degraded) == "degraded");
}
