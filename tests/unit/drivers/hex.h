// Bytes typed as hexadecimal; blanks are for the reader.
#pragma once

#include <cctype>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

inline std::vector<std::uint8_t> bytes(std::string_view text) {
    std::vector<std::uint8_t> out;
    int high = -1;
    for (const char c : text) {
        if (c == ' ') continue;
        if (std::isxdigit(static_cast<unsigned char>(c)) == 0) throw std::invalid_argument("not hexadecimal");
        const int value = std::stoi(std::string(1, c), nullptr, 16);
        if (high < 0) {
            high = value;
        } else {
            out.push_back(static_cast<std::uint8_t>(high * 16 + value));
            high = -1;
        }
    }
    if (high >= 0) throw std::invalid_argument("half a byte");
    return out;
}
