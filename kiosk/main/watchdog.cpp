#include "kiosk/main/watchdog.h"

#include <systemd/sd-daemon.h>

namespace circle {

Watchdog::Watchdog() {
    std::uint64_t usec = 0;
    if (sd_watchdog_enabled(0, &usec) > 0) interval_ms_ = static_cast<std::int64_t>(usec / 2000);
}

void Watchdog::ready() { sd_notify(0, "READY=1"); }

void Watchdog::ping(std::int64_t steady_ms) {
    if (interval_ms_ == 0 || (last_ms_ != 0 && steady_ms - last_ms_ < interval_ms_ / 2)) return;
    last_ms_ = steady_ms;
    sd_notify(0, "WATCHDOG=1");
}

void Watchdog::stopping() { sd_notify(0, "STOPPING=1"); }

}  // namespace circle
