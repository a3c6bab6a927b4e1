// What the terminal shows and keeps on the line: its certificate, key, the bureau's CA and the gateway's
// secret, checked at start so that a fault is named with its file then, and not as a handshake error at the
// first visit.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>

#include "kiosk/relay/relay.h"

namespace circle::relay {

struct Credentials {
    std::string secret;  // never in a log, an error text or an event
    int certificate_days =
        0;  // whole days left at `now`, negative when it is over: the bureau decides, we only tell
};

// The error is one line "file: reason".
tl::expected<Credentials, std::string> read_credentials(const Settings& settings, std::int64_t now_seconds);

}  // namespace circle::relay
