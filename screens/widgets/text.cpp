#include "screens/widgets/text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace circle::screens::widgets {
namespace {

constexpr std::u32string_view closing = U"。，、；：？！）】》〉”’」』］｝…—·％℃,.;:!?)]}%";
constexpr std::u32string_view opening = U"（【《〈“‘「『［｛([{￥";

bool is_han(char32_t c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFFEF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}
bool is_closing(char32_t c) { return closing.find(c) != std::u32string_view::npos; }
bool is_opening(char32_t c) { return opening.find(c) != std::u32string_view::npos; }

// What must not appear on a screen even when a foreign system sent it: controls, direction overrides, variation
// selectors (they select a shape that our fonts do not have; the character itself is drawn).
bool is_silent(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF ||
           (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE0FFF);
}

struct Glyph {
    char32_t character = 0;
    Face face = Face::Regular;
    float advance = 0;
    bool squeezed = false;  // its advance is not that of the font
};

struct Unit {                         // what stands on one line as a whole
    std::size_t first = 0, last = 0;  // glyphs [first, last)
    float width = 0;
    bool space = false;   // dropped at the end of a line
    bool forced = false;  // a line ends after it
};

// Full-width marks whose ink stands in the left half: before another mark the empty half is taken away, else a
// quotation mark and the comma after it stand a whole character apart.
bool leaves_half(char32_t c, char32_t next) {
    constexpr std::u32string_view left = U"，。、；：！？”’）】》」』";
    constexpr std::u32string_view marks = U"，。、；：！？”’）】》」』“‘（【《「『";
    return left.find(c) != std::u32string_view::npos && marks.find(next) != std::u32string_view::npos;
}

std::string boxed(char32_t c) {
    char name[16];
    std::snprintf(name, sizeof name, "U+%04X", static_cast<unsigned>(c));
    return name;
}

// The Chinese face draws these quotation marks a whole em wide; in words without Han that would tear them
// apart.
void straighten_quotes(std::u32string& text) {
    if (std::any_of(text.begin(), text.end(), is_han)) return;
    for (char32_t& c : text) {
        if (c == U'“' || c == U'”') c = U'"';
        if (c == U'‘' || c == U'’') c = U'\'';
    }
}

std::vector<Glyph> shape(Fonts& fonts, const std::u32string& text, bool bold, float em) {
    std::vector<Glyph> glyphs;
    glyphs.reserve(text.size());
    for (const char32_t c : text) {
        if (c == U'\n') {
            glyphs.push_back({c, Face::Regular, 0});
            continue;
        }
        const Face face = fonts.face_of(c, bold);
        float advance = 0;
        if (face == Face::None) {
            for (const char digit : boxed(c)) {
                advance += fonts.advance(Face::Regular, static_cast<unsigned char>(digit), em);
            }
            advance += std::round(em * 0.5F);
        } else {
            advance = fonts.advance(face, c, em);
        }
        glyphs.push_back({c, face, advance});
    }
    for (std::size_t i = 0; i + 1 < glyphs.size(); ++i) {
        Glyph& glyph = glyphs[i];
        if (glyph.face == Face::None || !leaves_half(glyph.character, glyphs[i + 1].character)) continue;
        glyph.advance = std::round(glyph.advance * 0.5F);
        glyph.squeezed = true;
    }
    return glyphs;
}

// Whether a line may end between two neighbouring characters.
bool may_break(char32_t before, char32_t after) {
    if (after == U' ' || before == U' ') return true;
    if (is_closing(after) || is_opening(before)) return false;
    return is_han(before) || is_han(after) || before == U'—' || before == U'/';
}

std::vector<Unit> units_of(const std::vector<Glyph>& glyphs) {
    std::vector<Unit> units;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        const char32_t c = glyphs[i].character;
        const bool starts = units.empty() || units.back().forced || may_break(glyphs[i - 1].character, c);
        if (c == U'\n') {
            if (units.empty() || units.back().forced) units.push_back({i, i, 0, false, false});
            units.back().forced = true;
            continue;
        }
        if (starts) units.push_back({i, i, 0, c == U' ', false});
        units.back().last = i + 1;
        units.back().width += glyphs[i].advance;
    }
    return units;
}

struct Cut {
    std::size_t first = 0, last = 0;  // glyphs [first, last)
    float width = 0;
};

// Fills lines greedily up to `measure`. Cuts inside a unit only when the unit alone is too wide.
std::vector<Cut> fill(const std::vector<Glyph>& glyphs, const std::vector<Unit>& units, float measure,
                      Breaking breaking, bool& overflows) {
    std::vector<Cut> lines;
    Cut line;
    float ink = 0;  // width up to the last unit that is not a space
    bool open = false;
    const auto finish = [&] {
        line.width = ink;
        lines.push_back(line);
        open = false;
    };
    const auto begin = [&](std::size_t at) {
        line = {at, at, 0};
        ink = 0;
        open = true;
    };
    for (const Unit& unit : units) {
        if (open && !unit.space && line.width + unit.width > measure) finish();
        if (!open) {
            if (unit.space && !unit.forced && !lines.empty()) continue;
            begin(unit.first);
        }
        if (unit.width > measure && !unit.space) {
            if (breaking == Breaking::WholeWords) overflows = true;
            for (std::size_t i = unit.first; i < unit.last; ++i) {
                const bool full = line.width + glyphs[i].advance > measure && line.last > line.first;
                if (full && breaking == Breaking::Anywhere) {
                    ink = line.width;
                    finish();
                    begin(i);
                }
                line.width += glyphs[i].advance;
                line.last = i + 1;
            }
            ink = line.width;
        } else {
            line.width += unit.width;
            if (!unit.space) {
                line.last = unit.last;
                ink = line.width;
            }
        }
        if (unit.forced) finish();
    }
    if (open) finish();
    return lines;
}

Line runs_of(const std::vector<Glyph>& glyphs, const Cut& cut) {
    Line line;
    line.width_px = cut.width;
    float x = 0;
    for (std::size_t i = cut.first; i < cut.last; ++i) {
        const Glyph& glyph = glyphs[i];
        const bool after_squeezed = i > cut.first && glyphs[i - 1].squeezed;
        if (line.runs.empty() || after_squeezed || glyph.face == Face::None ||
            line.runs.back().face != glyph.face) {
            line.runs.push_back({glyph.face, {}, x, 0});
        }
        Run& run = line.runs.back();
        if (glyph.face == Face::None) {
            run.bytes = boxed(glyph.character);
        } else {
            append_utf8(run.bytes, glyph.character);
        }
        run.width_px += glyph.advance;
        x += glyph.advance;
    }
    return line;
}

}  // namespace

void append_utf8(std::string& out, char32_t c) {
    const auto put = [&out](char32_t byte) {
        out.push_back(static_cast<char>(static_cast<unsigned char>(byte)));
    };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

std::u32string decode(std::string_view words) {
    std::u32string out;
    out.reserve(words.size());
    for (std::size_t i = 0; i < words.size();) {
        const auto lead = static_cast<unsigned char>(words[i]);
        const std::size_t length = lead < 0x80                   ? 1
                                   : lead >= 0xF0 && lead < 0xF5 ? 4
                                   : lead >= 0xE0 && lead < 0xF0 ? 3
                                   : lead >= 0xC2 && lead < 0xE0 ? 2
                                                                 : 0;
        char32_t c = length == 1   ? lead
                     : length == 2 ? lead & 0x1FU
                     : length == 3 ? lead & 0x0FU
                                   : lead & 0x07U;
        bool good = length != 0 && i + length <= words.size();
        for (std::size_t k = 1; good && k < length; ++k) {
            const auto next = static_cast<unsigned char>(words[i + k]);
            good = (next & 0xC0U) == 0x80U;
            c = (c << 6U) | (next & 0x3FU);
        }
        constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
        good = good && c >= smallest[length] && c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF);
        if (!good) {
            out.push_back(0xFFFD);
            ++i;
            continue;
        }
        i += length;
        if (c == U'\n' || !is_silent(c)) out.push_back(c == 0xA0 || c == U'\t' ? U' ' : c);
    }
    return out;
}

Paragraph set_text(Fonts& fonts, std::string_view words, const TextStyle& style, float measure_mm,
                   float px_per_mm, Breaking breaking) {
    Paragraph paragraph;
    const float em = std::ceil(style.em * px_per_mm - 0.05F);
    paragraph.em_px = em;
    paragraph.bold = style.bold;
    paragraph.line_px = std::ceil(style.leading * em - 0.01F);
    paragraph.capital_mm = capital_per_em * em / px_per_mm;
    std::u32string text = decode(words);
    straighten_quotes(text);
    const std::vector<Glyph> glyphs = shape(fonts, text, style.bold, em);
    const std::vector<Unit> units = units_of(glyphs);
    const float measure = std::floor(measure_mm * px_per_mm + 0.01F);
    std::vector<Cut> cuts = fill(glyphs, units, measure, breaking, paragraph.overflows);

    // A last line of one or two characters looks like a mistake: narrow the measure a little while the number
    // of lines stays the same.
    float narrower = measure;
    while (cuts.size() > 1 && cuts.back().width < 2.5F * em && narrower > measure * 0.75F) {
        narrower -= em * 0.5F;
        bool ignored = false;
        std::vector<Cut> other = fill(glyphs, units, narrower, breaking, ignored);
        if (other.size() != cuts.size() || ignored != paragraph.overflows) break;
        cuts = std::move(other);
    }
    float widest = 0;
    for (const Cut& cut : cuts) {
        paragraph.lines.push_back(runs_of(glyphs, cut));
        widest = std::max(widest, cut.width);
    }
    paragraph.width_mm = widest / px_per_mm;
    paragraph.height_mm = paragraph.line_px * static_cast<float>(paragraph.lines.size()) / px_per_mm;
    return paragraph;
}

}  // namespace circle::screens::widgets
