// Money is an integer number of 分 (1/100 yuan); floating point never touches it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace circle {

// Decimal yuan as the platform writes it: "1286.40", "0", "-3.5". Nothing when it is not a number, has more
// than two decimals that are not zero, or does not fit.
std::optional<std::int64_t> parse_yuan(std::string_view text);

// "1,286.40"
std::string format_yuan(std::int64_t fen);

}  // namespace circle
