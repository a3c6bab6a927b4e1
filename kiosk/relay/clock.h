// The two clocks of the relay, as one thing that a test can hold still.
#pragma once

#include <chrono>
#include <cstdint>

namespace circle::relay {

class Clock {
  public:
    virtual ~Clock() = default;
    virtual std::int64_t wall_ms() const = 0;  // since 1970 UTC; may jump either way
    virtual std::chrono::steady_clock::time_point steady() const = 0;
};

class SystemClock final : public Clock {
  public:
    std::int64_t wall_ms() const override {
        using namespace std::chrono;
        return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    }
    std::chrono::steady_clock::time_point steady() const override { return std::chrono::steady_clock::now(); }
};

}  // namespace circle::relay
