#include <algorithm>
#include <utility>

#include "screens/pages/pages.h"

namespace circle::screens::pages {

using namespace widgets;

namespace {

struct Shape {
    ChoiceShape shape;
    int columns;
    float most;  // height to which a choice may grow where there is room
};

// `roomy`: the large form of the elder view is wanted; it is given up where it does not fit.
Shape shape_of(const Look& look, const view::ChoicesBody& body, bool roomy) {
    const bool tiles = body.shape == view::ChoicesBody::Shape::Tiles;
    if (look.elder) {
        // One column: one thing under the other, the words beside the picture.
        const int columns = look.landscape && body.choices.size() > 2 ? 2 : 1;
        const bool large = tiles && columns == 1 && roomy;
        return {large ? ChoiceShape::Invitation : ChoiceShape::Row, columns, tiles ? 56_mm : 40_mm};
    }
    if (tiles) return {ChoiceShape::Tile, look.landscape ? 3 : 2, 64_mm};
    return {ChoiceShape::Row, look.landscape ? 2 : 1, 31_mm};
}

// One block per row of choices, all equally high: what scrolls is a row.
std::vector<Block> rows_of(const Kit& kit, const std::vector<view::Choice>& choices, const Shape& shape,
                           float width, float gap, Role role = Role::Choice) {
    const float cell = column_width(width, shape.columns, gap);
    std::vector<Block> cells;
    float high = 0;
    for (const view::Choice& one : choices) {
        cells.push_back(choice(kit, one, shape.shape, cell, role));
        high = std::max(high, cells.back().height);
    }
    std::vector<Block> rows;
    const auto per_row = static_cast<std::size_t>(shape.columns);
    for (std::size_t i = 0; i < cells.size(); i += per_row) {
        const auto from = cells.begin() + static_cast<std::ptrdiff_t>(i);
        const auto to = cells.begin() + static_cast<std::ptrdiff_t>(std::min(i + per_row, cells.size()));
        rows.push_back(grid({from, to}, shape.columns, gap, width));
        rows.back().height = high;
    }
    return rows;
}

// Everything that stands behind the choices, as low rows under a heading.
std::vector<Block> list_of(const Kit& kit, const view::ChoicesBody& body, float width) {
    std::vector<Block> blocks;
    if (body.list.empty()) return blocks;
    const TextLook heading{kit.look.heading, kit.look.ink, kit.look.paper, Align::Left, Role::Heading};
    blocks.push_back(text_block(kit, "page.list", body.list_title, heading, width));
    const Shape shape{ChoiceShape::Row, kit.look.landscape ? 3 : 2, 0};
    for (Block& row : rows_of(kit, body.list, shape, width, kit.look.gap, Role::Row)) {
        blocks.push_back(std::move(row));
    }
    return blocks;
}

// With a gap above each but, among the choices, the first.
float height_with_gaps(const std::vector<Block>& blocks, float gap) {
    float high = 0;
    for (const Block& block : blocks) high += block.height + gap;
    return high;
}

}  // namespace

void paint_choices(const Place& place, const view::ChoicesBody& body, const RectMm& area) {
    Painter& painter = place.painter;
    const Kit& kit = painter.kit();
    const Look& look = painter.look();
    const float gap = look.gap;
    const Block head = title(kit, {body.title, body.lead, body.chip}, look.title, area.w);
    const float head_height = head.height > 0 ? head.height + gap : 0;

    const bool list = body.shape == view::ChoicesBody::Shape::Rows && !look.elder;
    const float row_gap = list ? 3.2_mm : gap;
    std::vector<Block> strips;
    for (std::size_t i = 0; i < body.strips.size(); ++i) {
        strips.push_back(
            strip(kit, "page.strip." + std::to_string(i), body.strips[i], StripShape::Boxed, area.w));
    }
    Block notes = stack(std::move(strips), gap);
    Block links = button_grid(kit, body.links, look.landscape ? 3 : 2, area.w);
    const float foot = (notes.empty() ? 0 : gap + notes.height) + (links.empty() ? 0 : gap + links.height);

    // Where there is room the choices grow, and on a tall panel they sink to where a seated person reaches.
    const float room = area.h - head_height - foot;
    Shape shape = shape_of(look, body, true);
    std::vector<Block> rows = rows_of(kit, body.choices, shape, area.w, row_gap);
    std::vector<Block> listed = list_of(kit, body, area.w);
    const float list_height = height_with_gaps(listed, row_gap);
    const auto height_of_rows = [&] {
        return std::max(0.0F, height_with_gaps(rows, row_gap) - row_gap) + list_height;
    };
    if (height_of_rows() > room) {
        shape = shape_of(look, body, false);
        rows = rows_of(kit, body.choices, shape, area.w, row_gap);
    }
    const float natural = height_of_rows();
    const auto count = static_cast<float>(rows.size());
    float slack = room - natural;
    const float beyond = std::max(0.0F, look.reach - area.y - head_height);
    if (slack > beyond && !rows.empty() && listed.empty()) {
        const float least = rows.front().height;
        const float most = std::max(shape.most * (look.margin / 10_mm), least);
        const float taller = std::min(least + (slack - beyond) / count, most);
        slack -= (taller - least) * count;
        for (Block& row : rows) row.height = taller;
    }
    const float sink = std::clamp(beyond, 0.0F, std::max(0.0F, slack));
    float y = area.y + sink;
    if (head.height > 0) {
        head.paint(painter, {area.x, y, area.w, head.height});
        y += head_height;
    }
    const bool whole = natural <= room + 0.05F;
    rows.insert(rows.end(), std::make_move_iterator(listed.begin()), std::make_move_iterator(listed.end()));
    if (whole) {
        const std::vector<Placed> content = column(std::move(rows), area.w, row_gap);
        const float high = height_of(content);
        paint_column(painter, place.scroll, place.page, content, {}, {area.x, y, area.w, high});
        y += high;
    } else {
        const RectMm window{area.x, y, area.w, bottom(area) - foot - y};
        paint_column(painter, place.scroll, place.page, column(std::move(rows), area.w, row_gap), {}, window);
        y = bottom(window);
    }
    if (!links.empty()) {
        links.paint(painter, {area.x, y + gap, area.w, links.height});
        y += gap + links.height;
    }
    if (!notes.empty()) notes.paint(painter, {area.x, y + gap, area.w, notes.height});
}

}  // namespace circle::screens::pages
