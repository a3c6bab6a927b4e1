#include "tests/memory/forms.h"

#include <iconv.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <optional>

namespace circle::tests::memory {
namespace {

std::optional<std::string> converted(const std::string& utf8, const char* to) {
    iconv_t converter = iconv_open(to, "UTF-8");
    // NOLINTNEXTLINE(performance-no-int-to-ptr): iconv_open(3) says failure so
    if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
    std::string in = utf8;
    std::string out(utf8.size() * 4 + 16, '\0');
    char* from = in.data();
    std::size_t from_left = in.size();
    char* into = out.data();
    std::size_t into_left = out.size();
    const bool done = iconv(converter, &from, &from_left, &into, &into_left) != static_cast<std::size_t>(-1);
    iconv_close(converter);
    if (!done) return std::nullopt;
    out.resize(out.size() - into_left);
    return out;
}

unsigned byte(char letter) { return static_cast<unsigned char>(letter); }

std::string hex(const std::string& bytes, const char* digits, const char* between) {
    std::string text;
    for (const char letter : bytes) {
        if (!text.empty()) text += between;
        text += digits[byte(letter) >> 4];
        text += digits[byte(letter) & 15];
    }
    return text;
}

// The letters of Base64 that depend on these bytes alone when `lead` bytes of something else stand before them.
std::string base64(const std::string& bytes, std::size_t lead, const char* last_two) {
    const std::string alphabet =
        std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") + last_two;
    std::string text;
    const std::string whole = std::string(lead, '\0') + bytes;
    const std::size_t first = (lead * 8 + 5) / 6;
    const std::size_t end = whole.size() * 8 / 6;
    for (std::size_t letter = first; letter < end; ++letter) {
        unsigned value = 0;
        for (std::size_t bit = letter * 6; bit < letter * 6 + 6; ++bit)
            value = value << 1 | ((byte(whole[bit / 8]) >> (7 - bit % 8)) & 1U);
        text += alphabet[value];
    }
    return text;
}

std::string json_escaped(const std::string& utf16be, const char* format) {
    std::string text;
    for (std::size_t i = 0; i + 1 < utf16be.size(); i += 2) {
        const unsigned unit = byte(utf16be[i]) << 8 | byte(utf16be[i + 1]);
        char escape[8];
        if (unit < 0x80)
            text += static_cast<char>(unit);
        else
            text.append(escape, static_cast<std::size_t>(std::snprintf(escape, sizeof escape, format, unit)));
    }
    return text;
}

// What an even number of hexadecimal digits stands for; nothing for anything else.
std::string packed(std::string_view digits) {
    std::string bytes;
    if (digits.size() % 2 != 0 || digits.size() < 8) return {};
    const auto value = [](char digit) {
        if (digit >= '0' && digit <= '9') return digit - '0';
        if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
        return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
    };
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        const int high = value(digits[i]);
        const int low = value(digits[i + 1]);
        if (high < 0 || low < 0) return {};
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

}  // namespace

std::vector<Form> forms(std::string_view marker) {
    std::vector<Form> all;
    const auto add = [&](const std::string& encoding, const std::string& bytes) {
        if (!bytes.empty() && std::ranges::find(all, bytes, &Form::bytes) == all.end())
            all.push_back({encoding, bytes});
    };
    const std::string utf8(marker);
    const auto utf16be = converted(utf8, "UTF-16BE");
    const auto gb18030 = converted(utf8, "GB18030");
    if (!utf16be || !gb18030) return {};
    add("utf-8", utf8);
    add("gb18030", *gb18030);
    add("utf-16le", converted(utf8, "UTF-16LE").value_or(""));
    add("utf-16be", *utf16be);
    add("utf-32le", converted(utf8, "UTF-32LE").value_or(""));
    add("json-lower", json_escaped(*utf16be, "\\u%04x"));
    add("json-upper", json_escaped(*utf16be, "\\u%04X"));
    add("packed", packed(marker));
    for (const auto& [name, bytes] : {std::pair(" of utf-8", utf8), std::pair(" of gb18030", *gb18030)}) {
        const std::string of = name;
        add("hex-lower" + of, hex(bytes, "0123456789abcdef", ""));
        add("hex-upper" + of, hex(bytes, "0123456789ABCDEF", ""));
        add("hex-lower-spaced" + of, hex(bytes, "0123456789abcdef", " "));
        add("hex-upper-spaced" + of, hex(bytes, "0123456789ABCDEF", " "));
        add("percent-upper" + of, "%" + hex(bytes, "0123456789ABCDEF", "%"));
        add("percent-lower" + of, "%" + hex(bytes, "0123456789abcdef", "%"));
        for (std::size_t lead = 0; lead < 3; ++lead) {
            add("base64+" + std::to_string(lead) + of, base64(bytes, lead, "+/"));
            add("base64url+" + std::to_string(lead) + of, base64(bytes, lead, "-_"));
        }
    }
    return all;
}

}  // namespace circle::tests::memory
