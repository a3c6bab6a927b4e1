// Reading on by pages. What does not fit is not dragged: one large button shows the next part and, at the end,
// the first part again. A part ends between two blocks, so that no line is ever cut in half.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "screens/view/page.h"
#include "screens/widgets/widgets.h"

namespace circle::screens::pages {

struct Scroll {
    std::size_t page = 0;      // which page this position belongs to (a hash; no words are kept)
    std::size_t stop = 0;      // the part shown
    std::vector<float> stops;  // where each part begins, mm from the top of the content
    RectMm window;             // where the content shows
    float offset() const { return stop < stops.size() ? stops[stop] : 0; }

    // Act on the drawing's own buttons; false for any other id.
    bool take(const std::string& id);
    // Shows the part that holds this y of the panel, as the last frame placed it.
    void show(float panel_y);
};

inline constexpr const char* more_id = "page.more";
inline constexpr const char* top_id = "page.top";

struct Placed {  // a block in the content, from its top left
    widgets::Block block;
    RectMm rect;
};

// Paints the content into the area. Where it does not fit, the button that reads on takes the foot of the area,
// or a place in the row of `secondary` and `primary`, which stand there in any case.
struct Foot {
    std::optional<view::Button> secondary, primary;
};
// Height of the window that the content has when it must be read in parts.
float reading_window(const widgets::Kit& kit, const view::Page& page, const Foot& foot, const RectMm& area);
void paint_column(widgets::Painter& painter, Scroll& scroll, const view::Page& page,
                  const std::vector<Placed>& content, const Foot& foot, const RectMm& area);

// Blocks under each other, `gap` between.
std::vector<Placed> column(std::vector<widgets::Block> blocks, float width, float gap);
float height_of(const std::vector<Placed>& content);

}  // namespace circle::screens::pages
