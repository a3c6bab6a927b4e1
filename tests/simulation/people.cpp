#include "tests/simulation/people.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <vector>

namespace circle::simulation {
namespace {

constexpr std::array kDiagnoses{"C34", "I21", "I25", "I63",
                                "K80", "N18", "S72"};  // of assets/catalogue/I20.toml
constexpr std::array kHospitals{"H43010000101", "H43100000901", "H44010000901"};
constexpr const char* kUsualDay = "2026-11-20";
constexpr int kUsual = 3;

const Touch* being_undone(const std::string& person, const Touches& touches) {
    for (const auto& [matter, touch] : touches) {
        if (touch.person == person && touch.transaction == "2502" && !transaction::settled(touch.told))
            return &touch;
    }
    return nullptr;
}

bool has_referral(const std::string& person, const Touches& touches) {
    return std::ranges::any_of(touches, [&](const auto& each) {
        const Touch& touch = each.second;
        return touch.person == person && touch.transaction == "2501" && touch.known == State::Accepted;
    });
}

}  // namespace

bool is_usual(const std::string& referral) { return referral.ends_with(kUsualDay); }

Wish People::wish_of(const std::string& person, const Touches& touches) {
    Wish wish;
    const auto dice = dice_.between(0, 99);
    if (dice < 24 && has_referral(person, touches)) {
        wish.what = Wish::For::TakeBack;
    } else if (dice < 55) {
        wish.what = Wish::For::Referral;
        wish.answers = referral(person, touches);
    } else if (dice < 88) {
        wish.what = Wish::For::Away;
        const bool promise = dice_.chance(50);
        wish.answers = {{"rloc_admdvs", dice_.chance(80) ? "441900" : "431000"},  // the latter is her own city
                        {"stay", dice_.chance(85) ? "yes" : "no"},
                        {"begndate", fmt::format("2026-12-{:02}", dice_.between(1, 31))},
                        {"proof_kind", promise ? "commitment" : "papers"}};
        if (promise) wish.answers["promise"] = catalogue::agreed;
        wish.answers["signature"] = catalogue::signed_here;
    } else if (dice < 92) {
        wish.what = Wish::For::Insurance;
    } else {
        wish.what = Wish::For::Code;
        wish.code = some_code(person, touches);
    }
    wish.answers["tel"] = fmt::format("138{:08}", dice_.between(0, 99'999'999));
    return wish;
}

// Often the one of last time: what stands already must not be filed again. Else one that nobody has filed yet.
catalogue::Answers People::referral(const std::string& person, const Touches& touches) {
    catalogue::Answers answers{{"refl_rea", "limited"}, {"refl_opnn", "agreed"}};
    if (const Touch* undone = being_undone(person, touches); undone != nullptr && dice_.chance(70)) {
        // She thinks again: what she has just had undone.
        std::istringstream(undone->referral) >> answers["diag"] >> answers["hospital"] >> answers["refl_date"];
        return answers;
    }
    const bool usual = dice_.chance(40);
    const auto count = static_cast<std::size_t>(usual ? dice_.between(1, kUsual) : ++last_referral_);
    answers["diag"] = kDiagnoses[count % kDiagnoses.size()];
    answers["hospital"] = kHospitals[count / kDiagnoses.size() % kHospitals.size()];
    const auto round = count / (kDiagnoses.size() * kHospitals.size());
    answers["refl_date"] =
        usual ? kUsualDay
              : fmt::format("{}-{:02}-{:02}", 2027 + round / 336, round / 28 % 12 + 1, round % 28 + 1);
    return answers;
}

// Mostly one of her own, often what is under way; sometimes somebody else's, or none at all.
std::string People::some_code(const std::string& person, const Touches& touches) {
    std::vector<const Touch*> there;
    for (const auto& [matter, touch] : touches) {
        if (touch.code.empty()) continue;
        if (!transaction::settled(touch.known) && dice_.one_in(6)) return touch.code;
        if (touch.person == person || dice_.one_in(20)) there.push_back(&touch);
    }
    if (there.empty() || dice_.one_in(10)) return "999999";
    return there[static_cast<std::size_t>(dice_.between(0, static_cast<std::int64_t>(there.size()) - 1))]->code;
}

std::pair<ledger::Case, Touch> People::settlement_of(const std::string& person) {
    Touch touch;
    touch.person = person;
    touch.code = fresh_numbers().first;
    touch.kind = Class::Settlement;
    touch.transaction = "2102";
    ledger::Case made;
    made.transaction = touch.transaction;
    made.person = person;
    made.insured_area = "431021";
    made.code = touch.code;
    made.fields = {{"psn_no", person}};
    return {std::move(made), std::move(touch)};
}

std::pair<std::string, std::string> People::fresh_numbers() {
    ++last_number_;
    return {fmt::format("{:06}", last_number_), fmt::format("{:032x}", last_number_)};
}

}  // namespace circle::simulation
