// What reaches the supervisor.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>

#include "drivers/printer/conversation.h"
#include "drivers/printer/slip.h"
#include "drivers/threads/mailbox.h"

namespace circle::drivers::printer {

struct Report {  // of one job
    bool reached = false;
    bool lost = false;                    // reached, and the line broke
    Trouble unreachable = Trouble::Gone;  // why it was not reached
    std::optional<Condition> condition;   // the last that the printer told
    std::optional<Outcome> outcome;       // with a slip
    Known known;
};

struct Submit {
    std::uint64_t request;
    Slip slip;
};
struct Cancel {
    std::uint64_t request;
};
struct Finished {
    std::uint64_t job;
    Report report;
};
struct Stop {};
using Message = std::variant<Submit, Cancel, Finished, Stop>;

using Mailbox = drivers::Mailbox<Message>;

}  // namespace circle::drivers::printer
