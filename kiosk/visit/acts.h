// The acts that the table names. Each changes the state and adds effects; none is called from outside the room.
#pragma once

#include <string_view>

#include "kiosk/visit/step.h"

namespace circle::visit {

struct Turn {  // what an act works on
    State& state;
    const Stamp& now;
    const Rules& rules;
    Effects& effects;
    std::string_view node;  // what was touched, if anything
};

// moving about (moving.cpp)
void put(Turn& turn, Spot spot);                             // to this spot; the way back is left as it is
void go(Turn& turn, Place place, std::string subject = {});  // forward; the spot left is kept for the way back
void go_back(Turn& turn);
void show_group(Turn& turn);
void show_guide(Turn& turn, const Offer& offer);
void open_item(Turn& turn);
void next_page(Turn& turn);
void previous_page(Turn& turn);
void show_counter(Turn& turn);
void show_help(Turn& turn);
void toggle_density(Turn& turn);
void toggle_language(Turn& turn);

// beginning and ending (lifetime.cpp)
void begin(Turn& turn, std::string_view how);
void begin_by_touch(Turn& turn);
void browse(Turn& turn);
void leave(Turn& turn, std::string_view reason);
void finish(Turn& turn);             // "done"
void cancel(Turn& turn);             // "cancelled"
void decline(Turn& turn);            // the privacy notice was not agreed to
void rest(Turn& turn);               // to Idle, Closed or OutOfService, with the defaults of the site
void stay(Turn& turn);               // "more time"
void feel(Turn& turn, bool beside);  // a finger that has chosen nothing
void expire(Turn& turn);             // what due timers do

// who she is (identifying.cpp)
void agree(Turn& turn);
void identify(Turn& turn);
void try_again(Turn& turn);
void card_inserted(Turn& turn, const drivers::card::Inserted& event);
void card_removed(Turn& turn);
void reader_changed(Turn& turn, const drivers::card::StateChanged& event);
void card_read(Turn& turn, const drivers::card::ReadDone& event);
void person_answered(Turn& turn, const relay::Answered& event);
void line_changed(Turn& turn, const relay::LineChanged& event);
void stop_work(Turn& turn);  // card read, questions and printing that still run

// a matter filled in (filing.cpp)
void begin_filing(Turn& turn);  // of the guide on screen
void open_wanted(Turn& turn);   // what she chose before anybody knew who she is
void next_field(Turn& turn);
void edit_field(Turn& turn);
void send_filing(Turn& turn);
void undo_filing(Turn& turn);                                // of the query page (undoing.cpp)
bool hold_back(Turn& turn, const std::string& transaction);  // true: it is open, and shown instead
std::optional<Submit> undo_order(const State& state, const Rules& rules);
void reserved(Turn& turn, const Reserved& event);
void judge_answers(Turn& turn);  // faults of all answers anew

// one field (filling.cpp, picking.cpp)
void fill_in(Turn& turn);  // a key of the field on screen
void written(Turn& turn, const Written& event);
void drawn(Turn& turn, const Drawn& event);
void answer(Turn& turn, const catalogue::Field& field, std::string value);  // empty: taken back
bool pick_place(Turn& turn, const catalogue::Field& field, std::string_view key);

// how matters stand (matters.cpp)
void look_back(Turn& turn);  // she is known: first what she was not told
void looked_back(Turn& turn, const LookedBack& event);
void submitted(Turn& turn, const Submitted& event);
void moved(Turn& turn, const Moved& event);
void acknowledge(Turn& turn);  // she has read it; on to what comes next
void acknowledge_home(Turn& turn);
void judge_matter(Turn& turn);  // rate.N
void give_reason(Turn& turn);   // rate.reason.KEY
void seal_judging(Turn& turn);  // a bad one without a reason, when she goes
void give_up_waiting(Turn& turn);
inline constexpr std::int64_t kSendingLimitMs = 75'000;  // list and order have shorter time-outs of their own

// the pick-up code (codes.cpp)
void ask_for_code(Turn& turn);
void type_code(Turn& turn);
void find_code(Turn& turn);
void found(Turn& turn, const Found& event);

// her own insurance (asking.cpp)
void open_query(Turn& turn);
void ask_again(Turn& turn);  // the questions that failed
void question_answered(Turn& turn, const relay::Answered& event);

// her paper (printing.cpp)
void show_paper(Turn& turn);
void print_paper(Turn& turn);
void print_copy(Turn& turn);
void stop_printing(Turn& turn);
void printer_changed(Turn& turn, const drivers::printer::StateChanged& event);
void printed(Turn& turn, const drivers::printer::Printed& event);

}  // namespace circle::visit
