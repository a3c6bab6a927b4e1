// What goes wrong with a terminal: its disk, its power, its process, its clock, its line; and how it starts
// again.
#include <fmt/format.h>

#include "tests/simulation/world.h"

namespace circle::simulation {
namespace {

constexpr std::int64_t kDay = 86'400'000;
// A clock without its battery begins at this same moment of 2002 after every power cut, until somebody sets it.
constexpr std::int64_t kWithoutBattery = -9'000 * kDay;

}  // namespace

void World::trouble() {
    if (!good()) return;
    if (disk_well_ms_ != 0 && terminal_.now_ms >= disk_well_ms_) {
        terminal_.disk.fail_at(0, journal::test::Fault::none);
        disk_well_ms_ = 0;
    }
    if (dice_.one_in(25) && disk_well_ms_ == 0) {
        using journal::test::Fault;
        const auto dice = dice_.between(0, 9);
        const Fault fault = dice < 6   ? Fault::power
                            : dice < 8 ? Fault::io
                            : dice < 9 ? Fault::full
                                       : Fault::torn_full;
        const bool lasting = fault != Fault::power && dice_.chance(50);
        terminal_.disk.reset_acts();
        terminal_.disk.fail_at(static_cast<std::uint64_t>(dice_.between(1, 30)), fault, lasting);
        if (fault != Fault::power)
            disk_well_ms_ = terminal_.now_ms + dice_.between(1, lasting ? 30'000 : 5'000);
        say(fmt::format("the disk fails soon, in way {}", static_cast<int>(fault)));
        ++met_[fault == Fault::power ? "power at an act" : fault == Fault::io ? "disk failed" : "disk full"];
    }
    if (dice_.one_in(40)) crash(dice_.chance(60));
    if (dice_.one_in(120)) {
        ++met_["clean restart"];
        terminal_.end_clean();
        if (terminal_.disk.powerless()) return crash(true);
        line_.forget();
        start_again();
    }
    if (dice_.one_in(30)) {
        ++met_["clock jumped"];
        no_battery_ = dice_.chance(20);
        terminal_.skew_ms = no_battery_        ? kWithoutBattery - terminal_.now_ms
                            : dice_.chance(60) ? terminal_.skew_ms + dice_.between(-120'000, 120'000)
                                               : dice_.between(-kDay, kDay / 4);
    }
    if (dice_.one_in(line_up_ ? 40 : 8)) {
        line_up_ = !line_up_;
        line_changed(line_up_);
    }
}

void World::crash(bool power) {
    say(power ? "power cut" : "process killed");
    ++met_[power ? "power cut" : "process killed"];
    line_.forget();
    terminal_.die(power, dice_.chance(50) ? 0 : dice_.seed());
    if (power && no_battery_) terminal_.skew_ms = kWithoutBattery - terminal_.now_ms;
    disk_well_ms_ = 0;
    start_again();
}

void World::start_again() {
    ++life_;
    if (!quiet_ && dice_.chance(20)) {  // while it starts, too
        terminal_.disk.reset_acts();
        terminal_.disk.fail_at(static_cast<std::uint64_t>(dice_.between(1, 20)), journal::test::Fault::power);
    }
    std::optional<ledger::Effects> effects;
    for (int tries = 0; tries < 50; ++tries) {
        terminal_.now_ms += dice_.between(1'000, 20'000);
        effects = terminal_.start();
        if (effects && !terminal_.disk.powerless()) break;
        ++met_["start failed"];
        if (terminal_.disk.powerless()) {
            terminal_.die(true, dice_.chance(50) ? 0 : dice_.seed());
        } else {
            terminal_.end_clean();
            terminal_.disk.fail_at(0, journal::test::Fault::none);
            disk_well_ms_ = 0;
        }
    }
    if (!terminal_.runs()) return truth_.fail(0, "the terminal does not start any more");
    for (const Seen& row : terminal_.reader.all()) {
        if (row.kind == "reversal") touch_of(row.matter);
    }
    for (const auto& [matter, entry] : terminal_.ledger->book().open)
        say(fmt::format("the new process knows {}: {}", matter, name(entry.matter.state)));
    truth_.found_at_start(terminal_.reader, *terminal_.ledger, terminal_.now_ms);
    if (!good()) return;
    const auto life = life_;
    begin_visits();
    if (life == life_) carry_out(*effects);
    line_up_ = true;
    line_changed(true);
}

}  // namespace circle::simulation
