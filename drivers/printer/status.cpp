#include "drivers/printer/status.h"

namespace circle::drivers::printer {
namespace {

constexpr std::uint8_t kXon = 0x11;
constexpr std::uint8_t kXoff = 0x13;

bool is_real_time(std::uint8_t b) { return (b & 0x93U) == 0x12U; }
bool is_group_first(std::uint8_t b) { return (b & 0x93U) == 0x10U; }
bool is_queued(std::uint8_t b) { return (b & 0x90U) == 0x00U; }
bool has(std::uint8_t b, unsigned bits) { return (b & bits) != 0; }

}  // namespace

std::optional<Token> StatusParser::take(std::uint8_t byte) {
    if (byte == kXon || byte == kXoff) {  // fits no other pattern, so it is flow control wherever it stands
        stopped_ = byte == kXoff;
        return std::nullopt;
    }
    switch (in_) {
        case In::Nothing:
            return begin(byte);
        case In::Group:
            return in_group(byte);
        case In::Id:
            return in_id(byte);
        case In::Text:
            break;
    }
    return in_text(byte);
}

void StatusParser::restart() {
    in_ = In::Nothing;
    stopped_ = false;
    held_ = 0;
    text_.clear();
}

std::optional<Token> StatusParser::begin(std::uint8_t byte) {
    in_ = In::Nothing;
    held_ = 0;
    text_.clear();
    if (is_real_time(byte)) return RealTime{byte};
    if (is_queued(byte)) return Queued{byte};
    if (is_group_first(byte)) {
        in_ = In::Group;
        bytes_[held_++] = byte;
    } else if (byte == 0x37) {
        in_ = In::Id;
    } else if (byte == 0x5F) {
        in_ = In::Text;
    }
    return std::nullopt;  // anything else is noise
}

std::optional<Token> StatusParser::in_group(std::uint8_t byte) {
    if (!is_queued(byte)) return begin(byte);  // the group was cut: what comes begins anew
    bytes_[held_++] = byte;
    if (held_ < 4) return std::nullopt;
    in_ = In::Nothing;
    return AutoStatus{{bytes_[0], bytes_[1], bytes_[2], bytes_[3]}};
}

std::optional<Token> StatusParser::in_id(std::uint8_t byte) {
    const bool fits = held_ == 0 ? byte == 0x22 : (held_ < 5 ? byte >= 0x20 && byte <= 0x7E : byte == 0x00);
    if (!fits) return begin(byte);
    if (held_ < 5) {
        bytes_[held_++] = byte;
        return std::nullopt;
    }
    in_ = In::Nothing;
    return ProcessId{{bytes_[1], bytes_[2], bytes_[3], bytes_[4]}};
}

std::optional<Token> StatusParser::in_text(std::uint8_t byte) {
    if (byte == 0) {
        in_ = In::Nothing;
        return Text{std::move(text_)};
    }
    if (byte < 0x20 || text_.size() == kLongestText) return begin(byte);
    text_.push_back(static_cast<char>(byte));
    return std::nullopt;
}

Condition read_real_time(const std::array<std::uint8_t, 4>& answers) {
    const auto [printer, reason, error, paper] = answers;
    Condition c;
    c.offline = has(printer, 0x08);
    c.cover_open = has(reason, 0x04);
    c.paper_out = has(reason, 0x20) || has(paper, 0x60);
    c.error = has(reason, 0x40);
    c.cutter = has(error, 0x08);
    c.broken = has(error, 0x20);
    c.error = c.error || has(error, 0x44);
    c.paper_low = has(paper, 0x0C);
    // Near end is both bits or none; one alone belongs to another question. So does 08 in the second answer,
    // unless a hand is on the feed button, which is no moment to trust either.
    c.odd = (has(paper, 0x0C) && (paper & 0x0CU) != 0x0CU) || has(reason, 0x08);
    return c;
}

Condition read_auto(const std::array<std::uint8_t, 4>& group) {
    const auto [first, second, third, fourth] = group;
    static_cast<void>(fourth);
    Condition c;
    c.offline = has(first, 0x08);
    c.cover_open = has(first, 0x20);
    c.cutter = has(second, 0x08);
    c.broken = has(second, 0x20);
    c.error = has(second, 0x45);
    c.paper_low = has(third, 0x03);
    c.paper_out = has(third, 0x0C);
    c.odd = has(first, 0x40);
    return c;
}

}  // namespace circle::drivers::printer
