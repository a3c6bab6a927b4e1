// Is the line there? Decided from what calls and probes met; a pure value, told the time.
//
// Any HTTP reply and any finished handshake is a contact. After `interval` without one, and at once after
// something doubtful (a time-out, a closed line), a probe is due: it answers within kProbeLimit, so the end of
// a line is known in interval + kProbeLimit. One slow reply is therefore never "down": only a failed connection
// is.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace circle::relay {

inline constexpr std::chrono::milliseconds kProbeLimit{1500};

class LineWatch {
  public:
    using Time = std::chrono::steady_clock::time_point;

    LineWatch(std::chrono::milliseconds interval, Time now) : interval_(interval), last_look_(now) {}

    void replied(Time now);      // an HTTP reply of any status
    void shook_hands(Time now);  // a probe's handshake
    void doubtful() { in_doubt_ = true; }
    void not_reached(Time now, std::string reason);
    void probe_started(Time now);

    Time next_probe() const { return in_doubt_ ? Time::min() : last_look_ + interval_; }

    std::optional<bool> up() const { return up_; }  // nothing: not known yet
    const std::string& reason() const { return reason_; }

  private:
    std::chrono::milliseconds interval_;
    Time last_look_;
    bool in_doubt_ = false;
    // The server does not take our certificate. With TLS 1.3 a handshake alone succeeds all the same, so only a
    // reply ends this state, or the line would seem to come and go with every probe.
    bool barred_ = false;
    std::optional<bool> up_;
    std::string reason_;
};

}  // namespace circle::relay
