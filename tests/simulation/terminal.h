// One terminal: its disk, and the process that runs on it until it dies. The real ledger over the real journal;
// the disk is FaultVfs. Time is virtual: `now_ms` never jumps and is the world's; the process has a steady
// clock that begins anew with each power cut and a wall clock that jumps.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/ledger/ledger.h"
#include "tests/simulation/dice.h"
#include "tests/simulation/mutation.h"
#include "tests/simulation/reader.h"
#include "tests/unit/journal/fault_vfs.h"

namespace circle::simulation {

class Terminal {
  public:
    // `folder`: where the journal's key lies; the rest is in memory.
    Terminal(const std::string& folder, const relay::Profile& profile, Mutation mutation);

    // The first start, on a good disk; then the lie, if there is one. Says why not.
    std::string set_up();
    // A start; nothing when the disk does not let it. After it `ledger` is there.
    std::optional<ledger::Effects> start();
    // The process ends. Not clean: where it stands, and with `power` what was not synced is lost, or part of
    // it.
    void die(bool power, std::uint64_t seed);
    void end_clean();
    bool runs() const { return ledger != nullptr; }

    Stamp stamp() const { return {now_ms - booted_ms_, kEpoch + now_ms + skew_ms}; }

    std::int64_t now_ms = 1'000;
    std::int64_t skew_ms = 0;  // of the wall clock
    journal::test::FaultVfs disk{"simulation"};
    std::unique_ptr<ledger::Ledger> ledger;
    Reader reader;  // a second pair of eyes on the same disk

    static constexpr std::int64_t kEpoch = 1'795'312'800'000;  // 2026-11-22 10:00 in Shanghai

  private:
    std::string file_;
    const relay::Profile& profile_;
    Mutation mutation_;
    std::int64_t booted_ms_ = 0;
};

}  // namespace circle::simulation
