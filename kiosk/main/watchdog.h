// Tells systemd that the main loop turns (sd_notify(3)). Pinged from the loop itself, never from a timer: a
// hung program must not ping. Does nothing where no service manager listens.
#pragma once

#include <cstdint>

namespace circle {

class Watchdog {
  public:
    Watchdog();
    void ready();
    void ping(std::int64_t steady_ms);  // rate limited to half of what the unit asks for
    void stopping();

  private:
    std::int64_t interval_ms_ = 0;  // 0: nobody listens
    std::int64_t last_ms_ = 0;
};

}  // namespace circle
