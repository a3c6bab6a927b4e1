#include <algorithm>
#include <utility>

#include "screens/pages/pages.h"

namespace circle::screens::pages {

using namespace widgets;

namespace {

float height_with_gaps(const std::vector<Block>& blocks, float gap) {
    float high = 0;
    for (const Block& one : blocks) high += one.height + gap;
    return high;
}

// The means to begin stand all on one screen if that can be had at all: first the hints go (they are still
// spoken), then the large form.
std::vector<Block> invitations_of(const Kit& kit, const view::IdleBody& body, float width, float room) {
    std::vector<Block> blocks;
    for (const auto& [shape, hinted] :
         {std::pair(ChoiceShape::Invitation, true), std::pair(ChoiceShape::Invitation, false),
          std::pair(ChoiceShape::Row, false)}) {
        blocks.clear();
        for (view::Choice one : body.invitations) {
            if (!hinted) {
                one.title.spoken = joined({&one.title, &one.hint}, true);
                one.hint = {};
            }
            blocks.push_back(choice(kit, one, shape, width));
        }
        if (height_with_gaps(blocks, kit.look.gap) <= room) break;
    }
    return blocks;
}

// Grows the invitations evenly within `slack` and says what is left of it.
float grow(std::vector<Block>& blocks, float slack, float most) {
    if (blocks.empty() || slack <= 0) return slack;
    const float share = slack / static_cast<float>(blocks.size());
    for (Block& block : blocks) {
        const float taller = std::clamp(block.height + share, block.height, std::max(block.height, most));
        slack -= taller - block.height;
        block.height = taller;
    }
    return slack;
}

void paint_at(Painter& painter, const Block& block, float x, float y, float width) {
    if (!block.empty()) block.paint(painter, {x, y, width, block.height});
}

void paint_upright(const Place& place, const view::IdleBody& body, const RectMm& area) {
    Painter& painter = place.painter;
    const Kit& kit = painter.kit();
    const Look& look = painter.look();
    const float gap = look.gap;
    const Block head = title(kit, {body.title, body.lead, std::nullopt}, look.hero, area.w);
    const Block links = button_grid(kit, body.links, 2, area.w);
    const Block notice =
        body.notice ? strip(kit, "page.notice", *body.notice, StripShape::Boxed, area.w) : Block{};

    const float foot = (links.empty() ? 0 : links.height + gap) + (notice.empty() ? 0 : notice.height + gap);
    const float others = head.height + gap + foot;
    std::vector<Block> invitations = invitations_of(kit, body, area.w, area.h - others);
    const float natural = others + height_with_gaps(invitations, gap);
    // Room is given to the invitations first, as far as they stay within reach; what is left becomes air
    // between the groups.
    const float beyond = std::max(0.0F, look.reach - area.y - head.height - gap);
    const float room = area.h - natural - beyond;
    const float most = (look.elder ? 60_mm : 58_mm) * (look.margin / 10_mm);
    const float free = std::max(0.0F, grow(invitations, room, most));
    const float list = height_with_gaps(invitations, gap);
    const int groups = 1 + (links.empty() ? 0 : 1) + (notice.empty() ? 0 : 1);
    const float air = std::min(free / static_cast<float>(groups), 14_mm);
    // The invitations stand as low as the groups below them allow, which on a tall panel is within reach; the
    // words stay close to them there, and at the top otherwise.
    const float below = foot + list - gap + air * static_cast<float>(groups - 1);
    float y = std::max(area.y + head.height + gap, bottom(area) - below);
    // Without invitations (the point is closed) the words stand alone, a little above the middle.
    const float alone = area.y + (area.h - foot - head.height) * 0.38F;
    const float near = look.reach > 150 ? y - gap - air - head.height : area.y + std::min(free, 4_mm);
    const float words = invitations.empty() ? alone : near;
    paint_at(painter, head, area.x, std::max(area.y, words), area.w);
    const std::vector<Placed> content = column(std::move(invitations), area.w, gap);
    const float window = std::min(height_of(content), bottom(area) - foot - y);
    const float shown = natural > area.h ? bottom(area) - foot - y : window;
    paint_column(painter, place.scroll, place.page, content, {}, {area.x, y, area.w, shown});
    float from_below = bottom(area);
    if (!notice.empty()) {
        from_below -= notice.height;
        paint_at(painter, notice, area.x, from_below, area.w);
        from_below -= gap + air;
    }
    if (!links.empty()) paint_at(painter, links, area.x, from_below - links.height, area.w);
}

// Words at the left, what can be done at the right.
void paint_wide(const Place& place, const view::IdleBody& body, const RectMm& area) {
    Painter& painter = place.painter;
    const Kit& kit = painter.kit();
    const Look& look = painter.look();
    const float gap = look.gap;
    const float middle = look.margin * 1.4F;
    const float left = (area.w - middle) * 0.42F;
    const float wide = area.w - middle - left;
    const float x = area.x + left + middle;
    const Block head = title(kit, {body.title, body.lead, std::nullopt}, look.hero, left);
    const Block notice =
        body.notice ? strip(kit, "page.notice", *body.notice, StripShape::Boxed, left) : Block{};
    paint_at(painter, head, area.x, area.y + (look.elder ? 0 : look.margin * 0.5F), left);
    if (!notice.empty()) paint_at(painter, notice, area.x, bottom(area) - notice.height, left);

    const Block links = button_grid(kit, body.links, 2, wide);
    const float foot = links.empty() ? 0 : links.height + gap;
    std::vector<Block> invitations = invitations_of(kit, body, wide, area.h - foot + gap);
    (void)grow(invitations, area.h - foot + gap - height_with_gaps(invitations, gap), 58_mm);
    paint_column(painter, place.scroll, place.page, column(std::move(invitations), wide, gap), {},
                 {x, area.y, wide, area.h - foot});
    if (!links.empty()) paint_at(painter, links, x, bottom(area) - links.height, wide);
}

}  // namespace

void paint_idle(const Place& place, const view::IdleBody& body, const RectMm& area) {
    if (place.painter.look().landscape) {
        paint_wide(place, body, area);
    } else {
        paint_upright(place, body, area);
    }
}

}  // namespace circle::screens::pages
