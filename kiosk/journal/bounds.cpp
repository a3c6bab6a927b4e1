#include "kiosk/journal/bounds.h"

#include <algorithm>
#include <charconv>

namespace circle::journal {
namespace {

constexpr std::size_t kPadding = 128;
constexpr std::size_t kLongestRating = 2048;
constexpr std::size_t kMostReasons = 16;

bool lower(char c) { return c >= 'a' && c <= 'z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return lower(c) || (c >= 'A' && c <= 'Z'); }

template <typename Allowed>
bool within(std::string_view text, std::size_t least, std::size_t most, Allowed allowed) {
    return text.size() >= least && text.size() <= most && std::ranges::all_of(text, allowed);
}

bool word(std::string_view text) {
    return within(text, 1, 20, [](char c) { return lower(c) || c == '_'; });
}
bool token(std::string_view text, std::size_t least) {
    return within(text, least, 40, [](char c) { return lower(c) || digit(c) || c == '_' || c == '.'; });
}
bool name(std::string_view text, std::size_t most) {
    return within(text, 1, most,
                  [](char c) { return letter(c) || digit(c) || c == '_' || c == '.' || c == '-'; });
}

// The next line without its end; nothing when there is no whole line left.
std::optional<std::string_view> take_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return {};
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

template <typename Number>
bool number(std::optional<std::string_view> line, Number& value) {
    if (!line) return false;
    const auto [end, fault] = std::from_chars(line->data(), line->data() + line->size(), value);
    return fault == std::errc() && end == line->data() + line->size();
}

}  // namespace

std::string_view fault_of(const Row& row) {
    if (!word(row.state)) return "state";
    if (!word(row.kind)) return "kind";
    if (!name(row.transaction, 20)) return "transaction";
    if (!within(row.message_id, 0, 40, [](char c) { return letter(c) || digit(c); })) return "message_id";
    if (row.tries < 0) return "tries";
    if (!token(row.reason, 0)) return "reason";
    if (row.content && row.content->size() > kLongestContent) return "content";
    return {};
}

std::string_view fault_of(const Rating& rating) {
    if (!name(rating.subject, 64)) return "subject";
    if (rating.grade < 1 || rating.grade > 5) return "grade";
    if (rating.reasons.size() > kMostReasons) return "reasons";
    if (!std::ranges::all_of(rating.reasons, [](const std::string& reason) { return token(reason, 1); }))
        return "reasons";
    return {};
}

std::string encode_rating(const Rating& rating) {
    std::string bytes = "1\n" + std::to_string(rating.grade) + '\n' + std::to_string(rating.at_ms) + '\n' +
                        rating.subject + '\n';
    for (const std::string& reason : rating.reasons) bytes += reason + '\n';
    bytes.append((kPadding - bytes.size() % kPadding) % kPadding, '\n');
    return bytes;
}

std::optional<Rating> decode_rating(std::string_view bytes) {
    if (bytes.size() > kLongestRating) return {};
    std::string_view rest = bytes;
    Rating rating;
    if (take_line(rest) != "1" || !number(take_line(rest), rating.grade) ||
        !number(take_line(rest), rating.at_ms))
        return {};
    const auto subject = take_line(rest);
    if (!subject) return {};
    rating.subject = *subject;
    for (auto line = take_line(rest); line && !line->empty(); line = take_line(rest))
        rating.reasons.emplace_back(*line);
    // Said again it must be the same bytes: nothing is skipped, nothing is read in two ways.
    if (!fault_of(rating).empty() || encode_rating(rating) != bytes) return {};
    return rating;
}

}  // namespace circle::journal
