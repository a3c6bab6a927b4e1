// An open wire to a printer. One thread; each call waits until its deadline at most, and less when the watch
// says stop.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "drivers/printer/bytes.h"
#include "drivers/printer/faults.h"
#include "drivers/printer/printer.h"
#include "drivers/printer/watch.h"

namespace circle::drivers::printer {

using Clock = std::chrono::steady_clock;

class Link {
  public:
    virtual ~Link() = default;  // closes; what was accepted still goes out
    Link() = default;
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;

    // What has come, at most 512 bytes; empty when the deadline came first; none when the line is lost.
    virtual std::optional<Bytes> read(Clock::time_point until) = 0;
    // How many bytes were accepted, 0 when the deadline came first; none when the line is lost and no byte was
    // accepted.
    virtual std::optional<std::size_t> write(ByteView bytes, Clock::time_point until) = 0;
    virtual void drain(Clock::time_point until) = 0;  // before closing, where the wire would drop what waits
    virtual void abort() = 0;                         // what has not left yet never will
};

tl::expected<std::unique_ptr<Link>, Trouble> open_link(const Wire& wire, const Watch& watch,
                                                       Clock::time_point until);

std::string describe(const Wire& wire);  // "tcp:127.0.0.1:9100"

}  // namespace circle::drivers::printer
