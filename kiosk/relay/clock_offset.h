// How far the platform's clock is from ours, as its replies tell. Hints: they never set our clock, are believed
// only within the profile's bound, and are applied only after the platform has refused a request by its clock.
#pragma once

#include <chrono>
#include <cstdint>

namespace circle::relay {

class ClockOffset {
  public:
    explicit ClockOffset(std::chrono::milliseconds furthest) : furthest_(furthest) {}

    // The platform's time in a reply, and our wall clock before sending and after receiving.
    void learn(std::int64_t platform_ms, std::int64_t sent_ms, std::int64_t received_ms);

    std::chrono::milliseconds measured() const { return measured_; }  // as learnt, believed or not
    std::chrono::milliseconds applied() const { return applied_; }

    // After a refusal by clock: sign with what was learnt from now on. False when that would change nothing, so
    // that asking again would only be refused again.
    bool follow();

  private:
    std::chrono::milliseconds furthest_;
    std::chrono::milliseconds measured_{0};
    std::chrono::milliseconds applied_{0};
};

}  // namespace circle::relay
