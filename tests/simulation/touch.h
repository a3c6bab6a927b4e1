// What the world knows of each touch on "send", and of each transmission that came of it. The program sees none
// of this.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/transaction/table.h"

namespace circle::simulation {

using transaction::Class;
using transaction::State;

struct Transmission {
    std::string message_id;
    int arrivals = 0;
    bool does = false;  // the platform has done it, or will
    std::int64_t does_ms = 0;
};

struct Touch {
    std::uint64_t matter = 0;
    Class kind = Class::Filing;
    std::string transaction, person, code;
    std::string referral;                    // of a filing, and of the filing that an undoing takes back
    std::string handle;                      // of an undoing: the number of that filing
    std::string key;                         // of a local case
    std::string original_message;            // of a reversal
    std::optional<std::int64_t> foreign_ms;  // an equal row from another channel stands since then
    std::vector<Transmission> sent;

    State told = State::Drafted;   // the last thing that was told
    State known = State::Drafted;  // what the process that runs now takes it for
    std::string reason;
    bool dropped = false;  // told that nothing was recorded and nothing will be sent
    std::string number;    // the platform's, where she was told
    bool undone = false;   // an undoing of it has been asked for
    bool rated = false;

    // Whether she has acknowledged how it ended; Tried: the journal did not say that it has kept that.
    enum class Acknowledged { No, Tried, Kept };
    Acknowledged acknowledged = Acknowledged::No;
};

using Touches = std::map<std::uint64_t, Touch>;

}  // namespace circle::simulation
