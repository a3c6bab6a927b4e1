// A world: one terminal, its people, its line, its platform, from one seed, in virtual time.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/simulation/dice.h"
#include "tests/simulation/line.h"
#include "tests/simulation/mutation.h"
#include "tests/simulation/people.h"
#include "tests/simulation/platform.h"
#include "tests/simulation/terminal.h"
#include "tests/simulation/truth.h"

namespace circle::simulation {

using Counts = std::map<std::string, std::uint64_t>;

class World {
  public:
    World(std::uint64_t seed, Mutation mutation, const std::string& folder, const relay::Profile& region);

    // So many touches on "send", then quiet until all has come to its end. Answers the promise that is broken,
    // or nothing.
    std::string run(int touches);

    // Says on stdout what happens, a line each.
    void trace() { tracing_ = true; }

    // What was met: faults, and "state reason" of every row at the end.
    const Counts& met() const { return met_; }

  private:
    // Each runs what the ledger answers. After it the process may be gone, and another may stand there.
    template <typename Call>
    void call(Call&& call);
    void carry_out(const ledger::Effects& effects);
    void carry_out(const relay::Order& order);
    void carry_out(const relay::Query& query);
    void carry_out(const ledger::Moved& moved);

    void visit();  // somebody comes, is told what she was not told, and hands something in
    void submit(const ledger::Case& made, Touch touch);
    bool told_first(const std::string& person);
    void pass(std::int64_t ms);
    void line_changed(bool up);

    // trouble.cpp
    void trouble();
    void crash(bool power);
    void start_again();

    void quiet_end();
    void say(const std::string& what) const;
    bool good() const { return truth_.broken().empty(); }
    Touch& touch_of(std::uint64_t matter);

    Dice dice_;
    Mutation mutation_;
    relay::Profile profile_;
    Platform platform_;
    Line line_;
    Terminal terminal_;
    Touches touches_;
    Truth truth_{touches_, platform_};
    People people_;
    Counts met_;
    bool quiet_ = false, line_up_ = true, tracing_ = false;
    std::uint64_t life_ = 0;         // counts processes
    std::int64_t disk_well_ms_ = 0;  // when a full disk has room again; 0: it has
    std::string broken_start_;
};

}  // namespace circle::simulation
