// Which values the journal takes, and the bytes of a rating. Pure. Inside this room only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/journal/row.h"

namespace circle::journal {

// The name of the first member that breaks row.h's bounds; empty when none does.
std::string_view fault_of(const Row& row);
std::string_view fault_of(const Rating& rating);

// What is sealed of a rating: "1\n<grade>\n<at_ms>\n<subject>\n" and a line for each reason. Padded with empty
// lines to a multiple of 128 bytes, so that the length does not tell whether somebody complained.
std::string encode_rating(const Rating& rating);
// Nothing when the bytes are not exactly what encode_rating() gives.
std::optional<Rating> decode_rating(std::string_view bytes);

}  // namespace circle::journal
