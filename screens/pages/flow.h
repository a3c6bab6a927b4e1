// The frame of the three pages of a matter: steps above, what is read, what is touched, the actions at the
// foot. Upright, one stands under the other and sinks to where a seated person reaches; on a wide panel what is
// read stands at the left of what is touched.
#pragma once

#include <functional>
#include <vector>

#include "screens/pages/pages.h"

namespace circle::screens::pages {

struct Part {
    widgets::Block block;
    float most = 0;  // height to which it may grow where there is room; 0: it does not
};
using Parts = std::vector<Part>;

// The text under a title, a part for each of its lines, so that none is cut where it is read on: page.lead,
// page.lead.2 …
Parts lead_parts(const widgets::Kit& kit, const view::Text& lead, float width);

struct Flow {
    const view::Steps& steps;
    // For a width; `tight` from 0: each further try may spend comfort on height. The first that fits is taken.
    std::function<Parts(float width, int tight)> read, touch;
    int tries = 1;
    float gap = 0;             // between the parts that are touched
    float read_share = 0.36F;  // of the width, on a wide panel
    Foot foot;
};

void paint_flow(const Place& place, const Flow& flow, const RectMm& area);

}  // namespace circle::screens::pages
