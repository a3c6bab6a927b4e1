// Inside the room: one function a page. `Desk` is what each is handed.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

// form.cpp: a matter is filled in, field by field; and the code of an earlier one
sv::Body form_page(const Desk& desk);
sv::Body ask_code_page(const Desk& desk);
sv::Steps steps_of(const Desk& desk, std::size_t current);  // from 0

// fields.cpp: what is touched to answer. The words of an answer, as she reads them.
using FieldBody = decltype(sv::Field::kind);
FieldBody field_body(const Desk& desk, const catalogue::Field& field);
sv::Text answer_text(const Desk& desk, const catalogue::Field& field);
// What is known of a field and only told: its hints and warnings, a sentence each.
std::string told_words(const Desk& desk, const visit::Filing& filing, std::string_view field);

// review.cpp, outcome.cpp: look over and send, and what came of it
sv::Body review_page(const Desk& desk);
sv::Body sending_page(const Desk& desk);
sv::Body result_page(const Desk& desk);

// standing.cpp: how a matter stands, in words that its state proves and no more
struct Standing {
    sv::Tone tone = sv::Tone::Plain;
    sv::Icon icon = sv::Icon::None;
    std::string title, line;
    std::string next;   // what she does now
    bool done = false;  // it stands at the platform
    bool open = false;  // nobody knows yet
};
Standing standing_of(const Desk& desk, const visit::Outcome& outcome);

// undoing.cpp: the same of a filing that is taken back
bool is_undoing(const Desk& desk, const visit::Outcome& outcome);
// `made`: what would be said of another matter in this state.
Standing undoing_standing(const Desk& desk, const visit::Outcome& outcome, Standing made);
std::string undo_title(const Desk& desk, const catalogue::Item& item);
std::string undone_number(const Desk& desk);  // the platform's, of what was just taken back; empty: not known
void review_undoing(const Desk& desk, const catalogue::Item& item, sv::ReviewBody& body);

// case_paper.cpp: what page and slip say about a case
struct CaseWords {
    std::string taken_title;
    std::vector<std::pair<std::string, std::string>> taken;  // label, value
    std::vector<std::string> next, missing;
    std::string by_when;  // or that no limit is known; empty of an undoing
};
CaseWords case_words(const Desk& desk, const visit::Outcome& outcome);
drivers::printer::Slip case_paper(const Desk& desk, const visit::Printing& printing);

// people.cpp: a person instead of the machine
sv::Body counter_page(const Desk& desk);
sv::Body help_page(const Desk& desk);

// wording.cpp
std::string clock_words(const Desk& desk);                                        // "上午 9:24"
std::string date_words(const Desk& desk);                                         // "11月22日 星期日"
std::string day_words(const Desk& desk, const std::chrono::year_month_day& day);  // "2026年11月22日 星期日"
std::string moment_words(std::int64_t unix_ms);                                   // "2026-11-22 10:00"
std::string grouped(std::string_view digits);                                     // "138 0735 5521"
std::string code_words(std::string_view code);                                    // "482 913"
std::string hours_words(const Desk& desk);         // the week's opening hours, a line each day group
std::string next_opening_words(const Desk& desk);  // "明天 08:30"
std::string phone_words(const Desk& desk);         // the number, or that none is registered
sv::Button button(std::string id, std::string label, sv::Icon icon = sv::Icon::None);

}  // namespace circle::view
