// The visit as one readable table: where × what is touched → what is done; and per place what time does.
#pragma once

#include <string_view>

#include "kiosk/visit/acts.h"

namespace circle::visit {

using Act = void (*)(Turn&);

// The act for a touch, or nothing when the touch means nothing here: a late touch on a page that is gone.
Act act_for(const State& state, std::string_view node);

struct PlaceRule {
    Place place;
    std::string_view name;
    bool timed;         // without a touch a warning comes, then the end
    bool kept;          // the way back leads here
    bool has_bar_back;  // drawn there, and only there it does something
    bool may_leave;     // by the bar: cancel, counter, help
};
const PlaceRule& rule_of(Place place);

}  // namespace circle::visit
