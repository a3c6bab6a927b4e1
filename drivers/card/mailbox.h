// What reaches the supervisor, from whatever thread. Each message stands in a node of its own, so that what a
// card said leaves the heap with it. The mailbox outlives the Reader as long as an abandoned worker still holds
// it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <variant>

#include "drivers/card/card_data.h"
#include "drivers/contract/contract.h"

namespace circle::drivers::card {

// What the monitor sees of the reader.
struct Sighting {
    enum class Kind { NoService, NoReader, Empty, Card };
    Kind kind = Kind::NoReader;
    std::string reader;          // PC/SC name, with Empty and Card
    std::uint32_t counter = 0;   // pcscd's count of insertions and removals in this reader
    std::optional<Error> error;  // with NoService
    std::string atr;             // with Card: hexadecimal, empty when the card is mute
};

using ReadResult = tl::expected<CardData, Error>;

struct Submit {
    std::uint64_t request;
};
struct Cancel {
    std::uint64_t request;
};
struct Finished {  // a worker came back from its job
    std::uint64_t job;
    std::unique_ptr<ReadResult> result;
    std::uint64_t retries = 0;  // attempts after the first, and waits for other programs
};
struct Stop {};
using Message = std::variant<Submit, Cancel, Sighting, Finished, Stop>;

class Mailbox {
  public:
    using Clock = std::chrono::steady_clock;

    void post(Message message) {
        {
            const std::lock_guard lock(mutex_);
            if (closed_) return;
            messages_.push_back(std::move(message));
        }
        arrived_.notify_one();
    }

    // The next message; none when `until` came first. Without `until` it sleeps until there is one.
    std::list<Message> take(std::optional<Clock::time_point> until) {
        std::unique_lock lock(mutex_);
        const auto some = [this] { return !messages_.empty(); };
        if (until) {
            arrived_.wait_until(lock, *until, some);
        } else {
            arrived_.wait(lock, some);
        }
        std::list<Message> out;
        if (!messages_.empty()) out.splice(out.begin(), messages_, messages_.begin());
        return out;
    }

    void close() {
        std::list<Message> dropped;
        const std::lock_guard lock(mutex_);
        closed_ = true;
        dropped.swap(messages_);
    }

  private:
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::list<Message> messages_;
    bool closed_ = false;
};

}  // namespace circle::drivers::card
