// A person at a point that takes matters in, with her state made by hand.
#pragma once

#include <cstdlib>
#include <memory>
#include <string>

#include "kiosk/catalogue/loader.h"
#include "kiosk/view/compose.h"
#include "kiosk/visit/forms.h"

namespace circle::test {

inline std::string root() {
    const char* folder = std::getenv("CIRCLE_ROOT");
    return folder == nullptr ? "." : folder;
}

struct FilingDesk {
    catalogue::Catalogue catalogue = catalogue::load(root() + "/assets/catalogue").value().catalogue;
    relay::Profile profile = relay::load_profile(root() + "/assets/regions/hunan-csb.toml").value();
    Areas areas = Areas::load(root() + "/assets/places/divisions.csv").value();
    view::Site site{.name = "龙潭街道医疗保障服务站"};
    visit::Rules rules;
    Stamp now{100'000, 1'795'312'800'000};  // Sunday 2026-11-22, 10:00 in Shanghai
    visit::State state;
    Texts texts;

    FilingDesk() {
        rules.catalogue = &catalogue;
        rules.areas = &areas;
        rules.has_printer = true;
        for (const auto* item : catalogue.items_for(catalogue::Kind::Township)) {
            rules.offers.push_back({.id = item->id, .groups = item->groups, .files = item->sheet.has_value()});
        }
        state.language = "zh-CN";
        state.journal.usable = true;
        state.line = {.known = true, .up = true, .signed_in = true};
        state.printer.printer = drivers::State::Ready;
        state.visit = std::make_unique<visit::Visit>();
        identity::Person person;
        person.number = "4310210001";
        person.id_type = "01";
        person.id_number = "431021195806040024";
        person.name = "张𬴊英";
        person.sex = "2";
        person.birth_date = "1958-06-04";
        person.strength = identity::Strength::Verified;
        person.insurances = {{.kind = "390", .status = "1", .area = "431021"}};
        state.visit->person = std::move(person);
    }

    void english() {
        state.language = "en";
        if (auto loaded = Texts::load(root() + "/build/release/share/texts/en.mo")) texts = std::move(*loaded);
    }

    visit::Filing& filing(const std::string& item = "I13") {
        auto& made = state.visit->filing.emplace();
        made.item = item;
        made.code = "482913";
        made.answers = {{"rloc_admdvs", "441900"}, {"stay", "yes"},          {"begndate", "2026-11-22"},
                        {"tel", "13807355521"},    {"proof_kind", "papers"}, {"signature", "signed"}};
        made.ink["signature"] = {{{20, 30}, {40, 50}, {60, 30}}, {{70, 20}, {70, 60}}};
        judge();
        return made;
    }
    void judge() {
        auto& made = *state.visit->filing;
        made.faults = catalogue::check(*visit::form_of(state, rules), made.answers,
                                       visit::known_of(state, now, rules), areas);
    }

    visit::Outcome& outcome(transaction::State how, std::string reason = {}) {
        auto& made = state.visit->outcome.emplace();
        made.matter = 7;
        made.item = "I13";
        made.transaction = "LC13";
        made.state = how;
        made.reason = std::move(reason);
        made.created_ms = now.unix_ms;
        made.code = "482913";
        made.words = {{"居住和就医的地方", "广东省 东莞市"}};
        return made;
    }

    view::Scene scene() const { return {catalogue, catalogue::Kind::Township, profile, areas, site, rules}; }
    screens::view::Page at(visit::Place place, std::string subject = {}) {
        state.at = {place, std::move(subject), 0};
        return view::compose(state, now, scene(), texts);
    }
    template <typename Body>
    Body body(visit::Place place, std::string subject = {}) {
        return std::get<Body>(at(place, std::move(subject)).body);
    }
};

}  // namespace circle::test
