// The lines of a slip exactly as they are printed: the driver encodes them, the preview on screen draws them.
// Pure.
//
// A Han, kana or full-width sign takes two columns of 12 dots, everything else one (devices.md §4.4: the cell
// of a Han is 24 × 24 dots, two columns). Large lines hold half as many columns. A line breaks before and after
// any Han, at a blank, but not before a closing sign (。，、；：）” …) nor after an opening one (（“《 …); a
// run of Latin letters or digits stays whole where it fits into one line at all.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "drivers/printer/slip.h"

namespace circle::drivers::printer {

constexpr int kColumns80 = 48;  // 576 dots at 80 mm (devices.md §4.4)
constexpr int kColumns58 = 32;  // 384 dots at 58 mm

enum class LineKind { Text, Rule, Qr };

struct Line {
    LineKind kind = LineKind::Text;
    std::string text;  // Text: the line, no control characters, may be empty. Qr: what the code says
    bool bold = false;
    bool large = false;  // Text: two columns and two rows for one
    Align align = Align::Left;
    bool operator==(const Line&) const = default;
};

std::vector<Line> lay_out(const Slip& slip, int columns);

// Columns of a text at normal size.
int columns_of(std::string_view utf8);

}  // namespace circle::drivers::printer
