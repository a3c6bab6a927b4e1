// The look: colours, type scale and lengths of one view on one panel. Values start from the drawn mock-ups and
// obey the house numbers (anchors §4.3): capitals ≥ 4.8 / 7.4 mm, targets ≥ 15 / 20 mm, gaps ≥ 2.6 / 6 mm,
// contrast ≥ 7 / 10 : 1, line spacing ≥ 1.3 / 1.5 (standard / elder).
#pragma once

#include "screens/frame.h"
#include "screens/view/page.h"

namespace circle::screens::widgets {

// Noto Sans CJK: the capital H is 0.733 em high (anchors §4.2).
inline constexpr float capital_per_em = 0.733F;

struct TextStyle {
    float em = 7.5F;  // mm
    bool bold = false;
    float leading = 1.4F;  // line distance in em
};

struct Tint {
    Rgb fg, bg;
};

struct Look {
    bool elder = false;
    bool landscape = false;
    float width = 0, height = 0;  // of the panel, mm
    // The highest line (mm from the top) at which a standing person in a wheelchair reaches: 1,220 mm above the
    // floor.
    float reach = 0;

    TextStyle hero, title, invitation, tile, row, heading, button, body, strong, small, chip, point, clock,
        count;

    Rgb ink, soft, paper, card, primary, primary_pressed, on_primary, line, field, pressed, disabled_fg,
        disabled_bg, dim;
    Tint plain, info, good, caution, bad;
    const Tint& tint(view::Tone tone) const;

    float margin = 10, gap = 5, pad = 6.5F, radius = 4;
    float border = 0.5F;  // of what can be touched
    float target = 15;    // smallest side of what can be touched
    float button_height = 24, bar_pad = 5.5F, bar_cell = 25;
    float header_height = 32;
};

// `mounting_mm`: height of the panel's lower edge above the floor.
Look make_look(view::Density density, float width_mm, float height_mm, float mounting_mm);

}  // namespace circle::screens::widgets
