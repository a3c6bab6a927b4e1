#include "kiosk/relay/clock_offset.h"

namespace circle::relay {
namespace {

// The Date header counts whole seconds; a smaller step could not be the cause of a refusal.
constexpr std::chrono::milliseconds kSmallestStep{1000};

}  // namespace

void ClockOffset::learn(std::int64_t platform_ms, std::int64_t sent_ms, std::int64_t received_ms) {
    measured_ = std::chrono::milliseconds(platform_ms - (sent_ms + received_ms) / 2);
}

bool ClockOffset::follow() {
    if (std::chrono::abs(measured_) > furthest_) return false;
    if (std::chrono::abs(measured_ - applied_) < kSmallestStep) return false;
    applied_ = measured_;
    return true;
}

}  // namespace circle::relay
