#include "drivers/card/field.h"

#include <algorithm>
#include <array>

namespace circle::drivers::card {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view s) { return std::ranges::all_of(s, is_digit); }

bool is_civil_date(
    std::string_view s) {  // loose on purpose: it weeds out noise, the calendar is the platform's matter
    if (s.size() != 8 || !all_digits(s)) return false;
    const std::string_view month = s.substr(4, 2), day = s.substr(6, 2);
    return s.substr(0, 4) >= "1800" && month >= "01" && month <= "12" && day >= "01" && day <= "31";
}

bool is_year(std::string_view s) { return s.size() == 4 && all_digits(s) && s >= "1900" && s <= "2199"; }

int letter_value(char c) {  // digits as they are, A = 10 … Z = 35
    if (is_digit(c)) return c - '0';
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return -1;
}

}  // namespace

bool unwritten(ByteView value) {
    return std::ranges::all_of(value, [](std::uint8_t b) { return b == 0xFF; }) ||
           std::ranges::all_of(value, [](std::uint8_t b) { return b == 0x00; });
}

std::string digits(ByteView value) {
    if (std::ranges::all_of(value, [](std::uint8_t b) { return b == 0xFF; })) return {};
    std::string out;
    bool filling = false;
    for (const std::uint8_t byte : value) {
        for (const int nibble : {byte >> 4, byte & 0x0F}) {
            if (nibble == 0x0F) {
                filling = true;
            } else if (nibble > 9 || filling) {
                return {};
            } else {
                out.push_back(static_cast<char>('0' + nibble));
            }
        }
    }
    return out;
}

ByteView without_filling(ByteView value) {
    while (!value.empty() && (value.back() == 0x00 || value.back() == 0xFF))
        value = value.first(value.size() - 1);
    return value;
}

std::string text(ByteView value) {
    ByteView kept = without_filling(value);
    while (!kept.empty() && kept.back() == ' ') kept = kept.first(kept.size() - 1);
    std::string out;
    for (const std::uint8_t byte : kept) {
        if (byte < 0x20 || byte > 0x7E) return {};
        out.push_back(static_cast<char>(byte));
    }
    return out;
}

std::string date(ByteView value) {
    if (std::string number = digits(value); is_civil_date(number)) return number;
    if (std::string letters = text(value); is_year(letters) || is_civil_date(letters)) return letters;
    return {};
}

bool card_number_check(std::string_view number) {
    static constexpr std::array kWeights{3, 7, 9, 10, 5, 8, 4, 2};
    if (number.size() != 9) return false;
    int sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i) {
        const int value = letter_value(number[i]);
        if (value < 0) return false;
        sum += value * kWeights[i];
    }
    const int check = 11 - sum % 11;
    const char expected = check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check);
    return number[8] == expected;
}

bool id_number_check(std::string_view number) {
    static constexpr std::array kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    if (number.size() != 18 || !all_digits(number.substr(0, 17))) return false;
    int sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i) sum += (number[i] - '0') * kWeights[i];
    return number[17] == "10X98765432"[sum % 11];
}

}  // namespace circle::drivers::card
