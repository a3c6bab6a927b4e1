#include "drivers/card/gb18030.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace circle::drivers::card {
namespace {

constexpr std::size_t kNameLimit = 255;

// The 18 characters that GB 18030-2022 moved out of the private use area (its table of changes against 2005).
struct Moved {
    char32_t private_use, assigned;
};
constexpr std::array<Moved, 18> kMoved{{
    {0xE78D, 0xFE10},
    {0xE78E, 0xFE12},
    {0xE78F, 0xFE11},
    {0xE790, 0xFE13},
    {0xE791, 0xFE14},
    {0xE792, 0xFE15},
    {0xE793, 0xFE16},
    {0xE794, 0xFE17},
    {0xE795, 0xFE18},
    {0xE796, 0xFE19},
    {0xE81E, 0x9FB4},
    {0xE826, 0x9FB5},
    {0xE82B, 0x9FB6},
    {0xE82C, 0x9FB7},
    {0xE832, 0x9FB8},
    {0xE843, 0x9FB9},
    {0xE854, 0x9FBA},
    {0xE864, 0x9FBB},
}};

// The four-byte codes that the same characters had in 2005. The 2022 table gave them away, and some iconv know
// only one.
struct FourByte {
    std::array<std::uint8_t, 4> first;
    char32_t assigned;
    unsigned count;
};
constexpr std::array<FourByte, 2> kFourByte{
    {{{0x82, 0x35, 0x90, 0x37}, 0x9FB4, 8}, {{0x84, 0x31, 0x82, 0x36}, 0xFE10, 10}}};

unsigned linear(ByteView four) {
    return ((four[0] - 0x81U) * 10 + (four[1] - 0x30U)) * 1260 + (four[2] - 0x81U) * 10 + (four[3] - 0x30U);
}

bool is_four_byte(ByteView b) {
    const auto lead = [](std::uint8_t x) { return x >= 0x81 && x <= 0xFE; };
    const auto digit = [](std::uint8_t x) { return x >= 0x30 && x <= 0x39; };
    return b.size() >= 4 && lead(b[0]) && digit(b[1]) && lead(b[2]) && digit(b[3]);
}

char32_t from_2005(ByteView bytes) {  // 0 when it is none of them
    if (!is_four_byte(bytes)) return 0;
    for (const FourByte& range : kFourByte) {
        const unsigned offset = linear(bytes) - linear(range.first);
        if (offset < range.count) return range.assigned + offset;
    }
    return 0;
}

bool is_private_use(char32_t c) {
    return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0xFFFFD) || (c >= 0x100000 && c <= 0x10FFFD);
}

class Converter {
  public:
    Converter() : handle_(iconv_open("UTF-32LE", "GB18030")) {}
    ~Converter() {
        if (valid()) iconv_close(handle_);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    bool valid() const { return handle_ != invalid(); }

    // Converts as far as it goes; `used` says how far.
    std::u32string convert(ByteView bytes, std::size_t& used) {
        std::array<char, kNameLimit> in{};
        std::ranges::copy(bytes, in.begin());
        std::array<unsigned char, kNameLimit * 4> out{};
        char* from = in.data();
        char* to = reinterpret_cast<char*>(out.data());
        std::size_t in_left = bytes.size(), out_left = out.size();
        iconv(handle_, nullptr, nullptr, nullptr, nullptr);
        iconv(handle_, &from, &in_left, &to, &out_left);
        used = bytes.size() - in_left;
        std::u32string text;
        for (std::size_t i = 0; i + 4 <= out.size() - out_left; i += 4) {
            text.push_back(static_cast<char32_t>(out[i]) | static_cast<char32_t>(out[i + 1]) << 8 |
                           static_cast<char32_t>(out[i + 2]) << 16 | static_cast<char32_t>(out[i + 3]) << 24);
        }
        return text;
    }

  private:
    static iconv_t invalid() {
        return reinterpret_cast<iconv_t>(-1);
    }  // NOLINT: iconv_open's own failure value
    iconv_t handle_;
};

void append_utf8(std::string& out, char32_t c) {
    const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | c >> 6);
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | c >> 12);
        put(0x80 | (c >> 6 & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | c >> 18);
        put(0x80 | (c >> 12 & 0x3F));
        put(0x80 | (c >> 6 & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

}  // namespace

Decoded decode_gb18030(ByteView bytes) {
    Converter converter;
    Decoded out;
    out.complete = converter.valid() && bytes.size() <= kNameLimit;
    bytes = bytes.first(std::min(bytes.size(), kNameLimit));
    while (!bytes.empty()) {
        std::size_t used = 0;
        const std::u32string part = converter.valid() ? converter.convert(bytes, used) : std::u32string{};
        for (char32_t c : part) {
            const auto* moved = std::ranges::find(kMoved, c, &Moved::private_use);
            if (moved != kMoved.end()) c = moved->assigned;
            if (is_private_use(c) || c < 0x20) {
                out.complete = false;
                if (c < 0x20) c = 0xFFFD;
            }
            append_utf8(out.utf8, c);
        }
        bytes = bytes.subspan(used);
        if (const char32_t c = from_2005(bytes)) {
            append_utf8(out.utf8, c);
            bytes = bytes.subspan(4);
        } else if (!bytes.empty()) {  // one byte that fits nowhere: show that it is there, go on behind it
            append_utf8(out.utf8, 0xFFFD);
            out.complete = false;
            bytes = bytes.subspan(1);
        }
    }
    return out;
}

}  // namespace circle::drivers::card
