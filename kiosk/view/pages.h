// Inside the room: one function a page. `Desk` is what each is handed.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/view/compose.h"

namespace circle::view {

namespace sv = screens::view;

struct Desk {
    const visit::State& state;
    const Stamp& now;
    const Scene& scene;
    const Texts& tr;  // tr("中文") is the word in the visit's language

    bool chinese() const { return state.language != "en"; }
    bool elder() const { return state.density == sv::Density::Elder; }
    std::string_view language() const { return chinese() ? "zh" : "en"; }
    const std::string& pick(const catalogue::Words& words) const { return words.in(chinese()); }
};

// resting.cpp: nobody, or nobody any more
sv::Body idle_page(const Desk& desk);
sv::Body closed_page(const Desk& desk);
sv::Body out_of_service_page(const Desk& desk);
sv::Body forgotten_page(const Desk& desk);
sv::Body farewell_page(const Desk& desk);

// entering.cpp: on the way to a person
sv::Body notice_page(const Desk& desk);
sv::Body identify_page(const Desk& desk);
sv::Body reading_page(const Desk& desk);
sv::Body trouble_page(const Desk& desk);
sv::Body stronger_page(const Desk& desk);

// offering.cpp, guide.cpp: what this point can do
sv::Body home_page(const Desk& desk);
sv::Body group_page(const Desk& desk);
sv::Body guide_page(const Desk& desk);

// insurance.cpp: her own insurance
sv::Body query_page(const Desk& desk);

// paper.cpp: what is printed
sv::Body paper_page(const Desk& desk);

// people.cpp: a person instead of the machine
sv::Body counter_page(const Desk& desk);
sv::Body help_page(const Desk& desk);

// wording.cpp
std::string clock_words(const Desk& desk);         // "上午 9:24"
std::string date_words(const Desk& desk);          // "11月22日 星期日"
std::string hours_words(const Desk& desk);         // the week's opening hours, a line each day group
std::string next_opening_words(const Desk& desk);  // "明天 08:30"
std::string phone_words(const Desk& desk);         // the number, or that none is registered
sv::Button button(std::string id, std::string label, sv::Icon icon = sv::Icon::None);

}  // namespace circle::view
