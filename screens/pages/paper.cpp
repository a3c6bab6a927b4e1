#include <algorithm>
#include <cmath>
#include <utility>

#include "screens/pages/pages.h"

namespace circle::screens::pages {

using namespace widgets;

namespace {

constexpr float column_per_em = 0.56F;  // a digit of Noto Sans CJK, the widest that stands in one column

Align align_of(view::PaperLine::Align align) {
    switch (align) {
        case view::PaperLine::Align::Centre:
            return Align::Center;
        case view::PaperLine::Align::Right:
            return Align::Right;
        case view::PaperLine::Align::Left:
            break;
    }
    return Align::Left;
}

struct Sheet {  // the strip of paper on the panel
    TextStyle style;
    float width = 0, pad = 0;
    float measure() const { return width - 2 * pad; }
};

Sheet sheet_of(const Look& look, int columns, float width) {
    Sheet sheet;
    sheet.style = look.small;
    sheet.pad = look.pad;
    const float natural = static_cast<float>(columns) * column_per_em * sheet.style.em + 2 * sheet.pad;
    sheet.width = std::min(width, natural);
    return sheet;
}

// White from edge to edge: blocks that touch make one strip.
Block on_paper(const Kit& kit, Block content, const Sheet& sheet) {
    const Look& look = kit.look;
    Block block;
    block.width = sheet.width;
    block.height = content.height;
    block.paint = [=, content = std::move(content)](Painter& painter, const RectMm& rect) {
        painter.fill(rect, look.card);
        painter.fill({rect.x, rect.y, look.border, rect.h}, look.field);
        painter.fill({right(rect) - look.border, rect.y, look.border, rect.h}, look.field);
        if (!content.empty()) content.paint(painter, {rect.x + sheet.pad, rect.y, sheet.measure(), rect.h});
    };
    return block;
}

Block edge(const Kit& kit, const Sheet& sheet, bool top) {
    const Look& look = kit.look;
    Block block;
    block.width = sheet.width;
    block.height = look.pad * 0.7F;
    block.paint = [=](Painter& painter, const RectMm& rect) {
        painter.fill(rect, look.field);
        const float y = top ? rect.y + look.border : rect.y;
        painter.fill({rect.x + look.border, y, rect.w - 2 * look.border, rect.h - look.border}, look.card);
    };
    return block;
}

Block rule_block(const Kit& kit) {
    const Rgb ink = kit.look.field;
    Block block;
    block.height = kit.look.small.em * 0.9F;
    block.paint = [ink](Painter& painter, const RectMm& rect) {
        painter.fill({rect.x, rect.y + rect.h / 2, rect.w, 0.5F}, ink);
    };
    return block;
}

Block gap_block(float height) {
    Block block;
    block.height = height;
    block.paint = [](Painter&, const RectMm&) {};
    return block;
}

// The code as it is printed, for looking and for a telephone that reads it off the panel. Modules of whole
// pixels, for the printer's have whole dots.
Block qr_block(const Kit& kit, const std::string& id, const view::PaperLine& line, float measure) {
    const view::PaperLine::Qr& qr = line.qr;
    const auto across = static_cast<std::size_t>(qr.across);
    if (qr.dark.size() != across * across) return {};
    const float px = 1 / kit.px_per_mm;
    const float module = std::max(px, std::floor(qr.module * measure / px) * px);
    const float side = module * static_cast<float>(qr.across + 2 * qr.quiet);
    Block block;
    block.width = measure;
    block.height = side;
    block.paint = [=, ink = kit.look.ink, words = line.left, dark = qr.dark](Painter& painter,
                                                                             const RectMm& rect) {
        const float left = rect.x + (rect.w - side) / 2;
        const float edge = module * static_cast<float>(qr.quiet);
        for (std::size_t i = 0; i < dark.size(); ++i) {
            if (!dark[i]) continue;
            painter.fill({left + edge + module * static_cast<float>(i % across),
                          rect.y + edge + module * static_cast<float>(i / across), module, module},
                         ink);
        }
        Node node;
        node.id = id;
        node.role = Role::Image;
        node.label = words.words;
        node.spoken = spoken_of(words);
        node.is_private = words.personal;
        node.rect_mm = {left, rect.y, side, side};
        painter.note(std::move(node));
    };
    return block;
}

// Words at both edges of one line; below each other where the panel is narrower than the paper.
Block both_edges(const Kit& kit, const std::string& id, const view::PaperLine& line, TextLook look,
                 float measure) {
    Block left = text_block(kit, id, line.left, look, measure);
    look.align = Align::Right;
    Block right_words = text_block(kit, id + ".value", line.right, look, measure);
    const float between = kit.look.small.em;
    const Paragraph one = kit.text(line.left, look.style, measure);
    const Paragraph other = kit.text(line.right, look.style, measure);
    const bool fits =
        one.lines.size() <= 1 && other.lines.size() <= 1 && one.width_mm + between + other.width_mm <= measure;
    if (!fits) {
        std::vector<Block> stacked;
        stacked.push_back(std::move(left));
        stacked.push_back(std::move(right_words));
        return stack(std::move(stacked), 0);
    }
    const float split = one.width_mm + 0.5F;
    Block block;
    block.width = measure;
    block.height = std::max(left.height, right_words.height);
    block.paint = [=, left = std::move(left), right_words = std::move(right_words)](Painter& painter,
                                                                                    const RectMm& rect) {
        left.paint(painter, {rect.x, rect.y, split, left.height});
        right_words.paint(painter, {rect.x + split, rect.y, rect.w - split, right_words.height});
    };
    return block;
}

Block line_block(const Kit& kit, const std::string& id, const view::PaperLine& line, const Sheet& sheet) {
    if (line.rule) return rule_block(kit);
    if (line.qr.across > 0) return qr_block(kit, id, line, sheet.measure());
    TextStyle style = sheet.style;
    style.bold = line.bold || line.large;
    if (line.large) style.em *= 1.3F;
    const TextLook look{style, kit.look.ink, kit.look.card, align_of(line.align), Role::Text};
    if (line.left.empty() && line.right.empty()) return gap_block(style.em * 0.8F);
    if (!line.right.empty()) return both_edges(kit, id, line, look, sheet.measure());
    return text_block(kit, id, line.left, look, sheet.measure());
}

}  // namespace

// The strip of paper in the middle of the panel; how the printing stands is told above it.
void paint_paper(const Place& place, const view::PaperBody& body, const RectMm& area) {
    Painter& painter = place.painter;
    const Kit& kit = painter.kit();
    const Look& look = painter.look();
    const Block head = title(kit, {body.title, body.lead, body.chip}, look.title, area.w);
    float y = area.y;
    if (head.height > 0) {
        head.paint(painter, {area.x, y, area.w, head.height});
        y += head.height + look.gap;
    }
    if (body.strip) {
        const Block told = strip(kit, "paper.strip", *body.strip, StripShape::Boxed, area.w);
        told.paint(painter, {area.x, y, area.w, told.height});
        y += told.height + look.gap;
    }
    const Sheet sheet = sheet_of(look, body.columns, area.w);
    std::vector<Placed> content;
    float at = 0;
    const auto add = [&](Block block) {
        const float height = block.height;
        content.push_back({std::move(block), {(area.w - sheet.width) / 2, at, sheet.width, height}});
        at += height;
    };
    add(edge(kit, sheet, true));
    for (std::size_t i = 0; i < body.lines.size(); ++i) {
        add(on_paper(kit, line_block(kit, "paper.line." + std::to_string(i), body.lines[i], sheet), sheet));
    }
    add(edge(kit, sheet, false));
    paint_column(painter, place.scroll, place.page, content, {body.secondary, body.primary},
                 {area.x, y, area.w, bottom(area) - y});
}

}  // namespace circle::screens::pages
