// A world: one terminal, its people, its line, its platform, from one seed, in virtual time.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/catalogue/catalogue.h"
#include "tests/simulation/dice.h"
#include "tests/simulation/guest.h"
#include "tests/simulation/line.h"
#include "tests/simulation/mutation.h"
#include "tests/simulation/people.h"
#include "tests/simulation/platform.h"
#include "tests/simulation/terminal.h"
#include "tests/simulation/truth.h"
#include "tests/simulation/watch.h"

namespace circle::simulation {

using Counts = std::map<std::string, std::uint64_t>;

// What every world has in common; outlives them.
struct Assets {
    catalogue::Catalogue catalogue;
    Areas areas;
    relay::Profile region;
};

class World {
  public:
    World(std::uint64_t seed, Mutation mutation, const std::string& folder, const Assets& assets);

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

    void settle();
    void submit(const ledger::Case& made, Touch touch);
    void pass(std::int64_t ms);
    void ledger_goes_on();
    void line_changed(bool up);

    // visiting.cpp
    void begin_visits();
    void attend();
    void leave_alone();
    void happen(visit::Event event);
    void step_visit(const visit::Event& event);
    void time_of_visit();
    std::int64_t visit_due_ms() const;
    void run(const visit::ReadCard& effect);
    void run(const visit::StopReading& effect);
    void run(const visit::Ask& effect);
    void run(const visit::LookBack& effect);
    void run(const visit::Reserve& effect);
    void run(const visit::Submit& effect);
    void run(const visit::Tell& effect);
    void run(const visit::FindFiled& effect);
    void run(const visit::FindByCode& effect);
    void run(const visit::Rate& effect);
    void run(const visit::VisitEnded& effect);
    void run(const visit::Noted& effect);
    void run(const visit::StopAsking&) {}  // its answer comes nevertheless, and must be dropped
    void run(const visit::Print&) {}       // there is no printer
    void run(const visit::StopPrinting&) {}
    void run(const visit::VisitBegan&) {}

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
    Guest guest_;
    Watch watch_{touches_, truth_};
    Counts met_;
    int made_ = 0;  // touches on "send"

    struct Reading {
        std::uint64_t request = 0;
        std::int64_t at_ms = 0;
    };
    visit::Rules rules_;
    visit::State state_;
    std::deque<visit::Event> follows_;
    bool stepping_ = false;
    std::uint64_t generation_ = 0;
    std::optional<Reading> reading_;

    bool quiet_ = false, line_up_ = true, tracing_ = false;
    bool no_battery_ = false;        // of the wall clock
    std::uint64_t life_ = 0;         // counts processes
    std::int64_t disk_well_ms_ = 0;  // when a full disk has room again; 0: it has
    std::string broken_start_;
};

template <typename Call>
void World::call(Call&& call) {
    const ledger::Effects effects = call();
    if (terminal_.disk.powerless()) return crash(true);  // inside: nobody carries out what it asks for
    carry_out(effects);
}

}  // namespace circle::simulation
