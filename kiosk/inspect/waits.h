// The `wait` requests that are not answered yet. Main adds them, shows each pass what there is, and answers
// what check() gives back. Pure: the time is handed in, nothing sleeps here.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/inspect/channel.h"

namespace circle::inspect {

struct LoggedEvent {
    std::uint64_t seq = 0;
    std::string id;
    std::string line;
};

struct Snapshot {  // what main shows in one pass; lives as long as the call
    const std::vector<screens::Node>& tree;
    const StateNow& state;
    bool settled = true;  // Frame::settled: nodes and states are looked at in settled frames only
    // Lines with a number above the one given, oldest first. Called only when somebody waits for an event.
    std::function<std::vector<LoggedEvent>(std::uint64_t after)> events;
};

// Whether a command does something, so that main says Waits::acting() before it: tap, text, key, stroke,
// advance. Looking (tree, state, counters …) leaves the events that a wait looks at alone.
bool acts(const Command& command);

class Waits {
  public:
    using Time = std::chrono::steady_clock::time_point;  // real time, not the visit's

    void add(RequestId id, Wait wait, Time now);

    // Before main carries out a command that acts (tap, text, key, stroke, advance): `newest` is the number of
    // the newest line of the log. A wait{event} without `after` looks at lines written since then, and goes on
    // from the line that the last one found.
    void acting(std::uint64_t newest) { seen_ = newest; }

    // What can be answered now: what was waited for came, or its time is over.
    std::vector<std::pair<RequestId, Reply>> check(const Snapshot& snapshot, Time now);

    // How long the main loop may sleep.
    std::optional<Time> next_deadline() const;
    bool empty() const { return waiting_.empty(); }

  private:
    struct Waiting {
        RequestId id;
        Wait wait;
        Time deadline;
    };

    std::optional<Reply> answer(const Wait& wait, const Snapshot& snapshot);

    std::vector<Waiting> waiting_;
    std::uint64_t seen_ = 0;
};

}  // namespace circle::inspect
