// Values from many threads to one: what devices, the line and the inspect channel hand to the main thread.
//
// post(), drop counter and size may be used from any thread; take_all() from the one that owns the box. The
// wake callback runs on the posting thread with the lock released, so it may post again or take a lock of its
// own; it must not block and must not throw. A completion that somebody waits for is posted with post() and is
// never dropped: the box grows. What may be lost (a reading that a newer one replaces, a client that floods) is
// posted with offer(), which is bounded and counts what it refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace circle {

template <typename Value>
class Mailbox {
  public:
    using Wake = std::function<void()>;

    // `capacity` bounds offer() only. `wake` may be empty; it is called for every post to an empty box, since a
    // consumer that was woken takes everything.
    explicit Mailbox(std::size_t capacity, Wake wake = {}) : capacity_(capacity), wake_(std::move(wake)) {}
    Mailbox(const Mailbox&) = delete;
    Mailbox(Mailbox&&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;
    Mailbox& operator=(Mailbox&&) = delete;
    ~Mailbox() = default;

    void post(Value value) {
        bool first = false;
        {
            const std::lock_guard lock(mutex_);
            first = values_.empty();
            values_.push_back(std::move(value));
        }
        if (first && wake_) wake_();
    }

    // False when the box already holds `capacity` values: the value is dropped and counted.
    bool offer(Value value) {
        bool first = false;
        {
            const std::lock_guard lock(mutex_);
            if (values_.size() >= capacity_) {
                ++dropped_;
                return false;
            }
            first = values_.empty();
            values_.push_back(std::move(value));
        }
        if (first && wake_) wake_();
        return true;
    }

    // Everything there is, in the order of arrival; the box keeps no storage, so nothing of a visit stays
    // behind in it.
    std::vector<Value> take_all() {
        std::vector<Value> taken;
        const std::lock_guard lock(mutex_);
        taken.swap(values_);
        return taken;
    }

    std::size_t size() const {
        const std::lock_guard lock(mutex_);
        return values_.size();
    }

    std::uint64_t dropped() const {
        const std::lock_guard lock(mutex_);
        return dropped_;
    }

  private:
    mutable std::mutex mutex_;
    std::vector<Value> values_;
    std::size_t capacity_;
    std::uint64_t dropped_ = 0;
    Wake wake_;
};

}  // namespace circle
