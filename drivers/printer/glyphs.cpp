// draw_line: text to dots with FreeType.
#include <ft2build.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "drivers/printer/raster.h"
#include "drivers/printer/text.h"
#include FT_FREETYPE_H

namespace circle::drivers::printer {
namespace {

constexpr int kCell = 24;         // dots of a Han, both ways (devices.md §4.4)
constexpr int kBaseline = 21;     // from the top of the cell
constexpr unsigned kBlack = 112;  // of 255: thin strokes of rare characters stay whole

struct Source {
    const char* path;
    int index;
};
// Face 7 of the Noto collection is Simplified Chinese with the Han of face 2 (the screens') and Latin of half a
// cell.
constexpr std::array<Source, 3> kSources{{
    {"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 7},
    {"/usr/share/fonts/truetype/hanazono/HanaMinB.ttf", 0},
    {"/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf", 0},
}};

class Fonts {
  public:
    Fonts() {
        if (FT_Init_FreeType(&library_) != 0) library_ = nullptr;
    }
    ~Fonts() {
        if (library_ != nullptr) FT_Done_FreeType(library_);  // with every face
    }
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;

    // The first face that has the character, at that size; null when none has.
    FT_Face face_for(char32_t code, int pixels) {
        for (std::size_t i = 0; i < kSources.size(); ++i) {
            const FT_Face face = open(i);
            if (face == nullptr || FT_Get_Char_Index(face, code) == 0) continue;
            FT_Set_Pixel_Sizes(face, 0, static_cast<FT_UInt>(pixels));
            return face;
        }
        return nullptr;
    }

  private:
    FT_Face open(std::size_t i) {
        if (library_ == nullptr || tried_[i]) return faces_[i];
        tried_[i] = true;
        if (FT_New_Face(library_, kSources[i].path, kSources[i].index, &faces_[i]) != 0) faces_[i] = nullptr;
        return faces_[i];
    }

    FT_Library library_ = nullptr;
    std::array<FT_Face, kSources.size()> faces_{};
    std::array<bool, kSources.size()> tried_{};
};

struct Box {
    int x, y, width;
};

// Draws a glyph with its middle in the middle of the box; false when no font has it.
bool draw_glyph(Bitmap& out, Fonts& fonts, char32_t code, int pixels, Box box, int baseline) {
    const FT_Face face = fonts.face_for(code, pixels);
    if (face == nullptr || FT_Load_Char(face, code, FT_LOAD_RENDER) != 0) return false;
    const FT_GlyphSlot slot = face->glyph;
    const int advance = static_cast<int>(slot->advance.x / 64);
    const int left = box.x + (box.width - advance) / 2 + slot->bitmap_left;
    const int top = box.y + baseline - slot->bitmap_top;
    for (int y = 0; y < static_cast<int>(slot->bitmap.rows); ++y) {
        for (int x = 0; x < static_cast<int>(slot->bitmap.width); ++x) {
            if (slot->bitmap.buffer[y * slot->bitmap.pitch + x] >= kBlack) out.set(left + x, top + y);
        }
    }
    return true;
}

void draw_code_point(Bitmap& out, Fonts& fonts, char32_t code, Box box, int scale) {
    const int size = kCell * scale;
    for (int i = 1; i < size - 1; ++i) {
        for (const int edge : {1, size - 2}) {
            out.set(box.x + i, box.y + edge);
            out.set(box.x + edge, box.y + i);
        }
    }
    std::array<char, 12> digits{};
    std::snprintf(digits.data(), digits.size(), "%06X", static_cast<unsigned>(code));
    for (int i = 0; i < 6; ++i) {  // two rows of three
        const Box at{box.x + (3 + i % 3 * 6) * scale, box.y + (i < 3 ? 2 : 12) * scale, 6 * scale};
        draw_glyph(out, fonts, static_cast<unsigned char>(digits[static_cast<std::size_t>(i)]), 10 * scale, at,
                   9 * scale);
    }
}

}  // namespace

Bitmap draw_line(const Line& line, int dots_across) {
    const int scale = line.large ? 2 : 1;
    const std::vector<Cell> cells = cells_of(line.text);
    int columns = 0;
    for (const Cell& cell : cells) columns += cell.columns;
    const int half = kCell / 2 * scale;
    const int free = std::max(dots_across - columns * half, 0);
    int x = line.align == Align::Left ? 0 : (line.align == Align::Right ? free : free / 2);
    Bitmap out(dots_across / 8, kCell * scale);
    Fonts fonts;
    for (const Cell& cell : cells) {
        const Box box{x, 0, cell.columns * half};
        x += box.width;
        if (cell.columns == 0 || cell.code == ' ')
            continue;  // a mark that combines chooses a shape we do not have
        const bool drawn = draw_glyph(out, fonts, cell.code, kCell * scale, box, kBaseline * scale);
        if (!drawn) draw_code_point(out, fonts, cell.code, box, scale);
    }
    if (!line.bold) return out;
    Bitmap bold = out;
    for (int y = 0; y < out.rows; ++y) {
        for (int column = 0; column < dots_across; ++column) {
            if (out.get(column, y)) bold.set(column + 1, y);
        }
    }
    return bold;
}

}  // namespace circle::drivers::printer
