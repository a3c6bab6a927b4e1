// One step of the visit: (state, event) → (state, effects). The whole behaviour of the resident's side stands
// in table.cpp; the acts it names are in acts.h. Pure: `now` comes with the event, effects are run by main.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "drivers/card/reader.h"
#include "drivers/printer/printer.h"
#include "kiosk/catalogue/catalogue.h"
#include "kiosk/ground/areas.h"
#include "kiosk/ground/stamp.h"
#include "kiosk/relay/profile.h"
#include "kiosk/relay/relay.h"
#include "kiosk/visit/state.h"

namespace circle::visit {

// --- what happens
// ------------------------------------------------------------------------------------------------

struct Touched {
    std::string node;  // a node id of the page that was shown
};
struct Felt {     // a finger came down and has chosen nothing (yet)
    bool beside;  // where nothing reacts; else on a target, which may still become a Touched
};
struct Written {  // text came for a field, by another way than its keys
    std::string node, value;
};
struct Drawn {  // one stroke of a finger in a writing field
    std::string node;
    screens::view::InkStroke points;
};
struct Ticked {};  // time went on; due timers run

// What the ledger says. Each answers the effect of the same concern, before anything else happens.
struct JournalChanged {
    bool usable = false;
    std::string token;
};
struct Reserved {  // of Reserve; an empty code: the journal takes nothing
    std::string code, key;
};
struct Submitted {  // of Submit: the matter's number
    std::uint64_t matter = 0;
};
struct Moved {  // at any time, also of matters that are nobody's here
    std::uint64_t matter = 0;
    transaction::State state = transaction::State::Drafted;
    std::string reason, handle, platform_words;
};
struct LookedBack {  // of LookBack
    std::vector<Outcome> matters;
};
struct FoundFiled {  // of FindFiled
    std::vector<Filed> filed;
};
struct Found {  // of FindByCode
    std::optional<Outcome> matter;
    bool readable = true;  // false: the journal could not be read
};

using Event = std::variant<Touched, Felt, Written, Drawn, Ticked, JournalChanged, Reserved, Submitted, Moved,
                           LookedBack, FoundFiled, Found, drivers::card::Inserted, drivers::card::Removed,
                           drivers::card::StateChanged, drivers::card::ReadDone, drivers::printer::StateChanged,
                           drivers::printer::Printed, relay::Answered, relay::LineChanged>;

// --- what is to be done
// ------------------------------------------------------------------------------------------

struct ReadCard {
    std::uint64_t request;
};
struct StopReading {
    std::uint64_t request;
};
struct Ask {
    relay::Query query;
};
struct StopAsking {
    std::uint64_t id;
};
struct Print {  // main composes the slip from this very state, as the preview was (view::slip)
    std::uint64_t request;
    bool copy;
};
struct StopPrinting {
    std::uint64_t request;
};
struct LookBack {  // what is open of hers, or was not told
    std::string person;
};
struct Reserve {};  // a code and a key for a new matter
struct Submit {     // a matter's fields, complete and checked
    std::string item, transaction, person, insured_area;
    relay::Fields fields;
    relay::Fields words;            // what was taken in: label → text, in Chinese
    relay::Fields original_fields;  // of an undoing: the filing that it takes back
    std::string code;
};
struct Tell {  // she has seen how it ended
    std::uint64_t matter;
};
struct FindFiled {  // the numbers of her filings
    std::string person;
};
struct FindByCode {
    std::string code;
};
struct Rate {
    std::uint64_t matter;
    int level;  // 1 best … 5
    std::vector<std::string> reasons;
};
struct VisitBegan {
    std::uint64_t number;
    std::string_view how;  // token: "touch", "card", "browse"
};
struct VisitEnded {  // main wipes every copy
    std::uint64_t number;
    std::string_view reason;  // token: "done", "cancelled", "declined", "timed_out", "card_taken", "other_card"
    std::int64_t lasted_ms;
};
struct Noted {  // for the event log only
    std::string_view
        what;            // token: "warned", "extended", "help", "counter", "view", "language", "forgotten", …
    std::string detail;  // token or empty
};

using Effect = std::variant<ReadCard, StopReading, Ask, StopAsking, Print, StopPrinting, LookBack, Reserve,
                            Submit, Tell, FindFiled, FindByCode, Rate, VisitBegan, VisitEnded, Noted>;
using Effects = std::vector<Effect>;

// --- what does not change during a visit
// -------------------------------------------------------------------------

struct Offer {  // one service item of this kind of point
    std::string id;
    std::vector<std::string> groups;                      // life events under which it is found
    identity::Strength needs = identity::Strength::None;  // for what it opens
    bool opens_query = false;                             // else its guide
    bool files = false;                                   // it can be done here: the catalogue has its form
};

struct Timing {  // anchors §4.3: standard and elder view, in seconds
    int warn_after_s = 60, warn_after_elder_s = 120;
    int grace_s = 20, grace_elder_s = 45;
};

struct Rules {
    std::vector<Offer> offers;
    const catalogue::Catalogue* catalogue = nullptr;  // forms; outlives the visit
    const Areas* areas = nullptr;
    const relay::Profile* profile = nullptr;  // how a filing is taken back; outlives the visit
    std::string point_name;
    bool has_printer = false;        // one is fitted
    bool card_pair_checked = false;  // the profile states that the platform checks card number with 卡识别码
    std::string institution;         // fixmedins_code of this point, asked for by 2001
    std::vector<std::string> entitlement_kinds;  // med_type values that the query page asks 2001 for
    std::string default_language = "zh-CN";
    bool out_of_service = false;
    std::function<bool(const Civil&)> open = [](const Civil&) { return true; };
    Timing timing;
    int rows_a_page = 8, rows_a_page_elder = 6;
};

State begin_of_day(const Rules& rules, const Stamp& now);
Effects step(State& state, const Event& event, const Stamp& now, const Rules& rules);

// --- time
// --------------------------------------------------------------------------------------------------------

std::int64_t warn_after_ms(const State& state, const Rules& rules);
std::int64_t grace_ms(const State& state, const Rules& rules);
int dialog_seconds_left(const State& state, const Stamp& now, const Rules& rules);  // whole seconds, rounded up

// When the state must be looked at again though nothing happens (steady ms): a timer, the next second of a
// countdown. The clock in the header is main's matter.
std::int64_t next_due_ms(const State& state, const Stamp& now, const Rules& rules);

}  // namespace circle::visit
