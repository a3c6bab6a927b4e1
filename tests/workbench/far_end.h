// What the control sockets say back, taken into the state. The far ends know the truth: a fault may have pulled
// the card, and somebody else may have cut the line. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "tests/workbench/bench.h"

namespace circle::workbench {

inline constexpr const char* card_question = "status";
inline constexpr const char* platform_question = R"({"do":"status"})";

// The answer to card_question (drivers/virtual/README.md). One that is none becomes trouble.
State card_said(State state, const std::vector<Person>& people, std::string_view answer);

// The answer to platform_question (tests/platform/README.md "Control"). One that is none becomes trouble.
State platform_said(State state, std::string_view answer);

// What came back for a command: nothing new when it was done, else trouble.
State answered(State state, const Command& command, std::string_view answer);

}  // namespace circle::workbench
