#include "kiosk/relay/message_id.h"

#include <algorithm>
#include <utility>

#include "kiosk/relay/wire_time.h"

namespace circle::relay {
namespace {

constexpr int kPerSecond = 100;

std::string two_digits(int value) {
    return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

}  // namespace

MessageIds::MessageIds(std::string institution, int terminal, Reserve reserve)
    : institution_(std::move(institution)), terminal_(terminal), reserve_(std::move(reserve)) {}

tl::expected<std::string, journal::JournalError> MessageIds::next(std::int64_t now) {
    // A clock that went back stays on the reserved second; only a later one or a full one asks for another.
    if (second_ < 0 || now > second_ || used_ >= kPerSecond) {
        const auto reserved = reserve_(std::max(now, second_ + 1));
        if (!reserved) return tl::unexpected(reserved.error());
        second_ = *reserved;
        used_ = 0;
    }
    return institution_ + compact_second(second_) + two_digits(terminal_) + two_digits(used_++);
}

}  // namespace circle::relay
