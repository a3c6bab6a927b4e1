#include "kiosk/ground/money.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace circle {

std::optional<std::int64_t> parse_yuan(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const auto dot = text.find('.');
    const auto whole = text.substr(0, dot);
    auto cents = dot == std::string_view::npos ? std::string_view{} : text.substr(dot + 1);
    const auto digits_only = [](std::string_view part) {
        return std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    // 16,2 is the longest amount the interface knows (platform-interface.md §4): 14 digits before the point.
    if (whole.empty() || whole.size() > 14 || !digits_only(whole) || !digits_only(cents)) return std::nullopt;
    if (dot != std::string_view::npos && cents.empty()) return std::nullopt;
    while (cents.size() > 2) {
        if (cents.back() != '0') return std::nullopt;
        cents.remove_suffix(1);
    }
    std::int64_t fen = 0;
    std::from_chars(whole.data(), whole.data() + whole.size(), fen);
    fen *= 100;
    if (!cents.empty()) fen += std::int64_t{10} * (cents[0] - '0');
    if (cents.size() == 2) fen += cents[1] - '0';
    return negative ? -fen : fen;
}

std::string format_yuan(std::int64_t fen) {
    const bool negative = fen < 0;
    const auto magnitude = negative ? 0 - static_cast<std::uint64_t>(fen) : static_cast<std::uint64_t>(fen);
    auto whole = std::to_string(magnitude / 100);
    for (auto at = static_cast<std::ptrdiff_t>(whole.size()) - 3; at > 0; at -= 3) {
        whole.insert(static_cast<std::size_t>(at), ",");
    }
    return fmt::format("{}{}.{:02}", negative ? "-" : "", whole, magnitude % 100);
}

}  // namespace circle
