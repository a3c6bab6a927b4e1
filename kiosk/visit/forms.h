// What the pages of a form and the acts behind them both need to know. Pure; of the same state always the same.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/visit/step.h"

namespace circle::visit {

inline constexpr std::size_t kCodeDigits = 6;  // of the pick-up code

// The reasons that may be given for a bad judgement; ids rate.reason.<key>.
inline constexpr std::string_view kRateReasons[] = {"slow", "unclear", "fault", "undone"};
constexpr bool is_bad(int level) { return level >= 4; }

// The form of the filing; null when there is none.
const catalogue::Item* item_of(const State& state, const Rules& rules);
const catalogue::Form* form_of(const State& state, const Rules& rules);

// The matter on screen is the one that was just sent: it may be printed and judged.
bool just_sent(const State& state);

// What is known of her and of this point, for the form's rules.
catalogue::Known known_of(const State& state, const Stamp& now, const Rules& rules);

// The fields that are asked, in their order, given the answers so far.
std::vector<const catalogue::Field*> asked_fields(const State& state, const Stamp& now, const Rules& rules);
// The field that is on screen.
const catalogue::Field* field_at(const State& state, const Rules& rules);

// The fault that keeps a field from being left: its first Block, or its first Ask that she has not confirmed.
// An empty name: the faults of the whole form.
const catalogue::AnswerFault* standing_fault(const Filing& filing, std::string_view field);

// Under which an Ask counts as confirmed: it is asked anew when the answer is another.
std::string confirmation(const Filing& filing, const catalogue::AnswerFault& fault);

// --- taking a filing back ---

// The filings on the query page that can be taken back here, in their order: node query.undo.<index>.
struct Undoable {
    const catalogue::Item* item;
    Undoing undoing;
};
std::vector<Undoable> undoable(const State& state, const Rules& rules);
// What she knows such a filing by: label and text, in Chinese or English.
relay::Fields shown_of(const catalogue::UndoPlan& plan, const Row& row, bool chinese);

// --- choosing a place ---

struct PlaceOption {
    std::string key;  // of the node form.<field>.<key>: the code, in the upper list "upper.<code>"
    std::string code;
    std::string name;     // Chinese; of the letters: in full
    std::string english;  // in Latin letters, or the catalogue's own words
    bool chosen = false;
};
struct PlaceList {
    std::vector<PlaceOption> options;  // of this page
    int page = 0, pages = 1;
};
struct PlaceLists {
    PlaceList upper,
        lower;        // provinces and cities; where a county is asked and a city is chosen: cities, counties
    PlaceList found;  // of the letters
    bool may_rise = false;  // there is a way back to the provinces: key "rise"
};
PlaceLists places_at(const State& state, const Rules& rules);

}  // namespace circle::visit
