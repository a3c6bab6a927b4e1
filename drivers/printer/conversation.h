// What is said to a printer on one open wire: the probe, questions of status, a slip and its fence (devices.md
// §4.3). It knows bytes and deadlines, not what they mean for a request.
#pragma once

#include <functional>
#include <string>

#include "drivers/printer/encoder.h"
#include "drivers/printer/link.h"
#include "drivers/printer/outcome.h"
#include "drivers/printer/status.h"

namespace circle::drivers::printer {

// What a printer was found to answer; kept as long as it is there. Silence is an ability it lacks, not an error
// each time.
struct Known {
    bool asked = false;        // DLE EOT and ASB were tried
    bool asked_queue = false;  // GS I and GS r were tried; only a printer that is able to print answers these
    int queue_tries = 0;
    bool dle_eot = false, asb = false, gs_r = false;
    bool process_id =
        false;  // GS ( H; by maker (devices.md §4.3: Epson class), never tried on others, which would print it
    std::string maker, model;
    bool answers() const { return dle_eot || asb; }
};

class Conversation {
  public:
    Conversation(Link& link, const Watch& watch, const Settings& settings, Known& known);

    // None: no answer within the deadline (or the printer never answers); lost() tells a broken line from a
    // silent printer.
    std::optional<Condition> status();
    void probe_queue();  // once, when the printer is able to print

    // Sends a slip and waits for its fence. `evidence` has reached, answers and before; gets the rest.
    void print(ByteView slip, Watch& permission, Evidence& evidence);

    bool lost() const { return lost_; }

  private:
    template <typename T>
    std::optional<T> next(Clock::time_point until);
    bool say(ByteView bytes, Clock::time_point until);  // all of it; flow control does not hold questions back
    void listen(Clock::time_point until);               // once: reads what has come
    void forget();                                      // drops answers that nobody waits for

    void probe_status();
    std::optional<Condition> ask_real_time(Clock::time_point until);
    std::optional<Condition> ask_auto(Clock::time_point until);
    bool send(ByteView bytes, Clock::time_point until, bool& any);
    bool wait_for_fence(const std::optional<std::array<std::uint8_t, 4>>& id, Clock::time_point until);
    void clear_rest(const Evidence& evidence);

    Link& link_;
    const Watch& watch_;
    const Settings& settings_;
    Known& known_;
    StatusParser parser_;
    std::vector<Token> heard_;
    bool lost_ = false;
};

}  // namespace circle::drivers::printer
