#include <algorithm>
#include <utility>

#include "screens/pages/pages.h"
#include "screens/widgets/icons.h"

namespace circle::screens::pages {

using namespace widgets;

// Who offers this service and what time it is: white on the house colour, always in the same place.
Block header(const Kit& kit, const view::Header& header) {
    const Look& look = kit.look;
    const bool tall = look.header_height > 60;
    const TextStyle second = look.small;
    const float icon = look.elder ? 0 : look.point.em * 1.25F;
    const float indent = icon > 0 ? icon + look.point.em * 0.5F : 0;
    const float width = look.width - 2 * look.margin;

    const TextLook clock{look.clock, look.on_primary, look.primary, Align::Right, Role::Text};
    const TextLook date{second, look.on_primary, look.primary, Align::Right, Role::Text};
    Block time = text_block(kit, "header.time", header.time, clock, width * 0.45F);
    Block day = text_block(kit, "header.date", header.date, date, width * 0.45F);
    // A low panel in the elder view has no room for two lines: time and date, name and service stand side by
    // side.
    const float aside = look.gap * 1.5F;
    const bool low = look.elder && look.landscape;
    const float at_right =
        1_mm + (low && !day.empty() ? time.width + aside + day.width : std::max(time.width, day.width));
    const float measure = width - indent - at_right - look.gap;
    const TextLook name{look.point, look.on_primary, look.primary, Align::Left, Role::Text};
    const TextLook under{second, look.on_primary, look.primary, Align::Left, Role::Text};
    Block point = text_block(kit, "header.point", header.point, name, measure);
    Block service = text_block(kit, "header.service", header.service, under, measure);
    const bool one_line = low && point.width + aside + service.width <= measure;

    const float left_height = one_line ? std::max(point.height, service.height) : point.height + service.height;
    const float right_height = low ? std::max(time.height, day.height) : time.height + day.height;
    Block block;
    block.width = look.width;
    block.height = std::max({look.header_height, left_height + 2 * 4_mm, right_height + 2 * 4_mm});
    block.paint = [=, time = std::move(time), day = std::move(day), point = std::move(point),
                   service = std::move(service)](Painter& painter, const RectMm& rect) {
        const Look& ink = painter.look();
        painter.fill(rect, ink.primary);
        const float left = rect.x + ink.margin;
        const auto middle = [&](float height) { return rect.y + (rect.h - height) / 2; };
        float y = middle(left_height);
        const float shield = tall ? y + (point.height - icon) / 2 : middle(icon);
        painter.icon(icon > 0 ? glyph_of(view::Icon::Shield) : no_icon, left, shield, icon, ink.on_primary);
        const float x = left + indent;
        if (!point.empty()) point.paint(painter, {x, y, one_line ? point.width + 1_mm : measure, point.height});
        if (!service.empty() && one_line) {
            service.paint(painter, {x + point.width + aside, middle(service.height), service.width + 1_mm,
                                    service.height});
        } else if (!service.empty()) {
            service.paint(painter, {x, y + point.height, measure, service.height});
        }
        const float end = right(rect) - ink.margin;
        y = low ? middle(time.height) : middle(right_height);
        if (!time.empty()) time.paint(painter, {end - time.width - 1_mm, y, time.width + 1_mm, time.height});
        if (!day.empty() && low) {
            const float from = end - 1_mm - time.width - aside - day.width;
            day.paint(painter, {from, middle(day.height), day.width, day.height});
        } else if (!day.empty()) {
            day.paint(painter, {end - at_right, y + time.height, at_right, day.height});
        }
    };
    return block;
}

}  // namespace circle::screens::pages
