// The visit in its world: what it asks for is carried out as main does, against the ledger and the models, and
// the answer is its next event. The process may die between any two.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "kiosk/main/outcome.h"
#include "tests/simulation/world.h"

namespace circle::simulation {

using visit::Place;

namespace {

constexpr std::int64_t kLongestVisit = 600'000;  // after the last touch: every time-out, one after the other

Touch touch_from(const visit::Submit& submit) {
    Touch touch;
    touch.transaction = submit.transaction;
    touch.person = submit.person;
    touch.code = submit.code;
    if (submit.transaction == "LC13") {
        touch.kind = Class::Local;
        touch.key = value_of(submit.fields, "local_key");
    } else if (submit.transaction == "2502") {
        touch.handle = value_of(submit.fields, "trt_dcla_detl_sn");
        touch.referral = referral_of(submit.original_fields);
    } else {
        touch.referral = referral_of(submit.fields);
    }
    return touch;
}

}  // namespace

// A new process: nothing of a visit is left, and a card that is in the slot may be anybody's.
void World::begin_visits() {
    stepping_ = false;
    follows_.clear();
    reading_.reset();
    guest_.leaves();
    watch_.process_gone();
    const bool card_inside = state_.card.inside != 0;
    state_ = visit::begin_of_day(rules_, terminal_.stamp());
    happen(drivers::card::StateChanged{drivers::State::Ready, std::nullopt});
    if (card_inside) happen(drivers::card::Inserted{++generation_, true});
    happen(visit::JournalChanged{true, {}});
}

// Somebody comes, and does one thing after the other until she goes; then what she has left ends by itself.
void World::attend() {
    const std::string person = people_.somebody();
    std::optional<Wish> then;
    if (dice_.one_in(4)) then = people_.wish_of(person, touches_);
    guest_.comes(person, people_.wish_of(person, touches_), std::move(then));
    say(person + " comes");
    ++met_["visit"];
    while (good() && guest_.here()) {
        pass(dice_.between(200, 2'500));
        if (dice_.one_in(30)) trouble();
        if (!good() || !guest_.here()) break;
        auto act = guest_.next(state_, rules_);
        if (!act) continue;
        if (auto* inserted = std::get_if<drivers::card::Inserted>(&*act)) inserted->generation = ++generation_;
        if (auto* removed = std::get_if<drivers::card::Removed>(&*act)) removed->generation = generation_;
        happen(*act);
    }
    if (good() && dice_.chance(80)) leave_alone();
}

void World::leave_alone() {
    const auto since = terminal_.now_ms;
    while (good() && (state_.visit || state_.at.place == Place::Farewell)) {
        if (terminal_.now_ms - since > kLongestVisit) return truth_.fail(0, "a visit does not end by itself");
        pass(5'000);
    }
    if (good() && state_.card.inside != 0) happen(drivers::card::Removed{generation_});  // it is found
}

void World::happen(visit::Event event) {
    follows_.push_back(std::move(event));
    if (stepping_) return;
    stepping_ = true;
    const auto life = life_;
    while (good() && !follows_.empty()) {
        const auto next = std::move(follows_.front());
        follows_.pop_front();
        step_visit(next);
        if (life != life_) return;  // another process, and all of it begun anew
    }
    stepping_ = false;
    watch_.shown(state_, guest_.card_in_slot(), terminal_.now_ms);
}

void World::step_visit(const visit::Event& event) {
    const auto before = Watch::before(state_);
    const auto effects = visit::step(state_, event, terminal_.stamp(), rules_);
    if (const auto* touched = std::get_if<visit::Touched>(&event);
        touched != nullptr || before.place != state_.at.place)
        say(fmt::format("  {} → {} {}", touched != nullptr ? touched->node : "", visit::name(state_.at.place),
                        state_.at.subject));
    watch_.stepped(before, event, effects, state_);
    if (before.place == Place::Sending && std::holds_alternative<visit::Ticked>(event) &&
        state_.at.place == Place::Result)
        ++met_["sending ended by itself"];
    const auto life = life_;
    for (const auto& effect : effects) {
        if (!quiet_ && dice_.one_in(400)) return crash(dice_.chance(50));
        std::visit([this](const auto& one) { run(one); }, effect);
        if (life != life_ || !good()) return;
        if (terminal_.disk.powerless()) return crash(true);
    }
}

void World::time_of_visit() {
    if (reading_ && reading_->at_ms <= terminal_.now_ms) {
        drivers::card::ReadDone done{reading_->request, generation_, {}};
        if (state_.card.inside == 0 || dice_.one_in(25)) {
            done.result = tl::unexpected(drivers::Error{});
        } else {
            done.result->card_number = card_of(guest_.card_in_slot());
            done.result->identification = "431000D15600000500000001A1B2C3D4";
        }
        reading_.reset();
        happen(std::move(done));
    }
    if (good() && mutation_ != Mutation::NotTicked) happen(visit::Ticked{});
}

// When the visit must be looked at again, on the world's clock.
std::int64_t World::visit_due_ms() const {
    constexpr std::int64_t kLeast = 200;
    const auto stamp = terminal_.stamp();
    auto due = terminal_.now_ms + std::max(kLeast, visit::next_due_ms(state_, stamp, rules_) - stamp.steady_ms);
    if (reading_) due = std::min(due, std::max(reading_->at_ms, terminal_.now_ms));
    return due;
}

void World::run(const visit::ReadCard& effect) {
    reading_ = Reading{effect.request, terminal_.now_ms + dice_.between(200, 2'500)};
}
void World::run(const visit::StopReading&) { reading_.reset(); }
void World::run(const visit::Ask& effect) { line_.ask(effect.query, false, terminal_.now_ms); }

void World::run(const visit::LookBack& effect) {
    watch_.identified(effect.person, guest_.card_in_slot());
    visit::LookedBack answer;
    std::optional<std::vector<ledger::Known>> said;
    const auto asked = mutation_ == Mutation::OthersShown ? people_.somebody() : effect.person;
    if (auto known = terminal_.ledger->of_person(asked)) {
        for (const auto& one : *known) answer.matters.push_back(outcome_of(one));
        said = std::move(*known);
    }
    if (terminal_.disk.powerless()) return;
    if (mutation_ == Mutation::OthersShown) {
        if (auto hers = terminal_.ledger->of_person(effect.person)) said = std::move(*hers);
    }
    watch_.looked_back(effect.person, said, terminal_.reader);
    if (mutation_ == Mutation::NotLookedBack) answer.matters.clear();
    if (!answer.matters.empty()) ++met_["told first"];
    happen(std::move(answer));
}

void World::run(const visit::Reserve&) {
    auto [code, key] = people_.fresh_numbers();
    if (!terminal_.ledger->by_code(code)) return happen(visit::Reserved{});
    watch_.numbered(code, key);
    happen(visit::Reserved{std::move(code), std::move(key)});
}

void World::run(const visit::Submit& effect) {
    watch_.sent(effect, guest_);
    submit({.item = effect.item,
            .transaction = effect.transaction,
            .person = effect.person,
            .insured_area = effect.insured_area,
            .fields = effect.fields,
            .words = effect.words,
            .original_fields = effect.original_fields,
            .code = effect.code},
           touch_from(effect));
}

void World::run(const visit::Tell& effect) {
    ++met_["acknowledged"];
    const bool lie = mutation_ == Mutation::TellLost;
    if (lie || terminal_.ledger->tell(effect.matter))
        touch_of(effect.matter).acknowledged = Touch::Acknowledged::Kept;
}

void World::run(const visit::FindFiled& effect) {
    visit::FoundFiled answer;
    if (const auto filed = terminal_.ledger->filed_by(effect.person)) {
        for (const auto& one : *filed) answer.filed.push_back({one.transaction, one.handle, one.fields});
    }
    happen(std::move(answer));
}

void World::run(const visit::FindByCode& effect) {
    visit::Found answer;
    const auto known = terminal_.ledger->by_code(effect.code);
    answer.readable = known.has_value();
    if (known) watch_.found(effect.code, *known);
    if (known && *known) {
        ++met_["found by code"];
        answer.matter = outcome_of(**known);
        answer.matter->by_code = true;
        if (mutation_ == Mutation::CodeTellsAll) answer.matter->words = {{"居住和就医的地方", "广东省东莞市"}};
    }
    happen(std::move(answer));
}

void World::run(const visit::Rate& effect) {
    if (terminal_.ledger->rate(effect.matter, effect.level, effect.reasons, terminal_.stamp()))
        ++met_["judged"];
}

void World::run(const visit::VisitEnded& effect) {
    ++met_["visit ended: " + std::string(effect.reason)];
    call([&] { return terminal_.ledger->visit_ended(terminal_.stamp()); });
}

void World::run(const visit::Noted& effect) {
    if (effect.what == "held_back") ++met_["held back by the visit"];
    if (effect.what == "forgotten") ++met_["card forgotten"];
}

}  // namespace circle::simulation
