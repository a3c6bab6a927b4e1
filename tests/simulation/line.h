// The line: what becomes of a call on its way there and back. Every call gets one answer, unless the process
// that made it dies first; what has left goes on without it.
#pragma once

#include <optional>
#include <vector>

#include "tests/simulation/dice.h"
#include "tests/simulation/mutation.h"
#include "tests/simulation/platform.h"

namespace circle::simulation {

class Line {
  public:
    Line(Dice& dice, Platform& platform, Mutation mutation)
        : dice_(dice), platform_(platform), mutation_(mutation) {}

    void send(const relay::Order& order, Touch& touch, std::int64_t now_ms);
    // `before_sending`: the look-up whose rows are kept.
    void ask(const relay::Query& query, bool before_sending, std::int64_t now_ms);
    // The next answer that has come by then.
    std::optional<relay::Answered> answer_until(std::int64_t now_ms);
    std::optional<std::int64_t> next_ms() const;
    void forget() { coming_.clear(); }  // the process is gone
    void be_quiet(bool on) { quiet_ = on; }

  private:
    struct Coming {
        std::int64_t at_ms = 0;
        relay::Answered answered;
    };
    void arrive(const relay::Order& order, Touch& touch, Transmission& transmission, std::int64_t now_ms,
                relay::Answered& answered);

    Dice& dice_;
    Platform& platform_;
    Mutation mutation_;
    bool quiet_ = false;
    std::vector<Coming> coming_;
};

}  // namespace circle::simulation
