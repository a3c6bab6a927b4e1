// Message ids that are never given twice: institution(12) + second(14) + terminal(2) + counter(2) (design §3
// "msgid").
//
// The second is the terminal's clock or, when that has been used, the next free one; it never goes back. A
// hundred ids share a second, then the next second is taken, so a burst runs ahead of the clock rather than
// repeating.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <tl/expected.hpp>

#include "kiosk/journal/high_water_mark.h"

namespace circle::relay {

class MessageIds {
  public:
    // Reserves durably the first free second at or after the given one (journal::HighWaterMark::reserve).
    using Reserve = std::function<tl::expected<std::int64_t, journal::JournalError>(std::int64_t at_least)>;

    MessageIds(std::string institution, int terminal, Reserve reserve);

    // `now`: seconds since 1970 UTC. Fails only when the mark cannot be raised; then nothing may be sent.
    tl::expected<std::string, journal::JournalError> next(std::int64_t now);

  private:
    std::string institution_;
    int terminal_;
    Reserve reserve_;
    std::int64_t second_ = -1;  // reserved by us; -1: none yet
    int used_ = 0;
};

}  // namespace circle::relay
