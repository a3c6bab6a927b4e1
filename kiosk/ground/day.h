// A day as it stands in a form and on the wire: "2026-11-25", in the proleptic Gregorian calendar.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace circle {

// Nothing unless it is exactly YYYY-MM-DD and a day that exists (the years 1000 to 9999).
std::optional<std::chrono::year_month_day> day_from(std::string_view text);
// The same of the eight digits of an ID number, "19900101".
std::optional<std::chrono::year_month_day> day_from_digits(std::string_view text);

// Whole years from one day to a later one; a person born on 29 February has her birthday on 1 March in other
// years. Negative when `day` is earlier.
int years_between(const std::chrono::year_month_day& birth, const std::chrono::year_month_day& day);

}  // namespace circle
