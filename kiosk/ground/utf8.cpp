#include "kiosk/ground/utf8.h"

#include <cstdint>

namespace circle {
namespace {

struct Decoded {
    std::uint32_t code = 0;
    std::size_t size = 0;  // 0: not valid
};

Decoded decode(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
    if (size == 0 || lead > 0xF4 || text.size() < size) return {};
    std::uint32_t code = lead & (0x7Fu >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return {};
        code = (code << 6) | (byte(i) & 0x3Fu);
    }
    const std::uint32_t least = size == 2 ? 0x80 : size == 3 ? 0x800 : 0x10000;
    if (code < least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
    return {code, size};
}

bool unfit(std::uint32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x200B && code <= 0x200F) ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF;
}

}  // namespace

std::optional<std::vector<std::string_view>> characters(std::string_view text) {
    std::vector<std::string_view> all;
    while (!text.empty()) {
        const auto [code, size] = decode(text);
        if (size == 0) return std::nullopt;
        all.push_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return all;
}

std::string presentable(std::string_view foreign, std::size_t limit) {
    std::string fit;
    for (std::size_t count = 0; !foreign.empty() && count < limit;) {
        const auto [code, size] = decode(foreign);
        if (size == 0) {
            fit += "\xEF\xBF\xBD";
            foreign.remove_prefix(1);
            ++count;
            continue;
        }
        if (!unfit(code)) {
            fit += foreign.substr(0, size);
            ++count;
        }
        foreign.remove_prefix(size);
    }
    return fit;
}

}  // namespace circle
