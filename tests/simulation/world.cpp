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

visit::Rules rules_of(const Assets& assets, const relay::Profile& profile) {
    using identity::Strength;
    visit::Rules rules;
    rules.offers = {
        {.id = "I07", .groups = {"mine"}, .needs = Strength::Verified, .opens_query = true, .files = false},
        {.id = "I13", .groups = {"away"}, .needs = Strength::Verified, .opens_query = false, .files = true},
        {.id = "I20", .groups = {"away"}, .needs = Strength::Verified, .opens_query = false, .files = true}};
    rules.catalogue = &assets.catalogue;
    rules.areas = &assets.areas;
    rules.profile = &profile;
    rules.point_name = "演示服务点";
    rules.card_pair_checked = true;
    rules.institution = "H43102100001";
    rules.entitlement_kinds = {"11"};
    return rules;
}

}  // namespace

World::World(std::uint64_t seed, Mutation mutation, const std::string& folder, const Assets& assets)
    : dice_(seed),
      mutation_(mutation),
      profile_(profile_of(assets.region, dice_, mutation)),
      line_(dice_, platform_, mutation),
      terminal_(folder, profile_, mutation),
      people_(dice_),
      guest_(dice_, touches_, platform_),
      rules_(rules_of(assets, profile_)) {
    broken_start_ = terminal_.set_up();
}

std::string World::run(int touches) {
    if (!broken_start_.empty()) return broken_start_;
    begin_visits();
    line_changed(true);
    while (made_ < touches && good()) {
        const bool crowded = terminal_.ledger->book().open.size() >= 6;
        if (!crowded && dice_.chance(60)) {
            if (dice_.chance(8))
                settle();
            else
                attend();
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
    auto matter = moved.matter;
    if (mutation_ == Mutation::MovedMisaddressed && state_.visit && state_.visit->outcome)
        matter = state_.visit->outcome->matter;
    happen(visit::Moved{matter, moved.state, moved.reason, moved.handle, moved.platform_words});
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
    const relay::LineChanged change{.up = up, .signed_in = up, .reason = {}, .certificate_days = {}};
    happen(change);
    if (good()) call([&] { return terminal_.ledger->line_changed(change, terminal_.stamp()); });
}

void World::settle() {
    auto [made, touch] = people_.settlement_of(people_.somebody());
    submit(made, std::move(touch));
}

void World::submit(const ledger::Case& made, Touch touch) {
    ++made_;
    touch.matter = terminal_.ledger->book().next_id;
    say(fmt::format("{} hands in {} {} {}{} as {}", touch.person, touch.transaction, touch.referral,
                    touch.handle, touch.key, touch.matter));
    if (touch.transaction == "2501") {
        touch.foreign_ms = platform_.foreign_since(touch.person, touch.referral);
        const bool new_to_all = std::ranges::none_of(touches_, [&](const auto& each) {
            return each.second.person == touch.person && each.second.referral == touch.referral;
        });
        if (new_to_all && !touch.foreign_ms && !is_usual(touch.referral) && dice_.chance(14)) {
            touch.foreign_ms = terminal_.now_ms + (dice_.chance(50) ? 0 : dice_.between(0, 20'000));
            platform_.foreign(touch, *touch.foreign_ms);
        }
    }
    if (touch.transaction == "2502") {
        for (auto& [matter, filed] : touches_) {
            filed.undone = filed.undone || std::ranges::any_of(filed.sent, [&](const Transmission& each) {
                               return platform_.number_of(each.message_id) == touch.handle;
                           });
        }
    }
    const bool by_visit = touch.transaction != "2102";
    const auto matter = touch.matter;
    touches_[matter] = std::move(touch);
    call([&] {
        auto submission = terminal_.ledger->submit(made, terminal_.stamp());
        // Before it is told how the matter moved.
        if (by_visit && !terminal_.disk.powerless()) happen(visit::Submitted{submission.matter});
        return std::move(submission.effects);
    });
    if (good() && terminal_.reader.two_open_at_once())
        truth_.fail(0, "two of one person's same transaction are open at once");
}

// During a visit time goes from one moment that matters to the next, else in one piece.
void World::pass(std::int64_t ms) {
    const auto until = terminal_.now_ms + ms;
    do {
        const bool resting = !state_.visit && state_.at.place == visit::Place::Idle;
        const auto next = resting ? until : std::min(until, visit_due_ms());
        terminal_.now_ms = std::max(terminal_.now_ms, next);
        ledger_goes_on();
        if (good()) time_of_visit();
    } while (good() && terminal_.now_ms < until);
}

void World::ledger_goes_on() {
    while (good()) {
        const auto answered = line_.answer_until(terminal_.now_ms);
        if (!answered) break;
        if (terminal_.ledger->is_ours(answered->id))
            call([&] { return terminal_.ledger->answered(*answered, terminal_.stamp()); });
        else
            happen(*answered);
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
    no_battery_ = false;
    terminal_.disk.fail_at(0, journal::test::Fault::none);
    if (terminal_.disk.powerless()) crash(true);
    line_changed(true);
    guest_.leaves();
    leave_alone();
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
