#include "drivers/printer/text.h"

#include <iconv.h>

#include <algorithm>
#include <array>

namespace circle::drivers::printer {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// One character from the front of `text`; what is no UTF-8 costs one byte.
char32_t take(std::string_view& text) {
    const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(0);
    std::size_t length = 1;
    char32_t code = first;
    if (first >= 0xC2 && first < 0xE0) {
        length = 2;
        code = first & 0x1FU;
    } else if (first >= 0xE0 && first < 0xF0) {
        length = 3;
        code = first & 0x0FU;
    } else if (first >= 0xF0 && first < 0xF5) {
        length = 4;
        code = first & 0x07U;
    } else if (first >= 0x80) {
        text.remove_prefix(1);
        return kReplacement;
    }
    bool good = text.size() >= length;
    for (std::size_t i = 1; good && i < length; ++i) {
        good = (byte(i) & 0xC0U) == 0x80U;
        code = code << 6U | (byte(i) & 0x3FU);
    }
    constexpr std::array<char32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
    good = good && code >= kLeast[length] && code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF);
    text.remove_prefix(good ? length : 1);
    return good ? code : kReplacement;
}

bool in(char32_t code, char32_t from, char32_t to) { return code >= from && code <= to; }

bool is_dropped(char32_t c) {
    return (c < 0x20 && c != '\n') || in(c, 0x7F, 0x9F) || in(c, 0x200B, 0x200F) || in(c, 0x2028, 0x202E) ||
           in(c, 0x2060, 0x206F) || c == 0xFEFF || c == 0xAD;
}

bool is_mark(char32_t c) {
    return in(c, 0x300, 0x36F) || in(c, 0x20D0, 0x20FF) || in(c, 0xFE00, 0xFE0F) || in(c, 0xE0100, 0xE01EF);
}

// Letters, digits and signs of the scripts that are written in words.
bool is_word(char32_t c) { return c > 0x20 && c < 0x2000; }

constexpr std::u32string_view kNotFirst = U"。，、；：？！）》〉」』】〕〗”’…—～·％℃.,;:?!)]}%";
constexpr std::u32string_view kNotLast = U"（《〈「『【〔〖“‘￥([{$";

}  // namespace

std::vector<Cell> cells_of(std::string_view utf8) {
    std::vector<Cell> out;
    out.reserve(utf8.size());
    while (!utf8.empty()) {
        char32_t code = take(utf8);
        if (code == '\t' || code == 0xA0) code = ' ';
        if (is_dropped(code)) continue;
        out.push_back({code, is_mark(code) ? 0 : (code < 0x80 ? 1 : 2)});
    }
    return out;
}

std::string to_utf8(char32_t code) {
    std::string out;
    const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0U | code >> 6U);
        put(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        put(0xE0U | code >> 12U);
        put(0x80U | (code >> 6U & 0x3FU));
        put(0x80U | (code & 0x3FU));
    } else {
        put(0xF0U | code >> 18U);
        put(0x80U | (code >> 12U & 0x3FU));
        put(0x80U | (code >> 6U & 0x3FU));
        put(0x80U | (code & 0x3FU));
    }
    return out;
}

bool may_break(char32_t before, char32_t after) {
    if (after == ' ' || is_mark(after)) return false;  // blanks stay at the end of their line
    if (kNotFirst.find(after) != std::u32string_view::npos && before != ' ') return false;
    if (before == ' ') return true;
    if (kNotLast.find(before) != std::u32string_view::npos) return false;
    return !(is_word(before) && is_word(after));
}

std::optional<std::vector<std::uint8_t>> to_gbk(std::string_view utf8) {
    const iconv_t handle = iconv_open("GBK", "UTF-8");
    if (handle == reinterpret_cast<iconv_t>(-1)) return std::nullopt;  // NOLINT: iconv_open's own failure value
    std::string in(utf8);
    std::vector<std::uint8_t> out(utf8.size() + 1);  // never longer than UTF-8
    char* from = in.data();
    char* to = reinterpret_cast<char*>(out.data());
    std::size_t in_left = in.size();
    std::size_t out_left = out.size();
    const std::size_t replaced = iconv(handle, &from, &in_left, &to, &out_left);
    iconv_close(handle);
    if (replaced != 0 || in_left != 0) return std::nullopt;
    out.resize(out.size() - out_left);
    return out;
}

}  // namespace circle::drivers::printer
