#include "kiosk/visit/step.h"

#include <algorithm>

#include "kiosk/visit/acts.h"
#include "kiosk/visit/table.h"

namespace circle::visit {

State begin_of_day(const Rules& rules, const Stamp& now) {
    State state;
    state.language = rules.default_language;
    Effects none;
    Turn turn{state, now, rules, none, {}};
    rest(turn);
    return state;
}

namespace {

void take(Turn& turn, const Touched& event) {
    turn.state.touched_ms = turn.now.steady_ms;
    if (const Act act = act_for(turn.state, event.node)) act(turn);
}
void take(Turn& turn, const Felt& event) { feel(turn, event.beside); }
void take(Turn& turn, const Written& event) {
    turn.state.touched_ms = turn.now.steady_ms;
    written(turn, event);
}
void take(Turn& turn, const Drawn& event) {
    turn.state.touched_ms = turn.now.steady_ms;
    drawn(turn, event);
}
void take(Turn& turn, const JournalChanged& event) { turn.state.journal = {event.usable, event.token}; }
void take(Turn& turn, const Reserved& event) { reserved(turn, event); }
void take(Turn& turn, const Submitted& event) { submitted(turn, event); }
void take(Turn& turn, const Moved& event) { moved(turn, event); }
void take(Turn& turn, const LookedBack& event) { looked_back(turn, event); }
void take(Turn& turn, const FoundFiled& event) {
    if (turn.state.visit) turn.state.visit->filed = event.filed;
}
void take(Turn& turn, const Found& event) { found(turn, event); }
void take(Turn& turn, const Ticked&) { expire(turn); }
void take(Turn& turn, const drivers::card::Inserted& event) { card_inserted(turn, event); }
void take(Turn& turn, const drivers::card::Removed&) { card_removed(turn); }
void take(Turn& turn, const drivers::card::StateChanged& event) { reader_changed(turn, event); }
void take(Turn& turn, const drivers::card::ReadDone& event) { card_read(turn, event); }
void take(Turn& turn, const drivers::printer::StateChanged& event) { printer_changed(turn, event); }
void take(Turn& turn, const drivers::printer::Printed& event) { printed(turn, event); }
void take(Turn& turn, const relay::LineChanged& event) { line_changed(turn, event); }
void take(Turn& turn, const relay::Answered& event) {
    const auto& visit = turn.state.visit;
    if (!visit) return;
    if (event.id == visit->asking) {
        person_answered(turn, event);
    } else {
        question_answered(turn, event);
    }
}

}  // namespace

Effects step(State& state, const Event& event, const Stamp& now, const Rules& rules) {
    Effects effects;
    Turn turn{state, now, rules, effects, {}};
    if (const auto* touched = std::get_if<Touched>(&event)) turn.node = touched->node;
    std::visit([&](const auto& one) { take(turn, one); }, event);
    return effects;
}

}  // namespace circle::visit
