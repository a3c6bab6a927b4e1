#include "tests/simulation/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace circle::simulation {
namespace {

relay::Profile profile_of(relay::Profile region, Dice& dice, Mutation mutation) {
    // One world in five does not know after how long a list proves anything.
    const bool known = !dice.one_in(5) || mutation != Mutation::None;
    for (relay::Transaction& row : region.transactions) {
        if (!known || !row.settle || row.settle->expect == relay::Expect::ByKey) continue;
        row.settle->settles_after =
            std::chrono::seconds(mutation == Mutation::WaitedTooShort ? 1 : kLatest / 1000 + 20);
    }
    return region;
}

}  // namespace

World::World(std::uint64_t seed, Mutation mutation, const std::string& folder, const relay::Profile& region)
    : dice_(seed),
      mutation_(mutation),
      profile_(profile_of(region, dice_, mutation)),
      line_(dice_, platform_, mutation),
      terminal_(folder, profile_, mutation),
      people_(dice_) {
    broken_start_ = terminal_.set_up();
}

std::string World::run(int touches) {
    if (!broken_start_.empty()) return broken_start_;
    line_changed(true);
    for (int made = 0; made < touches && good();) {
        const bool crowded = terminal_.ledger->book().open.size() >= 6;
        if (!crowded && dice_.chance(60)) {
            visit();
            ++made;
        }
        pass(dice_.between(1, crowded ? 300'000 : 2'000));
        trouble();
    }
    if (good()) quiet_end();
    return truth_.broken();
}

void World::say(const std::string& what) const {
    if (tracing_) std::printf("%9.3f  %s\n", static_cast<double>(terminal_.now_ms) / 1000, what.c_str());
}

template <typename Call>
void World::call(Call&& call) {
    const ledger::Effects effects = call();
    if (terminal_.disk.powerless()) return crash(true);  // inside: nobody carries out what it asks for
    carry_out(effects);
}

void World::carry_out(const ledger::Effects& effects) {
    const std::uint64_t life = life_;
    for (const auto& effect : effects) {
        if (!quiet_ && dice_.one_in(150)) return crash(dice_.chance(50));  // between any two
        if (const auto* order = std::get_if<relay::Order>(&effect)) {
            carry_out(*order);
        } else if (const auto* query = std::get_if<relay::Query>(&effect)) {
            carry_out(*query);
        } else if (const auto* moved = std::get_if<ledger::Moved>(&effect)) {
            carry_out(*moved);
        } else if (const auto* noted = std::get_if<transaction::Noted>(&effect)) {
            ++met_["noted " + std::string(noted->what)];
        }
        if (life != life_) return;
    }
}

void World::carry_out(const relay::Order& order) {
    for (const auto& [matter, entry] : terminal_.ledger->book().open) {
        if (entry.call != order.id) continue;
        Touch& touch = touch_of(matter);
        say(fmt::format("order {} of {} leaves, msgid {}", order.transaction, matter, order.message_id));
        truth_.leaves(order, touch, terminal_.reader.row(matter));
        return line_.send(order, touch, terminal_.now_ms);
    }
    truth_.fail(0, "an order of no matter");
}

void World::carry_out(const relay::Query& query) {
    bool before_sending = false;
    for (const auto& [matter, entry] : terminal_.ledger->book().open) {
        if (entry.call == query.id) before_sending = entry.doing == transaction::Doing::Listing;
    }
    line_.ask(query, before_sending, terminal_.now_ms);
}

void World::carry_out(const ledger::Moved& moved) {
    say(fmt::format("told {}: {} {}", moved.matter, name(moved.state), moved.reason));
    truth_.told(touch_of(moved.matter), moved, terminal_.reader.row(moved.matter), terminal_.now_ms);
}

// A matter that nobody touched is a reversal: the ledger's own.
Touch& World::touch_of(std::uint64_t matter) {
    const auto [found, fresh] = touches_.try_emplace(matter);
    if (fresh) {
        found->second.matter = matter;
        found->second.kind = Class::Reversal;
        found->second.transaction = "2601";
    }
    return found->second;
}

void World::line_changed(bool up) {
    line_up_ = up;
    call([&] { return terminal_.ledger->line_changed({.up = up, .signed_in = up}, terminal_.stamp()); });
}

void World::visit() {
    const std::string person = people_.somebody();
    if (!told_first(person)) return;
    auto [made, touch] = people_.wish_of(person, touches_);
    submit(made, std::move(touch));
    if (dice_.chance(30) && good()) call([&] { return terminal_.ledger->visit_ended(terminal_.stamp()); });
}

// What is open or has ended untold is hers and true; nothing is kept from her.
bool World::told_first(const std::string& person) {
    const auto known = terminal_.ledger->of_person(person);
    if (!known) return false;
    std::size_t hers = 0;
    for (const Seen& row : terminal_.reader.all()) {
        const auto touch = touches_.find(row.matter);
        if (touch != touches_.end() && touch->second.person == person && !(row.settled && row.told)) ++hers;
    }
    if (known->size() != hers)
        truth_.fail(0, "she is shown " + std::to_string(known->size()) + " of her " + std::to_string(hers) +
                           " matters");
    for (const ledger::Known& each : *known) {
        const Touch& touch = touch_of(each.matter);
        if (touch.person != person) truth_.fail(each.matter, "shown to somebody else");
        truth_.check(touch, each.state, terminal_.now_ms);
        const auto coded = terminal_.ledger->by_code(touch.code);
        if (coded && (!*coded || (*coded)->matter != each.matter))
            truth_.fail(each.matter, "not found by its code");
        if (transaction::settled(each.state) && dice_.chance(80)) (void)terminal_.ledger->tell(each.matter);
        if (terminal_.disk.powerless()) return crash(true), false;
    }
    return true;
}

void World::submit(const ledger::Case& made, Touch touch) {
    touch.matter = terminal_.ledger->book().next_id;
    say(fmt::format("{} hands in {} {} {}{} as {}", touch.person, touch.transaction, touch.diagnosis,
                    touch.handle, touch.key, touch.matter));
    if (touch.new_to_all && dice_.chance(14)) {
        touch.foreign_ms = terminal_.now_ms + (dice_.chance(50) ? 0 : dice_.between(0, 20'000));
        platform_.foreign(touch, *touch.foreign_ms);
    }
    touches_[touch.matter] = std::move(touch);
    call([&] { return terminal_.ledger->submit(made, terminal_.stamp()).effects; });
    if (good() && terminal_.reader.two_open_at_once())
        truth_.fail(0, "two of one person's same transaction are open at once");
}

void World::pass(std::int64_t ms) {
    terminal_.now_ms += ms;
    while (good()) {
        const auto answered = line_.answer_until(terminal_.now_ms);
        if (!answered) break;
        call([&] { return terminal_.ledger->answered(*answered, terminal_.stamp()); });
    }
    for (int i = 0; i < 30 && good(); ++i) {
        const auto due = terminal_.ledger->next_due_ms();
        if (!due || *due > terminal_.stamp().steady_ms) break;
        call([&] { return terminal_.ledger->tick(terminal_.stamp()); });
    }
}

// The line is good, the clock is right, the disk has room, nothing crashes: everything must come to its end.
void World::quiet_end() {
    quiet_ = true;
    line_.be_quiet(true);
    terminal_.skew_ms = 0;
    terminal_.disk.fail_at(0, journal::test::Fault::none);
    if (terminal_.disk.powerless()) crash(true);
    line_changed(true);
    for (int i = 0; i < 5'000 && good(); ++i) {
        const auto due = terminal_.ledger->next_due_ms();
        const auto answer = line_.next_ms();
        if (!due && !answer) break;
        std::int64_t wait = 600'000;
        if (due) wait = std::min(wait, *due - terminal_.stamp().steady_ms);
        if (answer) wait = std::min(wait, *answer - terminal_.now_ms);
        pass(std::max<std::int64_t>(wait, 0));
    }
    if (!good()) return;
    pass(2 * kLatest);  // what the platform does late must not prove anything wrong
    truth_.check_end(terminal_.reader, terminal_.now_ms);
    for (const Seen& row : terminal_.reader.all()) ++met_[row.state + " " + row.reason];
}

}  // namespace circle::simulation
