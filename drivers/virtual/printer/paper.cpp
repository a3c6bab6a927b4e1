#include "drivers/virtual/printer/paper.h"

#include <ft2build.h>
#include <png.h>
#include <qrencode.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <memory>
#include FT_FREETYPE_H

namespace circle::drivers::virtual_printer {
namespace {

constexpr int kCell = 24, kBaseline = 21, kLineGap = 6, kMostRows = 20000;
// Face 7: Noto Sans Mono CJK SC, Latin of half a cell, as printers have it.
constexpr const char* kFont = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
constexpr int kFace = 7;

FT_Face open_font() {
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    if (FT_Init_FreeType(&library) == 0 && FT_New_Face(library, kFont, kFace, &face) == 0)
        FT_Set_Pixel_Sizes(face, 0, kCell);
    return face;
}

FT_Face font() {
    static const FT_Face face = open_font();  // for the life of the program
    return face;
}

std::string utf8(char32_t c) {
    std::string out;
    const auto add = [&out](char32_t b) { out.push_back(static_cast<char>(b)); };
    if (c < 0x80) {
        add(c);
    } else if (c < 0x800) {
        add(0xC0U | c >> 6U), add(0x80U | (c & 63U));
    } else if (c < 0x10000) {
        add(0xE0U | c >> 12U), add(0x80U | (c >> 6U & 63U)), add(0x80U | (c & 63U));
    } else {
        add(0xF0U | c >> 18U), add(0x80U | (c >> 12U & 63U)), add(0x80U | (c >> 6U & 63U)),
            add(0x80U | (c & 63U));
    }
    return out;
}

int width_of(const Glyph& g) { return (g.kanji ? kCell : kCell / 2) * g.wide; }

}  // namespace

int Paper::line_width() const {
    int sum = 0;
    for (const Glyph& g : line_) sum += width_of(g);
    return sum;
}

int Paper::add_rows(int count) {
    const int first = rows();
    count = std::min(count, kMostRows - first);
    ink_.resize(ink_.size() + static_cast<std::size_t>(std::max(count, 0) * dots_));
    return first;
}

void Paper::ink(int x, int y) {
    if (x >= 0 && y >= 0 && x < dots_ && y < rows()) ink_[static_cast<std::size_t>(y * dots_ + x)] = 1;
}

void Paper::put(const Glyph& glyph) {
    if (line_width() + width_of(glyph) > dots_) feed(line_align_);
    line_.push_back(glyph);
}

void Paper::feed(Align align) {
    line_align_ = align;
    int high = 1;
    for (const Glyph& g : line_) high = std::max(high, g.high);
    const int top = add_rows(high * kCell + kLineGap);
    const int free = dots_ - line_width();
    int x = align == Align::Left ? 0 : (align == Align::Right ? free : free / 2);
    for (const Glyph& g : line_) {
        draw(g, x, top + high * kCell);
        x += width_of(g);
        text_ += utf8(g.code);
    }
    text_ += '\n';
    line_.clear();
}

void Paper::feed_lines(int count) {
    for (int i = 0; i < count; ++i) feed(Align::Left);
}

void Paper::draw(const Glyph& g, int x, int bottom) {
    const FT_Face face = font();
    const int top = bottom - g.high * kCell;
    const auto dot = [&](int dx, int dy) {  // of the cell, enlarged as printers do
        for (int i = 0; i < g.wide + (g.bold ? 1 : 0); ++i) {
            for (int j = 0; j < g.high; ++j) ink(x + dx * g.wide + i, top + dy * g.high + j);
        }
    };
    const int width = g.kanji ? kCell : kCell / 2;
    for (int i = 0; g.underline && i < width; ++i) dot(i, kCell - 1);
    if (face == nullptr || FT_Get_Char_Index(face, g.code) == 0 ||
        FT_Load_Char(face, g.code, FT_LOAD_RENDER) != 0) {
        for (int i = 2; i < width - 2; ++i) dot(i, 2), dot(i, kCell - 3);
        return;
    }
    const FT_GlyphSlot slot = face->glyph;
    const int left = (width - static_cast<int>(slot->advance.x / 64)) / 2 + slot->bitmap_left;
    for (int row = 0; row < static_cast<int>(slot->bitmap.rows); ++row) {
        for (int column = 0; column < static_cast<int>(slot->bitmap.width); ++column) {
            if (slot->bitmap.buffer[row * slot->bitmap.pitch + column] > 127)
                dot(left + column, kBaseline - slot->bitmap_top + row);
        }
    }
}

void Paper::picture(const std::vector<std::uint8_t>& data, int bytes_across, int count, Align align, int wide,
                    int high) {
    const int free = std::max(dots_ - bytes_across * 8 * wide, 0);
    const int left = align == Align::Left ? 0 : (align == Align::Right ? free : free / 2);
    const int top = add_rows(count * high);
    for (int y = 0; y < count * high; ++y) {
        for (int x = 0; x < bytes_across * 8 * wide; ++x) {
            const auto at = static_cast<std::size_t>(y / high * bytes_across + x / wide / 8);
            if (at < data.size() && (data[at] >> (7 - x / wide % 8) & 1) != 0) ink(left + x, top + y);
        }
    }
    text_ += "[raster " + std::to_string(bytes_across * 8) + "x" + std::to_string(count) + "]\n";
}

bool Paper::qr(const std::string& text, int module, char level, Align align) {
    constexpr QRecLevel kLevels[] = {QR_ECLEVEL_L, QR_ECLEVEL_M, QR_ECLEVEL_Q, QR_ECLEVEL_H};
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0,
                          kLevels[(level - '0') & 3]),
        QRcode_free);
    if (!code || code->width * module > dots_) return false;
    const int side = code->width * module;
    const int left = align == Align::Left ? 0 : (align == Align::Right ? dots_ - side : (dots_ - side) / 2);
    const int top = add_rows(side + 2 * kLineGap) + kLineGap;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            if ((code->data[y / module * code->width + x / module] & 1) != 0) ink(left + x, top + y);
        }
    }
    text_ += "[qr " + text + "]\n";
    return true;
}

bool Paper::cut() {
    constexpr int kMargin = 16;
    ++cuts_;
    char name[32];
    std::snprintf(name, sizeof name, "slip-%03d", cuts_);
    const int height = std::max(rows(), 1) + 2 * kMargin;
    const int width = dots_ + 2 * kMargin;
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width * height), 255);
    for (int y = 0; y < rows(); ++y) {
        for (int x = 0; x < dots_; ++x) {
            if (ink_[static_cast<std::size_t>(y * dots_ + x)] != 0)
                pixels[static_cast<std::size_t>((y + kMargin) * width + x + kMargin)] = 0;
        }
    }
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(width);
    image.height = static_cast<png_uint_32>(height);
    image.format = PNG_FORMAT_GRAY;
    const auto path = folder_ / name;
    std::ofstream(path.string() + ".txt") << text_;
    // Named last, so that who waits for the picture finds both whole.
    const std::string part = path.string() + ".part";
    const bool written = png_image_write_to_file(&image, part.c_str(), 0, pixels.data(), 0, nullptr) != 0;
    std::error_code error;
    std::filesystem::rename(part, path.string() + ".png", error);
    ink_.clear();
    text_.clear();
    line_.clear();
    return written && !error;
}

}  // namespace circle::drivers::virtual_printer
