#include "kiosk/ground/id_number.h"

#include <array>

#include "kiosk/ground/day.h"

namespace circle {

char id_check_character(std::string_view number) {
    constexpr std::array weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    constexpr std::string_view characters = "10X98765432";
    int sum = 0;
    for (std::size_t at = 0; at < weights.size(); ++at) sum += (number[at] - '0') * weights.at(at);
    return characters[static_cast<std::size_t>(sum) % characters.size()];
}

bool valid_id_number(std::string_view number) {
    if (number.size() != 18) return false;
    if (number.substr(0, 17).find_first_not_of("0123456789") != std::string_view::npos) return false;
    if (!day_from_digits(number.substr(6, 8))) return false;
    const char last = number[17] == 'x' ? 'X' : number[17];
    return last == id_check_character(number);
}

std::optional<std::chrono::year_month_day> id_birth_date(std::string_view number) {
    if (!valid_id_number(number)) return std::nullopt;
    return day_from_digits(number.substr(6, 8));
}

std::optional<bool> id_male(std::string_view number) {
    if (!valid_id_number(number)) return std::nullopt;
    return (number[16] - '0') % 2 == 1;
}

}  // namespace circle
