// From the visit's state to the page that is drawn: every word translated, every number masked and formatted.
// Pure; the same state and time always give the same page.
#pragma once

#include <string>

#include "drivers/printer/slip.h"
#include "kiosk/catalogue/catalogue.h"
#include "kiosk/ground/areas.h"
#include "kiosk/ground/stamp.h"
#include "kiosk/ground/texts.h"
#include "kiosk/relay/profile.h"
#include "kiosk/settings/hours.h"
#include "kiosk/visit/step.h"
#include "screens/view/page.h"

namespace circle::view {

struct Site {  // what the pages say about this point
    std::string name, parent;
    std::string phone;    // empty: unknown, and the page says so
    std::string counter;  // where the counter is; empty: unknown
    std::string out_of_service_reason;
    settings::OpeningHours hours;
    int paper_columns = 48;  // of the printer's paper: 48 at 80 mm, 32 at 58 mm
};

struct Scene {  // what does not change from page to page
    const catalogue::Catalogue& catalogue;
    catalogue::Kind kind;
    const relay::Profile& profile;
    const Areas& areas;
    const Site& site;
    const visit::Rules& rules;
};

// `texts` is the catalogue of the visit's language (state.language).
screens::view::Page compose(const visit::State& state, const Stamp& now, const Scene& scene,
                            const Texts& texts);

// What the page Paper shows and a Print effect means: the same value from the same state. Empty when nobody has
// asked for paper.
drivers::printer::Slip slip(const visit::State& state, const Scene& scene, const Texts& texts);

}  // namespace circle::view
