// Text as columns: UTF-8 to cells, where a line may break, and the printer's code page. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace circle::drivers::printer {

struct Cell {
    char32_t code = 0;
    int columns =
        1;  // ASCII 1, marks that combine 0, everything else 2: what GBK writes in two bytes takes two
};

// Without what cannot stand on paper: controls, zero-width and direction marks. A tab is a blank; a newline
// stays. Bytes that are no UTF-8 come out as U+FFFD.
std::vector<Cell> cells_of(std::string_view utf8);
std::string to_utf8(char32_t code);

bool may_break(char32_t before, char32_t after);

// The bytes of GBK (devices.md §4.4: four-byte GB18030 is unproven on clones); none when a character is not in
// it.
std::optional<std::vector<std::uint8_t>> to_gbk(std::string_view utf8);

}  // namespace circle::drivers::printer
