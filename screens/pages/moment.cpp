#include <algorithm>
#include <utility>

#include "screens/pages/pages.h"
#include "screens/widgets/icons.h"

namespace circle::screens::pages {

using namespace widgets;

namespace {

Rgb picture_colour(const Look& look, view::Tone tone) {
    const bool calm = tone == view::Tone::Plain || tone == view::Tone::Info;
    return calm ? look.primary : look.tint(tone).fg;
}

// A large pictogram; a state other than plain stands in a tinted disc.
Block picture(const Look& look, view::Icon icon, view::Tone tone, float size) {
    const char32_t glyph = tone == view::Tone::Plain ? glyph_of(icon) : glyph_of(icon, tone);
    if (glyph == no_icon) return {};
    const bool disc = tone != view::Tone::Plain && tone != view::Tone::Info;
    const Rgb ink = picture_colour(look, tone);
    const Rgb ground = look.tint(tone).bg;
    Block block;
    block.width = size;
    block.height = size;
    block.paint = [=](Painter& painter, const RectMm& rect) {
        const RectMm spot{rect.x + (rect.w - size) / 2, rect.y, size, size};
        if (disc) painter.fill(spot, ground, size / 2);
        const float inner = disc ? size * 0.66F : size;
        painter.icon(glyph, spot.x + (size - inner) / 2, spot.y + (size - inner) / 2, inner, ink);
    };
    return block;
}

Block spacer(float height) {
    Block block;
    block.height = height;
    block.paint = [](Painter&, const RectMm&) {};
    return block;
}

}  // namespace

// One thing, in the middle of the panel.
void paint_moment(const Place& place, const view::MomentBody& body, const RectMm& area) {
    Painter& painter = place.painter;
    const Kit& kit = painter.kit();
    const Look& look = painter.look();
    const float measure = look.landscape ? area.w * 0.78F : area.w;
    const TextLook big{look.title, look.ink, look.paper, Align::Center, Role::Heading};
    const TextLook line{look.body, look.soft, look.paper, Align::Center, Role::Text};

    const Block actions = action_row(kit, body.secondary, body.primary, area.w);
    const float foot = actions.empty() ? 0 : actions.height + look.gap;
    const Block others = button_grid(kit, body.alternatives, look.landscape ? 3 : 2, measure);
    const float ceiling = area.h - foot;

    // The picture gives way first where the words need the room.
    const auto words = [&](bool roomy) {
        std::vector<Block> blocks;
        const float air = roomy ? look.margin : look.gap;
        blocks.push_back(text_block(kit, "page.title", body.title, big, measure));
        if (body.progress) {
            blocks.push_back(spacer(air * 0.4F));
            blocks.push_back(progress(kit, "page.progress", *body.progress, measure * 0.7F));
        }
        if (!body.lines.empty()) blocks.push_back(spacer(air * 0.4F));
        for (std::size_t i = 0; i < body.lines.size(); ++i) {
            blocks.push_back(text_block(kit, "page.line." + std::to_string(i), body.lines[i], line, measure));
        }
        if (!others.empty()) {
            blocks.push_back(spacer(air * 0.6F));
            blocks.push_back(others);
        }
        return stack(std::move(blocks), look.elder ? 2_mm : 2.5_mm);
    };
    const bool roomy = !look.landscape;
    Block said = words(roomy);
    const float most = look.landscape ? 46_mm : 60_mm;
    const float picture_room = ceiling - said.height - look.gap;
    const float size = std::min(most, picture_room);
    Block shown = size >= 16 ? picture(look, body.icon, body.tone, size) : Block{};
    std::vector<Placed> content;
    const float between = roomy ? look.margin : look.gap;
    const float high =
        said.height +
        (shown.empty() ? 0 : shown.height + std::min(between, std::max(0.0F, picture_room - size + look.gap)));
    const float x = (area.w - measure) / 2;
    const float slack = std::max(0.0F, ceiling - high);
    float y = std::min(slack * 0.45F + std::max(0.0F, look.reach * 0.3F), slack);
    if (!shown.empty()) {
        shown.paint(painter, {area.x, area.y + y, area.w, shown.height});
        y += high - said.height;
    }
    const float rest = area.h - y;
    const float said_height = said.height;
    content.push_back({std::move(said), {x, 0, measure, said_height}});
    paint_column(painter, place.scroll, place.page, content, {body.secondary, body.primary},
                 {area.x, area.y + y, area.w, rest});
}

}  // namespace circle::screens::pages
