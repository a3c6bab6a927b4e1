// What the machine makes of each command (devices.md §4.1). A step looks at the front of what is waiting and
// says how many bytes it used; 0 when the command is not all there.
#include <iconv.h>

#include <algorithm>
#include <array>

#include "drivers/virtual/printer/machine.h"

namespace circle::drivers::virtual_printer {
namespace {

constexpr int kTearLines = 5;  // without a cutter such a feed ends a slip
constexpr std::size_t kMostRaster = 1 << 22;

// One character of GB18030; 0 when it is none.
char32_t from_gb18030(const std::uint8_t* bytes, std::size_t count) {
    static const iconv_t handle = iconv_open("UTF-32LE", "GB18030");  // for the life of the program
    std::array<char, 4> in{};
    std::copy_n(bytes, count, in.begin());
    std::array<unsigned char, 8> out{};
    char* from = in.data();
    char* to = reinterpret_cast<char*>(out.data());
    std::size_t in_left = count, out_left = out.size();
    iconv(handle, nullptr, nullptr, nullptr, nullptr);
    if (iconv(handle, &from, &in_left, &to, &out_left) != 0 || out_left != 4) return 0;
    return static_cast<char32_t>(out[0]) | static_cast<char32_t>(out[1]) << 8U |
           static_cast<char32_t>(out[2]) << 16U;
}

int clamp_size(unsigned nibble) { return static_cast<int>(nibble & 7U) + 1; }

}  // namespace

std::size_t Machine::unknown(std::size_t bytes) {
    ++unknown_;
    return bytes;
}

std::size_t Machine::step() {
    switch (at(0)) {
        case 0x0A:
            paper_.feed(style_.align);
            style_.kanji = style_.kanji_next;
            return 1;
        case 0x1B:
            return have(2) ? escape() : 0;
        case 0x1C:
            return have(2) ? kanji_command() : 0;
        case 0x1D:
            return have(2) ? group() : 0;
        case 0x0D:
        case 0x00:
            return 1;
        default:
            return at(0) < 0x20 ? unknown(1) : letter();
    }
}

Glyph Machine::glyph(char32_t code, bool kanji) const {
    return {.code = code,
            .kanji = kanji,
            .wide = kanji ? style_.kanji_wide : style_.wide,
            .high = kanji ? style_.kanji_high : style_.high,
            .bold = style_.bold,
            .underline = style_.underline};
}

std::size_t Machine::letter() {
    const std::uint8_t first = at(0);
    if (first < 0x80 || !style_.kanji) {
        paper_.put(glyph(first < 0x80 ? first : U'?', false));
        return 1;
    }
    if (!have(2)) return 0;
    const bool four = at(1) >= 0x30 && at(1) <= 0x39;
    const std::size_t count = four ? 4 : 2;
    if (!have(count)) return 0;
    std::array<std::uint8_t, 4> bytes{};
    for (std::size_t i = 0; i < count; ++i) bytes[i] = at(i);
    const char32_t code = from_gb18030(bytes.data(), count);
    if (code == 0) return unknown(1);
    paper_.put(glyph(code, true));
    return count;
}

std::size_t Machine::escape() {
    if (at(1) == 0x40) {
        reset();
        return 2;
    }
    if (!have(3)) return 0;
    const std::uint8_t n = at(2);
    switch (at(1)) {
        case 0x61:
            style_.align = n % 48 == 1 ? Align::Centre : (n % 48 == 2 ? Align::Right : Align::Left);
            return 3;
        case 0x45:
            style_.bold = (n & 1U) != 0;
            return 3;
        case 0x2D:
            style_.underline = n % 48 != 0;
            return 3;
        case 0x64:
            paper_.feed_lines(n);
            style_.kanji = style_.kanji_next;
            if (!model_.cutter && n >= kTearLines) paper_.cut();
            return 3;
        case 0x74:
            return 3;
        default:
            return unknown(2);
    }
}

std::size_t Machine::kanji_command() {
    switch (at(1)) {
        case 0x26:
            style_.kanji_next = true;
            return 2;
        case 0x2E:
            style_.kanji = style_.kanji_next = false;
            return 2;
        case 0x21:
            if (!have(3)) return 0;
            style_.kanji_wide = (at(2) & 0x04U) != 0 ? 2 : 1;
            style_.kanji_high = (at(2) & 0x08U) != 0 ? 2 : 1;
            return 3;
        case 0x57:
            if (!have(3)) return 0;
            style_.kanji_wide = style_.kanji_high = (at(2) & 1U) != 0 ? 2 : 1;
            return 3;
        case 0x53:
            return have(4) ? 4 : 0;
        case 0x28:
            return parenthesis();
        default:
            return unknown(2);
    }
}

std::size_t Machine::group() {
    if (at(1) == 0x28) return parenthesis();
    if (at(1) == 0x76) return raster();
    if (!have(3)) return 0;
    const std::uint8_t n = at(2);
    switch (at(1)) {
        case 0x21:
            style_.wide = clamp_size(n >> 4U);
            style_.high = clamp_size(n);
            return 3;
        case 0x56:
            if (n < 0x41) {
                if (model_.cutter) cut();
                return 3;
            }
            if (!have(4)) return 0;
            if (model_.cutter) cut();
            return 4;
        case 0x49: {
            const std::string& words = n == 66 ? model_.maker : model_.name;
            Octets text(words.size() + 2);
            text.front() = 0x5F;
            std::copy(words.begin(), words.end(), text.begin() + 1);
            if (!model_.maker.empty() && n >= 65 && n <= 69) say(text);
            return 3;
        }
        case 0x72:
            if (faults_.asb_mixed) say(auto_status());
            if (!faults_.no_fence && (n == 1 || n == 49)) say({auto_status()[2]});
            if (faults_.asb_mixed) say(auto_status());
            return 3;
        case 0x61:
            auto_on_ = n != 0;
            if (auto_on_) say(auto_status());
            return 3;
        default:
            return unknown(2);
    }
}

std::size_t Machine::parenthesis() {  // 1C or 1D 28 letter pL pH parameters
    if (!have(5)) return 0;
    const std::size_t count = at(3) + 256U * at(4);
    if (!have(5 + count)) return 0;
    const Octets parameters(waiting_.begin() + 5, waiting_.begin() + 5 + static_cast<std::ptrdiff_t>(count));
    if (at(0) == 0x1D && at(2) == 0x6B) {
        two_dimensional(parameters);
    } else if (at(0) == 0x1D && at(2) == 0x48 && count == 6 && !faults_.no_fence) {
        if (faults_.asb_mixed) say(auto_status());
        say({0x37, 0x22, parameters[2], parameters[3], parameters[4], parameters[5], 0x00});
    }
    return 5 + count;
}

void Machine::two_dimensional(const Octets& p) {
    if (p.size() < 3 || p[0] != 0x31) return;
    if (p[1] == 0x43) qr_module_ = std::clamp<int>(p[2], 1, 16);
    if (p[1] == 0x45) qr_level_ = static_cast<char>(p[2]);
    if (p[1] == 0x50) qr_data_.assign(p.begin() + 3, p.end());
    if (p[1] == 0x51 && (!paper_.line_is_empty() || !paper_.qr(qr_data_, qr_module_, qr_level_, style_.align)))
        unknown(0);
}

std::size_t Machine::raster() {  // 1D 76 30 m xL xH yL yH data
    if (!have(8)) return 0;
    const std::size_t across = at(4) + 256U * at(5), rows = at(6) + 256U * at(7);
    const std::size_t count = across * rows;
    if (at(2) != 0x30 || count > kMostRaster) return unknown(2);
    if (!have(8 + count)) return 0;
    const Octets data(waiting_.begin() + 8, waiting_.begin() + 8 + static_cast<std::ptrdiff_t>(count));
    const unsigned mode = at(3) & 3U;
    paper_.picture(data, static_cast<int>(across), static_cast<int>(rows), style_.align,
                   (mode & 1U) != 0 ? 2 : 1, (mode & 2U) != 0 ? 2 : 1);
    return 8 + count;
}

}  // namespace circle::drivers::virtual_printer
