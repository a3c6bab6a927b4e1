// What is known of a slip from what was seen of it (devices.md §4.3). Pure.
#pragma once

#include <optional>

#include "drivers/contract/contract.h"
#include "drivers/printer/faults.h"
#include "drivers/printer/status.h"

namespace circle::drivers::printer {

struct Evidence {
    bool reached = false;    // the wire was opened
    bool answers = false;    // the printer is known to answer questions of status
    bool withdrawn = false;  // cancelled before the first byte
    bool lost = false;       // the line broke
    bool held = false;       // it said XOFF and never XON, before the first byte
    bool sent_any = false;   // a byte of the slip may have left
    bool fence = false;      // the fence behind its last byte was answered
    std::optional<Condition> before, after;
};

struct Outcome {
    Certainty certainty = Certainty::Unknown;
    Trouble trouble = Trouble::None;  // None with Done alone
};

// Whether the slip may be sent at all, by what the printer says of itself; None: it may.
Trouble trouble_of(const Condition& condition);
Outcome decide(const Evidence& evidence);

}  // namespace circle::drivers::printer
