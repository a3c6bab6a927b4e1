// A slip: what is printed, as plain values. `documents` makes it, the driver prints it, and the preview on
// screen is drawn from the same value (layout.h). Standard headers only: the pure rooms of kiosk include this.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace circle::drivers::printer {

enum class Align { Left, Centre, Right };

struct Words {  // UTF-8; wraps over as many lines as it needs; a newline breaks the line
    std::string text;
    bool bold = false;
    bool large = false;  // twice as wide and twice as high
    Align align = Align::Left;
    bool operator==(const Words&) const = default;
};
struct Fact {  // label at the left and value at the right of one line where they fit, else below each other
    std::string label, value;
    bool operator==(const Fact&) const = default;
};
struct Rule {  // a line across
    bool operator==(const Rule&) const = default;
};
struct Qr {  // centred, error correction M
    std::string text;
    std::string caption;  // below it, centred; may be empty
    bool operator==(const Qr&) const = default;
};
struct Gap {
    int lines = 1;
    bool operator==(const Gap&) const = default;
};
using Element = std::variant<Words, Fact, Rule, Qr, Gap>;

struct Slip {
    std::vector<Element> elements;
    bool operator==(const Slip&) const = default;
};

}  // namespace circle::drivers::printer
