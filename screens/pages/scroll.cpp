#include "screens/pages/scroll.h"

#include <algorithm>
#include <utility>

namespace circle::screens::pages {

using namespace widgets;

namespace {

constexpr float hair = 0.05F;  // mm; differences below are rounding

// Each part begins with the first block that the part before could not show whole. A block higher than the
// window is cut, with a little of the last lines shown again.
std::vector<float> stops_of(const std::vector<Placed>& content, float window, float overlap) {
    std::vector<float> stops{0};
    const float end = height_of(content);
    while (stops.back() + window < end - hair && stops.size() < 100) {
        const float now = stops.back();
        float next = end;
        for (const Placed& one : content) {
            if (bottom(one.rect) > now + window + hair) next = std::min(next, one.rect.y);
        }
        if (next <= now + hair) next = now + std::max(window - overlap, window * 0.5F);
        stops.push_back(next);
    }
    return stops;
}

view::Button reading_button(const view::Page& page, const Scroll& scroll) {
    const bool last = scroll.stop + 1 >= scroll.stops.size();
    view::Button button;
    button.id = last ? top_id : more_id;
    button.icon = last ? view::Icon::Up : view::Icon::Down;
    button.label = last ? page.top : page.more;
    const std::string where = std::to_string(scroll.stop + 1) + "/" + std::to_string(scroll.stops.size());
    if (button.label.spoken.empty()) button.label.spoken = button.label.words;
    button.label.words += (button.label.words.empty() ? "" : "  ") + where;
    return button;
}

// Height of the foot with the button that reads on, measured with the longest words it may bear, so that the
// foot does not move while one reads.
float reading_foot(const Kit& kit, const view::Page& page, const Foot& foot, float width) {
    Block actions = action_row(kit, foot.secondary, foot.primary, width);
    float high = 0;
    for (const std::size_t stop : {0U, 8U}) {
        Scroll at;
        at.stops.assign(9, 0);
        at.stop = stop;
        const view::Button read = reading_button(page, at);
        const bool in_row = kit.look.landscape && !actions.empty();
        const float alone = button(kit, read, ButtonShape::Outlined, width).height;
        const float stacked = alone + (actions.empty() ? 0 : kit.look.gap + actions.height);
        high = std::max(high,
                        in_row ? action_row(kit, foot.secondary, foot.primary, width, read).height : stacked);
    }
    return high;
}

void paint_content(Painter& painter, const Scroll& scroll, const std::vector<Placed>& content) {
    const float from = scroll.offset();
    const RectMm& window = scroll.window;
    painter.clip(window);
    for (const Placed& one : content) {
        const float top = one.rect.y - from;
        const bool whole = top >= -hair && top + one.rect.h <= window.h + hair;
        const bool cut = one.rect.h > window.h && top < window.h && top + one.rect.h > 0;
        painter.hide(!whole && !cut);
        one.block.paint(painter, {window.x + one.rect.x, window.y + top, one.rect.w, one.rect.h});
    }
    painter.hide(false);
    painter.unclip();
}

}  // namespace

bool Scroll::take(const std::string& id) {
    if (id == more_id) {
        if (stop + 1 < stops.size()) ++stop;
        return true;
    }
    if (id == top_id) {
        stop = 0;
        return true;
    }
    return false;
}

void Scroll::show(float panel_y) {
    const float y = panel_y - window.y + offset();
    std::size_t best = 0;
    for (std::size_t i = 0; i < stops.size(); ++i) {
        if (stops[i] <= y + hair) best = i;
    }
    stop = best;
}

std::vector<Placed> column(std::vector<Block> blocks, float width, float gap) {
    std::vector<Placed> content;
    float y = 0;
    for (Block& block : blocks) {
        if (block.empty()) continue;
        const float height = block.height;
        content.push_back({std::move(block), {0, y, width, height}});
        y += height + gap;
    }
    return content;
}

float height_of(const std::vector<Placed>& content) {
    float end = 0;
    for (const Placed& one : content) end = std::max(end, bottom(one.rect));
    return end;
}

float reading_window(const Kit& kit, const view::Page& page, const Foot& foot, const RectMm& area) {
    return std::max(area.h - reading_foot(kit, page, foot, area.w) - kit.look.gap, kit.look.target);
}

void paint_column(Painter& painter, Scroll& scroll, const view::Page& page, const std::vector<Placed>& content,
                  const Foot& foot, const RectMm& area) {
    const Kit& kit = painter.kit();
    const Look& look = painter.look();
    const float gap = look.gap;
    Block actions = action_row(kit, foot.secondary, foot.primary, area.w);
    const float without = area.h - (actions.empty() ? 0 : actions.height + gap);
    if (height_of(content) <= without + hair) {
        scroll.stops = {0};
        scroll.stop = 0;
        scroll.window = {area.x, area.y, area.w, without};
        paint_content(painter, scroll, content);
        if (!actions.empty()) {
            actions.paint(painter, {area.x, bottom(area) - actions.height, area.w, actions.height});
        }
        return;
    }
    const bool in_row = look.landscape && !actions.empty();
    const float reserved = reading_foot(kit, page, foot, area.w);
    scroll.window = {area.x, area.y, area.w, reading_window(kit, page, foot, area)};
    scroll.stops = stops_of(content, scroll.window.h, look.body.em * look.body.leading);
    scroll.stop = std::min(scroll.stop, scroll.stops.size() - 1);
    paint_content(painter, scroll, content);

    const view::Button read = reading_button(page, scroll);
    const float y = bottom(area) - reserved;
    if (in_row) {
        action_row(kit, foot.secondary, foot.primary, area.w, read)
            .paint(painter, {area.x, y, area.w, reserved});
        return;
    }
    const float high = reserved - (actions.empty() ? 0 : gap + actions.height);
    button(kit, read, ButtonShape::Outlined, area.w).paint(painter, {area.x, y, area.w, high});
    if (!actions.empty())
        actions.paint(painter, {area.x, bottom(area) - actions.height, area.w, actions.height});
}

}  // namespace circle::screens::pages
