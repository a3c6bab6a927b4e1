#include "kiosk/ground/day.h"

#include <string>

namespace circle {

using std::chrono::year_month_day;

std::optional<year_month_day> day_from_digits(std::string_view text) {
    if (text.size() != 8 || text[0] == '0') return std::nullopt;
    int number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + (c - '0');
    }
    const year_month_day day(std::chrono::year(number / 10000),
                             std::chrono::month(static_cast<unsigned>(number / 100 % 100)),
                             std::chrono::day(static_cast<unsigned>(number % 100)));
    if (!day.ok()) return std::nullopt;
    return day;
}

std::optional<year_month_day> day_from(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    std::string digits(text.substr(0, 4));
    digits.append(text.substr(5, 2)).append(text.substr(8, 2));
    return day_from_digits(digits);
}

int years_between(const year_month_day& birth, const year_month_day& day) {
    const int years = static_cast<int>(day.year()) - static_cast<int>(birth.year());
    const bool before =
        day.month() < birth.month() || (day.month() == birth.month() && day.day() < birth.day());
    return before ? years - 1 : years;
}

}  // namespace circle
