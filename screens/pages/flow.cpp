#include "screens/pages/flow.h"

#include <algorithm>
#include <string>
#include <utility>

#include "screens/widgets/inputs.h"

namespace circle::screens::pages {

using namespace widgets;

namespace {

constexpr float rounding = 0.05F;

Parts filled(Parts parts) {
    std::erase_if(parts, [](const Part& part) { return part.block.empty(); });
    return parts;
}

float height_of(const Parts& parts, float gap) {
    float high = 0;
    for (const Part& part : parts) high += part.block.height + gap;
    return parts.empty() ? 0 : high - gap;
}

// Shares the room among those that may grow.
void grow(Parts& parts, float slack) {
    const auto open = [](const Part& part) { return part.most > part.block.height; };
    for (int round = 0; round < 3 && slack > 0.1F; ++round) {
        const auto count = static_cast<float>(std::count_if(parts.begin(), parts.end(), open));
        if (count == 0) return;
        const float share = slack / count;
        for (Part& part : parts) {
            if (!open(part)) continue;
            const float more = std::min(share, part.most - part.block.height);
            part.block.height += more;
            slack -= more;
        }
    }
}

struct Spot {
    float x, y, width, gap;
};

// Under each other from a spot; the end of the last.
float put(std::vector<Placed>& content, Parts parts, Spot at) {
    for (Part& part : parts) {
        const float height = part.block.height;
        content.push_back({std::move(part.block), {at.x, at.y, at.width, height}});
        at.y += height + at.gap;
    }
    return at.y;
}

Parts touch_that_fits(const Flow& flow, float width, float room) {
    for (int tight = 0; tight < flow.tries; ++tight) {
        Parts parts = filled(flow.touch(width, tight));
        if (height_of(parts, flow.gap) <= room + rounding) return parts;
    }
    // Nothing fits: it is read on, so the comfortable form is kept.
    return filled(flow.touch(width, 0));
}

struct Columns {
    float between, left, right;
};

Columns columns_of(const Look& look, const Flow& flow, float width) {
    const float between = look.gap * 2;
    const float left = (width - between) * flow.read_share;
    return {between, left, width - between - left};
}

void paint_wide(const Place& place, const Flow& flow, const RectMm& rest, float room) {
    const Look& look = place.painter.look();
    const auto [between, left, right_width] = columns_of(look, flow, rest.w);
    Parts read = filled(flow.read(left, 0));
    if (height_of(read, look.gap) > room + rounding) read = filled(flow.read(left, 1));
    Parts touch = touch_that_fits(flow, right_width, room);
    grow(touch, room - height_of(touch, flow.gap));
    std::vector<Placed> content;
    put(content, std::move(read), {0, 0, left, look.gap});
    put(content, std::move(touch), {left + between, 0, right_width, flow.gap});
    paint_column(place.painter, place.scroll, place.page, content, flow.foot, rest);
}

void paint_upright(const Place& place, const Flow& flow, const RectMm& rest, float room) {
    const Look& look = place.painter.look();
    Parts read = filled(flow.read(rest.w, 0));
    const float above = height_of(read, look.gap) + (read.empty() ? 0 : look.gap);
    Parts touch = touch_that_fits(flow, rest.w, room - above);
    float slack = room - above - height_of(touch, flow.gap);
    const float sink = std::clamp(look.reach - rest.y - above, 0.0F, std::max(0.0F, slack));
    slack -= sink;
    grow(touch, slack);
    std::vector<Placed> content;
    const float y = put(content, std::move(read), {0, 0, rest.w, look.gap});
    put(content, std::move(touch), {0, y, rest.w, flow.gap});
    paint_column(place.painter, place.scroll, place.page, content, flow.foot,
                 {rest.x, rest.y + sink, rest.w, rest.h - sink});
}

// Whether both columns of a wide panel stand whole in that room.
bool fits_wide(const Look& look, const Flow& flow, float width, float room) {
    const Columns columns = columns_of(look, flow, width);
    return height_of(filled(flow.read(columns.left, 0)), look.gap) <= room + rounding &&
           height_of(touch_that_fits(flow, columns.right, room), flow.gap) <= room + rounding;
}

}  // namespace

Parts lead_parts(const Kit& kit, const view::Text& lead, float width) {
    const TextLook style{kit.look.body, kit.look.soft, kit.look.paper};
    if (!lead.spoken.empty() || lead.words.find('\n') == std::string::npos)
        return filled({{text_block(kit, "page.lead", lead, style, width)}});
    Parts parts;
    for (std::size_t from = 0; from < lead.words.size();) {
        const std::size_t end = std::min(lead.words.find('\n', from), lead.words.size());
        view::Text line = lead;
        line.words = lead.words.substr(from, end - from);
        const std::string id = parts.empty() ? "page.lead" : "page.lead." + std::to_string(parts.size() + 1);
        parts.push_back({text_block(kit, id, line, style, width)});
        from = end + 1;
    }
    return filled(std::move(parts));
}

void paint_flow(const Place& place, const Flow& flow, const RectMm& area) {
    Painter& painter = place.painter;
    const Kit& kit = painter.kit();
    const Look& look = painter.look();
    const Block actions = action_row(kit, flow.foot.secondary, flow.foot.primary, area.w);
    const float foot = actions.empty() ? 0 : actions.height + look.gap;
    float y = area.y;
    if (const Block head = steps(kit, flow.steps, area.w); !head.empty()) {
        // On a wide panel height is what there is least of: what is read and touched comes before the steps.
        const float below = head.height + look.gap;
        if (!look.landscape || fits_wide(look, flow, area.w, area.h - below - foot)) {
            head.paint(painter, {area.x, y, area.w, head.height});
            y += below;
        }
    }
    const RectMm rest{area.x, y, area.w, bottom(area) - y};
    const float room = rest.h - foot;
    if (look.landscape) {
        paint_wide(place, flow, rest, room);
    } else {
        paint_upright(place, flow, rest, room);
    }
}

}  // namespace circle::screens::pages
