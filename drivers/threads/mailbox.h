// What reaches a driver's supervisor, from whatever thread. Each message stands in a node of its own, so that
// what it says about a person leaves the heap with it. The mailbox outlives the driver as long as an abandoned
// worker still holds it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <optional>
#include <utility>

namespace circle::drivers {

template <class Message>
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

}  // namespace circle::drivers
