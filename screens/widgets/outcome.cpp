// What stands on the result page: what came of it, and how the person found it.
#include <algorithm>
#include <iterator>
#include <sstream>
#include <string>
#include <utility>

#include "screens/widgets/icons.h"
#include "screens/widgets/inputs.h"

namespace circle::screens::widgets {
namespace {

Block boxed(const Look& look, std::vector<Block> parts, float width) {
    Block inside = stack(std::move(parts), 2.5_mm);
    if (inside.empty()) return {};
    const float air = look.elder && look.landscape ? 3.5_mm : 5_mm;
    Block block;
    block.width = width;
    block.height = inside.height + 2 * air;
    block.paint = [=, inside = std::move(inside)](Painter& painter, const RectMm& rect) {
        const Look& ink = painter.look();
        painter.framed(rect, ink.line, ink.card, 0.5_mm, ink.radius);
        inside.paint(painter, {rect.x + ink.pad, rect.y + air, rect.w - 2 * ink.pad, inside.height});
    };
    return block;
}

std::vector<Block> rows_of(std::vector<Block> cells, std::size_t columns, float gap, float measure) {
    std::vector<Block> rows;
    for (std::size_t i = 0; i < cells.size(); i += columns) {
        const auto from = cells.begin() + static_cast<std::ptrdiff_t>(i);
        const auto to = cells.begin() + static_cast<std::ptrdiff_t>(std::min(i + columns, cells.size()));
        rows.push_back(grid({std::make_move_iterator(from), std::make_move_iterator(to)},
                            static_cast<int>(columns), gap, measure));
    }
    return rows;
}

struct CardRoom {
    float width, most;  // wide; as high at most, where the rows can be parted
};

// The head over its rows in one card, or a card for each row where that would be too high to be read at once.
std::vector<Block> carded(const Kit& kit, const Block& head, const std::vector<Block>& rows,
                          const CardRoom& room) {
    const auto card_of = [&](std::size_t from, std::size_t to) {
        std::vector<Block> parts;
        if (from == 0) parts.push_back(head);
        parts.push_back(stack(
            {rows.begin() + static_cast<std::ptrdiff_t>(from), rows.begin() + static_cast<std::ptrdiff_t>(to)},
            key_gap(kit.look)));
        return boxed(kit.look, std::move(parts), room.width);
    };
    std::vector<Block> cards{card_of(0, rows.size())};
    if (cards.front().height <= room.most) return cards;
    cards.clear();
    for (std::size_t i = 0; i < rows.size(); ++i) cards.push_back(card_of(i, i + 1));
    return cards;
}

// No word is wider than the measure. Chinese may be broken anywhere.
bool words_whole(const Kit& kit, const view::Text& text, const TextStyle& style, float measure) {
    const bool spaced =
        std::ranges::all_of(text.words, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    std::istringstream words(spaced ? text.words : std::string());
    for (std::string word; words >> word;) {
        if (kit.text(word, style, measure).lines.size() > 1) return false;
    }
    return true;
}

}  // namespace

Block outcome(const Kit& kit, const view::ResultBody& body, float width) {
    const Look& look = kit.look;
    const Tint& tint = look.tint(body.tone);
    const bool beside = look.landscape;
    const float disc = beside || look.elder ? look.title.em * 1.7F : look.title.em * 2.2F;
    const float between = beside ? look.pad : 2_mm;
    const float measure = width - 2 * look.pad - (beside ? disc + between : 0);
    const Align align = beside ? Align::Left : Align::Center;
    Block title = text_block(kit, "page.title", body.title,
                             {look.title, tint.fg, tint.bg, align, Role::Heading}, measure);
    Block line = text_block(kit, "page.line", body.line, {look.body, tint.fg, tint.bg, align}, measure);
    const float words = title.height + line.height;
    const float content = beside ? std::max(disc, words) : disc + between + words;
    const float air = look.elder ? 4_mm : 5_mm;
    const char32_t glyph = glyph_of(body.icon, body.tone);
    Block block;
    block.width = width;
    block.height = content + 2 * air;
    block.paint = [=, title = std::move(title), line = std::move(line)](Painter& painter, const RectMm& rect) {
        painter.framed(rect, tint.fg, tint.bg, 0.4_mm, painter.look().radius);
        const float top = rect.y + (rect.h - content) / 2;
        const RectMm spot = beside
                                ? RectMm{rect.x + painter.look().pad, rect.y + (rect.h - disc) / 2, disc, disc}
                                : RectMm{rect.x + (rect.w - disc) / 2, top, disc, disc};
        painter.fill(spot, tint.fg, disc / 2);
        const float inner = disc * 0.7F;
        painter.icon(glyph, spot.x + (disc - inner) / 2, spot.y + (disc - inner) / 2, inner, tint.bg);
        const float x = beside ? right(spot) + between : rect.x + painter.look().pad;
        const float y = beside ? rect.y + (rect.h - words) / 2 : top + disc + between;
        title.paint(painter, {x, y, measure, title.height});
        if (!line.empty()) line.paint(painter, {x, y + title.height, measure, line.height});
    };
    return block;
}

std::vector<Block> rating(const Kit& kit, const view::Rating& rating, const view::Text& chosen, float width,
                          float most) {
    const Look& look = kit.look;
    const float measure = width - 2 * look.pad;
    const float gap = key_gap(look);
    const auto count = std::max<std::size_t>(1, rating.levels.size());
    const auto whole = [&](std::size_t columns, const TextStyle& style, float beside) {
        const float room = column_width(measure, static_cast<int>(columns), gap) - beside;
        return std::ranges::all_of(rating.levels, [&](const view::Rating::Level& level) {
            return words_whole(kit, level.label, style, room);
        });
    };
    // Five faces side by side; where a word would be broken in its face, rows in two columns or in one.
    const bool faces = whole(count, look.small, 2 * face_side);
    const bool pairs = whole(2, look.row, 2 * look.pad + 1.5F * look.row.em);
    const std::size_t columns = faces ? count : pairs ? 2 : 1;
    const float cell = column_width(measure, static_cast<int>(columns), gap);
    std::vector<Block> cells;
    for (std::size_t i = 0; i < rating.levels.size(); ++i) {
        const view::Rating::Level& level = rating.levels[i];
        const view::Option one{std::to_string(i + 1), level.label, {}, rating.level == i, true};
        const OptionShape shape = faces ? OptionShape::Face : OptionShape::Row;
        cells.push_back(option(kit, "rate." + one.key, one, {shape, level.icon, chosen}, cell));
    }
    const TextLook heading{look.heading, look.ink, look.card, Align::Left, Role::Heading};
    return carded(kit, text_block(kit, "rate.title", rating.title, heading, measure),
                  rows_of(std::move(cells), columns, gap, measure), {width, most});
}

std::vector<Block> rating_reasons(const Kit& kit, const view::Rating& rating, const view::Text& chosen,
                                  float width, float most) {
    if (rating.reasons.empty()) return {};
    const Look& look = kit.look;
    const float measure = width - 2 * look.pad;
    const float gap = key_gap(look);
    const std::size_t columns = 2;
    const float cell = column_width(measure, static_cast<int>(columns), gap);
    std::vector<Block> cells;
    for (const view::Option& one : rating.reasons)
        cells.push_back(option(kit, "rate.reason." + one.key, one, {OptionShape::Row, {}, chosen}, cell));
    const TextLook words{look.body, look.ink, look.card, Align::Left, Role::Heading};
    return carded(kit, text_block(kit, "rate.reasons", rating.reasons_title, words, measure),
                  rows_of(std::move(cells), columns, gap, measure), {width, most});
}

}  // namespace circle::screens::widgets
