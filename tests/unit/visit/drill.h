// Drives the visit with hand-made events and time, and keeps what it asked for.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/catalogue/loader.h"
#include "kiosk/visit/step.h"

namespace drill {

using namespace circle;
using visit::Place;

struct Assets {
    catalogue::Catalogue catalogue;
    Areas areas;
    relay::Profile profile;
};
inline const Assets& assets() {
    static const auto folder = [] {
        const char* given = std::getenv("CIRCLE_ASSETS");
        return std::string(given == nullptr ? "assets" : given);
    }();
    static const Assets read{catalogue::load(folder + "/catalogue").value().catalogue,
                             Areas::load(folder + "/places/divisions.csv").value(),
                             relay::load_profile(folder + "/regions/hunan-csb.toml").value()};
    return read;
}

inline visit::Rules rules() {
    visit::Rules rules;
    rules.offers = {
        {.id = "I07", .groups = {"mine"}, .needs = identity::Strength::Verified, .opens_query = true},
        {.id = "I13", .groups = {"away"}, .needs = identity::Strength::Verified, .files = true},
        {.id = "I14", .groups = {"away"}},
        {.id = "I03", .groups = {"enrol"}}};
    rules.catalogue = &assets().catalogue;
    rules.areas = &assets().areas;
    rules.profile = &assets().profile;
    rules.point_name = "桂阳县太和镇便民服务中心";
    rules.card_pair_checked = true;
    rules.institution = "H43102100001";
    rules.entitlement_kinds = {"11", "21"};
    return rules;
}

inline drivers::card::CardData card_of(std::string number) {
    drivers::card::CardData card;
    card.card_number = std::move(number);
    card.identification = "431000D15600000500000001A1B2C3D4";
    return card;
}

inline Reply person_reply(std::string status = "1") {
    Reply reply;
    reply.nodes["baseinfo"] = {
        {{"psn_no", "4310210001"}, {"certno", "431021195806040025"}, {"psn_name", "张秀英"}}};
    reply.nodes["insuinfo"] = {
        {{"insutype", "390"}, {"psn_insu_stas", std::move(status)}, {"insuplc_admdvs", "431021"}}};
    return reply;
}

struct Drill {
    visit::Rules rules = drill::rules();
    Stamp now{1'000, 1'795'312'800'000};  // 2026-11-22 10:00 in Shanghai
    visit::State state = visit::begin_of_day(rules, now);
    visit::Effects last;
    visit::Effects all;
    std::uint64_t generation = 0;

    // What the ledger would answer.
    std::vector<visit::Outcome> earlier;
    std::vector<visit::Filed> filed;
    std::uint64_t next_matter = 1;
    bool journal_takes = true;

    void take(const visit::Event& event) {
        last = step(event);
        all.insert(all.end(), last.begin(), last.end());
    }
    visit::Effects step(const visit::Event& event) {
        auto effects = visit::step(state, event, now, rules);
        visit::Effects more;
        const auto answer_with = [&](const visit::Event& said) {
            auto follows = step(said);
            more.insert(more.end(), follows.begin(), follows.end());
        };
        for (const auto& effect : effects) {
            if (std::holds_alternative<visit::LookBack>(effect)) answer_with(visit::LookedBack{earlier});
            if (std::holds_alternative<visit::FindFiled>(effect)) answer_with(visit::FoundFiled{filed});
            if (std::holds_alternative<visit::Reserve>(effect)) {
                answer_with(journal_takes ? visit::Reserved{"073551", "0123456789abcdef0123456789abcdef"}
                                          : visit::Reserved{});
            }
            if (std::holds_alternative<visit::Submit>(effect)) answer_with(visit::Submitted{next_matter++});
        }
        effects.insert(effects.end(), more.begin(), more.end());
        return effects;
    }
    void moved(std::uint64_t matter, transaction::State to, std::string reason = {}, std::string handle = {}) {
        take(visit::Moved{matter, to, std::move(reason), std::move(handle), {}});
    }
    void write(std::string field, std::string value) {
        take(visit::Written{"form." + std::move(field), std::move(value)});
    }
    void touch(std::string node) { take(visit::Touched{std::move(node)}); }
    void feel_beside() { take(visit::Felt{true}); }
    void feel_target() { take(visit::Felt{false}); }
    void pass(std::int64_t ms) {
        now.steady_ms += ms;
        now.unix_ms += ms;
        take(visit::Ticked{});
    }
    void insert(bool found = false) { take(drivers::card::Inserted{++generation, found}); }
    void remove() { take(drivers::card::Removed{generation}); }
    void reader(drivers::State to) { take(drivers::card::StateChanged{to, std::nullopt}); }
    void line(bool up, bool signed_in = true) {
        relay::LineChanged change;
        change.up = up;
        change.signed_in = signed_in;
        take(change);
    }
    void read(tl::expected<drivers::card::CardData, drivers::Error> result) {
        take(drivers::card::ReadDone{state.visit->reading, generation, std::move(result)});
    }
    void answer(std::uint64_t id, tl::expected<Reply, relay::Failure> result) {
        relay::Answered answered;
        answered.id = id;
        answered.result = std::move(result);
        take(answered);
    }

    Place place() const { return state.at.place; }

    // Card in, notice agreed to, card read, person known: the home page.
    void come_home() {
        insert();
        touch("notice.agree");
        read(card_of("A00000011"));
        answer(state.visit->asking, person_reply());
        REQUIRE(place() == Place::Home);
    }

    // Home, the guide of I13, its form: every answer given, all looked over.
    void open_form() {
        take(visit::JournalChanged{true, {}});
        come_home();
        touch("home.item.I13");
        touch("guide.begin");
        REQUIRE(place() == Place::Form);
    }
    void to_review() {
        open_form();
        write("rloc_admdvs", "441900");
        touch("form.next");
        touch("form.stay.yes");
        touch("form.next");
        touch("form.next");  // today stands there already
        write("tel", "13807355521");
        touch("form.next");
        touch("form.proof_kind.papers");
        touch("form.next");
        take(visit::Drawn{"form.signature", {{1, 1}, {9, 9}}});
        touch("form.next");
        REQUIRE(place() == Place::Review);
    }
    void to_result(transaction::State to = transaction::State::Accepted) {
        to_review();
        touch("review.send");
        REQUIRE(place() == Place::Sending);
        moved(1, transaction::State::Recorded);
        moved(1, transaction::State::Sending);
        moved(1, to);
        REQUIRE(place() == Place::Result);
    }

    // Home, her insurance with every question answered, and the preview of her paper.
    void to_paper() {
        rules.has_printer = true;
        take(drivers::printer::StateChanged{drivers::State::Ready, drivers::printer::Paper::Full, {}});
        come_home();
        touch("home.item.I07");
        for (const auto id : open_questions()) answer(id, Reply{});
        touch("query.print");
        REQUIRE(place() == Place::Paper);
    }

    std::vector<std::uint64_t> open_questions() const {
        std::vector<std::uint64_t> ids;
        for (const auto& question : state.visit->questions) {
            if (question.waiting) ids.push_back(question.id);
        }
        return ids;
    }

    template <class Kind>
    const Kind* find(const visit::Effects& effects) const {
        for (const auto& effect : effects) {
            if (const auto* one = std::get_if<Kind>(&effect)) return one;
        }
        return nullptr;
    }
    template <class Kind>
    int count(const visit::Effects& effects) const {
        int found = 0;
        for (const auto& effect : effects) found += std::holds_alternative<Kind>(effect) ? 1 : 0;
        return found;
    }
    std::string_view ended() const {
        const auto* end = find<visit::VisitEnded>(last);
        return end == nullptr ? std::string_view{} : end->reason;
    }
};

}  // namespace drill
