#include "tests/simulation/people.h"

#include <fmt/format.h>

namespace circle::simulation {
namespace {

ledger::Case made_for(const Touch& touch, const char* item) {
    ledger::Case made;
    made.item = item;
    made.transaction = touch.transaction;
    made.person = touch.person;
    made.insured_area = "431021";
    made.code = touch.code;
    made.words = {{"what", touch.diagnosis}};
    return made;
}

relay::Fields referral(const std::string& person, const std::string& diagnosis) {
    return {{"psn_no", person},
            {"diag_code", diagnosis},
            {"reflin_medins_no", "H43010000001"},
            {"refl_date", "2026-11-22"}};
}

// A filing of hers that stands, with a number that she knows. Not one that another channel filed too: whose
// list goes up and down at once can be settled by nobody (README.md).
Touch* undoable(const std::string& person, Touches& touches) {
    for (auto& [matter, touch] : touches) {
        if (touch.person == person && touch.transaction == "2501" && touch.told == State::Accepted &&
            !touch.number.empty() && !touch.undone && !touch.foreign_ms)
            return &touch;
    }
    return nullptr;
}

const Touch* being_undone(const std::string& person, const Touches& touches) {
    for (const auto& [matter, touch] : touches) {
        if (touch.person == person && touch.transaction == "2502" && !transaction::settled(touch.told))
            return &touch;
    }
    return nullptr;
}

}  // namespace

std::pair<ledger::Case, Touch> People::wish_of(const std::string& person, Touches& touches) {
    Touch touch;
    touch.person = person;
    touch.code = fmt::format("{:06}", ++last_);
    const auto dice = dice_.between(0, 99);
    if (dice < 25) {
        if (Touch* filed = undoable(person, touches)) {
            touch.transaction = "2502";
            touch.diagnosis = filed->diagnosis;
            touch.handle = filed->number;
            filed->undone = true;
            auto made = made_for(touch, "I20");
            made.fields = {{"trt_dcla_detl_sn", touch.handle}, {"psn_no", person}};
            made.original_fields = referral(person, touch.diagnosis);
            return {std::move(made), std::move(touch)};
        }
    }
    if (dice < 60) {
        touch.transaction = "2501";
        // Often the one of last time: what stands already must not be filed again.
        touch.new_to_all = !dice_.chance(40);
        touch.diagnosis = "I21." + std::to_string(touch.new_to_all ? 100 + last_ : dice_.between(1, 3));
        // She thinks again: what she has just had undone.
        if (const Touch* undone = being_undone(person, touches); undone != nullptr && dice_.chance(70)) {
            touch.new_to_all = false;
            touch.diagnosis = undone->diagnosis;
        }
        auto made = made_for(touch, "I20");
        made.fields = referral(person, touch.diagnosis);
        return {std::move(made), std::move(touch)};
    }
    if (dice < 92) {
        touch.kind = Class::Local;
        touch.transaction = "LC13";
        touch.key = fmt::format("{:032x}", last_);
        auto made = made_for(touch, "I13");
        made.fields = {{"local_key", touch.key}, {"psn_no", person}};
        return {std::move(made), std::move(touch)};
    }
    touch.kind = Class::Settlement;
    touch.transaction = "2102";
    auto made = made_for(touch, "");
    made.fields = {{"psn_no", person}};
    return {std::move(made), std::move(touch)};
}

}  // namespace circle::simulation
