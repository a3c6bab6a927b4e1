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
