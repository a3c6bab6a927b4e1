// The promises of design §3, as questions to what the world knows. The first that is broken is kept.
#pragma once

#include <set>
#include <string>

#include "kiosk/ledger/ledger.h"
#include "tests/simulation/platform.h"
#include "tests/simulation/reader.h"
#include "tests/simulation/touch.h"

namespace circle::simulation {

class Truth {
  public:
    Truth(Touches& touches, const Platform& platform) : touches_(touches), platform_(platform) {}

    const std::string& broken() const { return broken_; }
    void fail(std::uint64_t matter, const std::string& what);

    // An order is about to leave; `row` is what the disk says at this moment.
    void leaves(const relay::Order& order, const Touch& touch, const std::optional<Seen>& row);
    void number_used(const std::string& message_id);
    // Something is told; before and after, the row must say so.
    void told(Touch& touch, const ledger::Moved& moved, const std::optional<Seen>& row, std::int64_t now_ms);
    // What was true when it was told is true now.
    void check(const Touch& touch, State state, std::int64_t now_ms);
    // What a new process finds on the disk, and what it knows.
    void found_at_start(Reader& reader, const ledger::Ledger& ledger, std::int64_t now_ms);
    // All is settled and told.
    void check_end(Reader& reader, std::int64_t now_ms);

  private:
    bool done(const Touch& touch, std::int64_t now_ms) const;

    Touches& touches_;
    const Platform& platform_;
    std::set<std::string> numbers_;
    std::string broken_;
};

}  // namespace circle::simulation
