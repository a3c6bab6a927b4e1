// Pictograms: which glyph of Material Design Icons 1.6.50 (Debian's fonts-materialdesignicons-webfont; code
// points from its materialdesignicons.css) stands for which meaning.
#pragma once

#include "screens/view/page.h"

namespace circle::screens::widgets {

inline constexpr char32_t no_icon = 0;
// Not in the font: a card with an arrow out of its slot, which the painter puts together from two glyphs.
inline constexpr char32_t card_and_arrow = 0x10FFFF;
inline constexpr char32_t arrow_up = 0xF05E;  // arrow-up-bold

char32_t glyph_of(view::Icon icon);
// A state is never shown by colour alone: the icon that a tone has when none was named.
char32_t glyph_of(view::Icon icon, view::Tone tone);

}  // namespace circle::screens::widgets
