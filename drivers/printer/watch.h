// What the supervisor and the worker share of one job: whether it may still be withdrawn, and whether it shall
// end.
#pragma once

#include <atomic>

namespace circle::drivers::printer {

class Watch {
  public:
    // Exactly one of these two succeeds: the first byte of a slip leaves, or the slip never leaves.
    bool begin_sending() { return leave(Phase::Sending); }
    bool withdraw() { return leave(Phase::Withdrawn); }
    bool sending() const { return phase_ == Phase::Sending; }

    std::atomic<bool> stop{false};  // end as soon as you can; looked at every 100 ms

  private:
    enum class Phase { Waiting, Sending, Withdrawn };
    bool leave(Phase to) {
        Phase from = Phase::Waiting;
        return phase_.compare_exchange_strong(from, to);
    }
    std::atomic<Phase> phase_{Phase::Waiting};
};

}  // namespace circle::drivers::printer
