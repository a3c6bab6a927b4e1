#include "screens/widgets/look.h"

#include <algorithm>

namespace circle::screens::widgets {
namespace {

constexpr Rgb rgb(unsigned hex) {
    return {static_cast<std::uint8_t>(hex >> 16U), static_cast<std::uint8_t>((hex >> 8U) & 0xFFU),
            static_cast<std::uint8_t>(hex & 0xFFU)};
}

// A panel larger than 21.5" is read from a little farther away: its type grows, but less than the panel does,
// because what is touched must stay within reach.
float growth(float width_mm, float height_mm) {
    return std::clamp(std::min(width_mm, height_mm) / 268.0F, 1.0F, 1.3F);
}

void standard_colours(Look& look) {
    look.ink = rgb(0x12263A);
    look.soft = rgb(0x3B4D63);
    look.paper = rgb(0xF4F7F6);
    look.card = rgb(0xFFFFFF);
    look.primary = rgb(0x0A5394);
    look.primary_pressed = rgb(0x073E70);
    look.on_primary = rgb(0xFFFFFF);
    look.line = rgb(0xD5DEE3);
    look.field = rgb(0x6F8498);
    look.pressed = rgb(0xE9F1F8);
    look.disabled_fg = rgb(0x3E5064);
    look.disabled_bg = rgb(0xE9EEF1);
    look.dim = rgb(0x12263A);
    look.plain = {rgb(0x2A3D52), rgb(0xE8EDF0)};
    look.info = {rgb(0x073E70), rgb(0xE3EEF7)};
    look.good = {rgb(0x0A5430), rgb(0xE2F2E9)};
    look.caution = {rgb(0x7A3E00), rgb(0xFFF1DC)};
    look.bad = {rgb(0x911818), rgb(0xFBE7E7)};
}

void elder_colours(Look& look) {
    standard_colours(look);
    look.soft = rgb(0x1F3347);
    look.paper = rgb(0xFFFFFF);
    look.primary = rgb(0x063A6B);
    look.primary_pressed = rgb(0x042A4E);
    look.field = look.primary;
    look.pressed = rgb(0xEAF2F9);
    look.disabled_fg = rgb(0x1F3347);
    look.plain = {rgb(0x12263A), rgb(0xE8EDF0)};
    look.info = {rgb(0x06335D), rgb(0xE3EEF7)};
    look.good = {rgb(0x06391F), rgb(0xE2F2E9)};
    look.caution = {rgb(0x552A00), rgb(0xFFF1DC)};
    look.bad = {rgb(0x6E0F0F), rgb(0xFBE7E7)};
}

void standard_type(Look& look, float s) {
    look.hero = {(look.landscape ? 17.0F : 19.0F) * s, true, 1.3F};
    look.title = {(look.landscape ? 11.5F : 13.0F) * s, true, 1.3F};
    look.invitation = {11.6F * s, true, 1.35F};
    look.tile = {9.0F * s, true, 1.35F};
    look.row = {8.2F * s, true, 1.35F};
    look.heading = {9.0F * s, true, 1.35F};
    look.button = {9.0F * s, true, 1.35F};
    look.body = {7.5F * s, false, 1.45F};
    look.strong = {7.5F * s, true, 1.45F};
    look.small = {6.8F * s, false, 1.4F};
    look.chip = {6.7F * s, true, 1.3F};
    look.point = {7.9F * s, true, 1.3F};
    look.clock = {7.9F * s, true, 1.3F};
    look.count = {30.0F * s, true, 1.3F};
}

void elder_type(Look& look, float s) {
    look.hero = {18.5F * s, true, 1.5F};
    look.title = {(look.landscape ? 14.0F : 16.0F) * s, true, 1.5F};
    look.invitation = {14.0F * s, true, 1.5F};
    look.tile = {14.0F * s, true, 1.5F};
    look.row = {12.5F * s, true, 1.5F};
    look.heading = {13.0F * s, true, 1.5F};
    look.button = {12.5F * s, true, 1.5F};
    look.body = {10.6F * s, false, 1.5F};
    look.strong = {10.6F * s, true, 1.5F};
    look.small = {10.3F * s, false, 1.5F};
    look.chip = {10.3F * s, true, 1.5F};
    look.point = {11.5F * s, true, 1.5F};
    look.clock = {11.5F * s, true, 1.5F};
    look.count = {36.0F * s, true, 1.5F};
}

}  // namespace

const Tint& Look::tint(view::Tone tone) const {
    switch (tone) {
        case view::Tone::Info:
            return info;
        case view::Tone::Good:
            return good;
        case view::Tone::Caution:
            return caution;
        case view::Tone::Bad:
            return bad;
        case view::Tone::Plain:
            break;
    }
    return plain;
}

Look make_look(view::Density density, float width_mm, float height_mm, float mounting_mm) {
    constexpr float reach_above_floor = 1220;  // anchors §4.3 "Controls in reach"
    Look look;
    look.elder = density == view::Density::Elder;
    look.landscape = width_mm > height_mm;
    look.width = width_mm;
    look.height = height_mm;
    look.reach = std::clamp(height_mm - (reach_above_floor - mounting_mm), 0.0F, height_mm * 0.5F);
    const float s = growth(width_mm, height_mm);
    if (look.elder) {
        elder_colours(look);
        elder_type(look, s);
        look.gap = 6.5F;
        look.border = 0.9F;
        look.target = 20;
        look.button_height = look.landscape ? 27.0F : 32.0F;
        look.bar_cell = look.landscape ? 24.0F : 27.0F;
    } else {
        standard_colours(look);
        standard_type(look, s);
        look.gap = 5.0F * s;
        look.button_height = (look.landscape ? 20.0F : 24.0F) * s;
        look.bar_cell = (look.landscape ? 18.0F : 25.0F) * s;
    }
    look.margin = 10.0F * s;
    look.bar_pad = (look.landscape ? 4.0F : 5.5F) * s;
    look.header_height = (look.landscape ? 25.0F : 32.0F) * s;
    // On a tall panel the part above reach belongs to what is read from afar: the name of the point and the
    // time.
    if (look.reach > 150) {
        look.header_height = look.reach * 0.4F;
        look.point.em *= 1.5F;
        look.clock.em *= 2.0F;
        look.hero.em *= 1.25F;
    }
    return look;
}

}  // namespace circle::screens::widgets
