// The citizen's identity number of GB 11643-1999: six digits of region, eight of birth, three of order, one
// check character (reference service-items.md LR-01, LR-02).
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace circle {

// 18 places, a birth date that exists, the right check character. A final x counts as X; the old number of 15
// places is not accepted.
bool valid_id_number(std::string_view number);

// The check character of the first 17 digits. Precondition: at least 17 characters, the first 17 are digits.
char id_check_character(std::string_view number);

// Of a valid number; nothing otherwise. `male` by digit 17, odd: a hint only (LR-02).
std::optional<std::chrono::year_month_day> id_birth_date(std::string_view number);
std::optional<bool> id_male(std::string_view number);

}  // namespace circle
