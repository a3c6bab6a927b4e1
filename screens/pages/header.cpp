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
    const float at_right = std::max(time.width, day.width) + 1_mm;
    const float measure = width - indent - at_right - look.gap;
    const TextLook name{look.point, look.on_primary, look.primary, Align::Left, Role::Text};
    const TextLook under{second, look.on_primary, look.primary, Align::Left, Role::Text};
    Block point = text_block(kit, "header.point", header.point, name, measure);
    Block service = text_block(kit, "header.service", header.service, under, measure);

    const float left_height = point.height + service.height;
    const float right_height = time.height + day.height;
    Block block;
    block.width = look.width;
    block.height = std::max({look.header_height, left_height + 2 * 4_mm, right_height + 2 * 4_mm});
    block.paint = [=, time = std::move(time), day = std::move(day), point = std::move(point),
                   service = std::move(service)](Painter& painter, const RectMm& rect) {
        const Look& ink = painter.look();
        painter.fill(rect, ink.primary);
        const float left = rect.x + ink.margin;
        float y = rect.y + (rect.h - left_height) / 2;
        const float shield = tall ? y + (point.height - icon) / 2 : rect.y + (rect.h - icon) / 2;
        painter.icon(icon > 0 ? glyph_of(view::Icon::Shield) : no_icon, left, shield, icon, ink.on_primary);
        if (!point.empty()) point.paint(painter, {left + indent, y, measure, point.height});
        y += point.height;
        if (!service.empty()) service.paint(painter, {left + indent, y, measure, service.height});
        const float x = right(rect) - ink.margin - at_right;
        y = rect.y + (rect.h - right_height) / 2;
        if (!time.empty()) time.paint(painter, {x, y, at_right, time.height});
        y += time.height;
        if (!day.empty()) day.paint(painter, {x, y, at_right, day.height});
    };
    return block;
}

}  // namespace circle::screens::pages
