// The social-security card reader over PC/SC (reference: devices.md §1 and §2).
//
// A Reader owns one worker thread. Events reach the sink on that thread; the sink must not block and must not
// call back into the Reader. submit() and cancel() return at once. Every submitted read gives exactly one
// ReadDone. SCardTransmit has no time-out: a worker stuck in it is abandoned after the deadline, quarantined,
// and replaced.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "drivers/card/card_data.h"
#include "drivers/contract/contract.h"

namespace circle::drivers::card {

struct Settings {
    std::string reader;  // PC/SC name; a prefix is enough; empty: the first reader there is
    std::chrono::milliseconds exchange_deadline{3000};  // one APDU; a real card needs 50–220 ms (devices §1.4)
    std::chrono::milliseconds read_deadline{8000};      // a whole read
};

struct Inserted {
    std::uint64_t generation;  // counts insertions
    bool found = false;        // it was already there when the reader came up: maybe left behind by someone
};
struct Removed {
    std::uint64_t generation;
};
struct StateChanged {
    State state;
    std::optional<Error> error;
};
struct ReadDone {
    std::uint64_t request;
    std::uint64_t generation;
    tl::expected<CardData, Error> result;
};
using Event = std::variant<Inserted, Removed, StateChanged, ReadDone>;

class Reader {
  public:
    using Sink = std::function<void(Event)>;

    static std::unique_ptr<Reader> start(const Settings& settings, Sink sink);
    virtual ~Reader() = default;  // joins the worker, or abandons it when it is stuck

    // Reads the card that is in the reader. `request` is the caller's number and comes back in ReadDone.
    virtual void submit(std::uint64_t request) = 0;
    virtual void cancel(
        std::uint64_t request) = 0;     // idempotent; the read ends as Cancelled or with its result
    virtual Health health() const = 0;  // any thread
};

}  // namespace circle::drivers::card
