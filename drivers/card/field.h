// Fields of the card's records: `cn` is BCD, left-justified, right-filled with nibble F; `an` is bytes,
// right-filled 00; a field never written is all FF (devices.md §1.3).
#pragma once

#include <string_view>

#include "drivers/card/apdu.h"

namespace circle::drivers::card {

bool unwritten(ByteView value);  // empty, all FF or all 00

// Digits of a cn field; empty when unwritten or when a nibble that is neither digit nor filling stands in it.
std::string digits(ByteView value);

// Printable ASCII of an an field without its filling (00, FF, spaces at the end); empty when anything else
// stands in it.
std::string text(ByteView value);

// A date as cn YYYYMMDD; one real 2.0 card held the ASCII year instead (devices.md §1.3, 05): then that text.
// Empty when neither.
std::string date(ByteView value);

// The bytes without the filling at their end (00 and FF).
ByteView without_filling(ByteView value);

// Check character of 卡号: 8 + 1, weights 3 7 9 10 5 8 4 2 (devices.md §1.3, 07). Real cards break it: warn,
// never refuse.
bool card_number_check(std::string_view number);

// GB 11643 check character of an 18-character 公民身份号码.
bool id_number_check(std::string_view number);

}  // namespace circle::drivers::card
