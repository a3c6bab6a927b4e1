// Text set into lines. Han breaks anywhere except before closing and after opening punctuation; Latin words
// stay whole; the last line is not left with a single character where that can be helped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "screens/widgets/fonts.h"
#include "screens/widgets/look.h"

namespace circle::screens::widgets {

struct Run {  // consecutive characters of one face
    Face face = Face::Regular;
    std::string bytes;  // UTF-8; for Face::None the code point as "U+31152", to be drawn in a box
    float x_px = 0, width_px = 0;
};

struct Line {
    std::vector<Run> runs;
    float width_px = 0;
};

struct Paragraph {
    std::vector<Line> lines;
    float em_px = 0, line_px = 0;
    float width_mm = 0, height_mm = 0;  // of the widest line; of all lines
    float capital_mm = 0;
    bool bold = false;
    bool overflows = false;  // a single character was wider than the measure
};

enum class Breaking {
    Anywhere,    // a Latin word wider than the measure is cut
    WholeWords,  // it is left too wide and `overflows` is set: the caller chooses another measure
};

Paragraph set_text(Fonts& fonts, std::string_view words, const TextStyle& style, float measure_mm,
                   float px_per_mm, Breaking breaking = Breaking::Anywhere);

// Decodes UTF-8; broken bytes become U+FFFD, control and formatting characters are left out except '\n'.
std::u32string decode(std::string_view words);
void append_utf8(std::string& out, char32_t character);

}  // namespace circle::screens::widgets
