#include <algorithm>
#include <utility>

#include "screens/widgets/icons.h"
#include "screens/widgets/widgets.h"

namespace circle::screens::widgets {
namespace {

// Label, value and state of one fact; label and value stand side by side, or under each other where the value
// would need more lines beside its label than below it.
Block fact(const Kit& kit, const std::string& id, const view::Fact& fact, float label_width, float width) {
    const Look& look = kit.look;
    const float gap = look.gap;
    Block state = fact.chip ? chip(kit, id + ".chip", *fact.chip, width * 0.6F) : Block{};
    const float room = width - (state.empty() ? 0 : state.width + gap);
    const bool valued = !fact.value.empty();
    const float value_room = room - label_width - gap;
    Paragraph label = kit.text(fact.label, look.body, valued ? label_width : room);
    Paragraph value = valued ? kit.text(fact.value, look.body, std::max(value_room, 1_mm)) : Paragraph{};
    bool stacked = false;
    if (valued) {
        Paragraph below = kit.text(fact.value, look.body, room);
        stacked = value_room < look.body.em * 4 || value.overflows || label.lines.size() > 2 ||
                  below.lines.size() + 1 < value.lines.size();
        if (stacked) {
            value = std::move(below);
            label = kit.text(fact.label, look.body, room);
        }
    }
    const float words =
        stacked ? label.height_mm + value.height_mm : std::max(label.height_mm, value.height_mm);
    Block block;
    block.width = width;
    block.height = std::max(words, state.height);
    const float first = std::max(look.body.leading * look.body.em, state.height);
    block.paint = [=, label = std::move(label), value = std::move(value), state = std::move(state)](
                      Painter& painter, const RectMm& rect) {
        const Look& ink = painter.look();
        const float line = label.line_px / painter.kit().px_per_mm;
        const float y = rect.y + (words < rect.h ? std::max(0.0F, (first - line) / 2) : 0);
        painter.text(label, {rect.x, y, label.width_mm, label.height_mm}, valued ? ink.soft : ink.ink);
        if (stacked) {
            painter.text(value, {rect.x, y + label.height_mm, room, value.height_mm}, ink.ink);
        } else if (valued) {
            painter.text(value, {rect.x + label_width + gap, y, value_room, value.height_mm}, ink.ink);
        }
        Node node;
        node.id = id;
        node.role = Role::Text;
        node.label = fact.label.words;
        node.value = fact.value.words;
        node.spoken = joined({&fact.label, &fact.value}, true);
        node.is_private = fact.label.personal || fact.value.personal;
        node.rect_mm = {rect.x, rect.y, room, rect.h};
        node.text_mm = label.lines.empty() ? value.capital_mm : label.capital_mm;
        node.fg = valued ? ink.soft : ink.ink;
        node.bg = ink.card;
        painter.note(std::move(node));
        if (!state.empty()) state.paint(painter, {right(rect) - state.width, rect.y, state.width, first});
    };
    return block;
}

Block heading(const Kit& kit, const std::string& id, const view::Card& card, float width) {
    const Look& look = kit.look;
    if (card.title.empty() && !card.chip) return {};
    const float icon = card.icon == view::Icon::None ? 0 : look.heading.em * 1.15F;
    const float indent = icon > 0 ? icon + look.heading.em * 0.4F : 0;
    Block state = card.chip ? chip(kit, id + ".chip", *card.chip, width - indent) : Block{};
    const TextLook style{look.heading, look.ink, look.card, Align::Left, Role::Heading};
    const float all = width - indent;
    Block head = text_block(kit, id + ".title", card.title, style, all);
    bool beside = false;
    if (!state.empty()) {
        Block narrow = text_block(kit, id + ".title", card.title, style, all - state.width - look.gap);
        beside = state.width < width * 0.6F && narrow.height <= head.height;
        if (beside) head = std::move(narrow);
    }
    Block block;
    block.width = width;
    block.height =
        beside || state.empty() ? std::max(head.height, state.height) : head.height + 2_mm + state.height;
    const char32_t glyph = glyph_of(card.icon);
    const float line = look.heading.em * look.heading.leading;
    block.paint = [=, head = std::move(head), state = std::move(state)](Painter& painter, const RectMm& rect) {
        if (icon > 0) painter.icon(glyph, rect.x, rect.y + (line - icon) / 2, icon, painter.look().primary);
        const float x = rect.x + indent;
        if (!head.empty()) {
            head.paint(painter, {x, rect.y, beside ? all - state.width - 1_mm : all, head.height});
        }
        if (state.empty()) return;
        if (beside) {
            state.paint(painter, {right(rect) - state.width, rect.y, state.width, line});
        } else {
            state.paint(painter, {x, rect.y + head.height + 2_mm, state.width, state.height});
        }
    };
    return block;
}

}  // namespace

namespace {

// Which of a card's lines and facts a block shows; its strip and action follow the last fact.
struct Span {
    std::size_t first = 0, last = 0;
    bool holds(std::size_t i) const { return i >= first && i < last; }
};

std::size_t items_of(const view::Card& card) {
    return card.lines.size() + card.facts.size() + (card.strip ? 1 : 0) + (card.action ? 1 : 0);
}

Block card_span(const Kit& kit, const std::string& fallback, const view::Card& card, float width,
                const Span& span) {
    const Look& look = kit.look;
    const std::string id = id_or(card.id, fallback);
    const float measure = width - 2 * look.pad;
    // Groups have more air between them than the lines of a group.
    const float between = look.elder ? 2.5_mm : 2_mm;
    const float facts_gap = look.elder ? 1.5_mm : 2_mm;

    std::vector<Block> lines;
    for (std::size_t i = 0; i < card.lines.size(); ++i) {
        const TextLook style{look.body, look.ink, look.card};
        if (!span.holds(i)) continue;
        lines.push_back(text_block(kit, id + ".line." + std::to_string(i), card.lines[i], style, measure));
    }
    float label_width = 0;
    for (const view::Fact& one : card.facts) {
        if (!one.value.empty())
            label_width = std::max(label_width, kit.text(one.label, look.body, measure).width_mm);
    }
    label_width = std::min(std::max(label_width, look.body.em * 4), measure * 0.42F);
    std::vector<Block> facts;
    for (std::size_t i = 0; i < card.facts.size(); ++i) {
        if (!span.holds(card.lines.size() + i)) continue;
        const std::string name = id_or(card.facts[i].id, id + ".fact." + std::to_string(i));
        facts.push_back(fact(kit, name, card.facts[i], label_width, measure));
    }
    std::vector<Block> groups;
    if (span.first == 0) groups.push_back(heading(kit, id, card, measure));
    groups.push_back(stack(std::move(lines), between));
    groups.push_back(stack(std::move(facts), facts_gap));
    const std::size_t after = card.lines.size() + card.facts.size();
    if (card.strip && span.holds(after))
        groups.push_back(strip(kit, id + ".strip", *card.strip, StripShape::Boxed, measure));
    if (card.action && span.holds(after + (card.strip ? 1 : 0)))
        groups.push_back(button(kit, *card.action, ButtonShape::Outlined, measure));
    Block inside = stack(std::move(groups), between);

    const float above = 6_mm;
    Block block;
    block.width = width;
    block.height = inside.height + 2 * above;
    const float pad = look.pad;
    block.paint = [=, inside = std::move(inside)](Painter& painter, const RectMm& rect) {
        painter.framed(rect, painter.look().line, painter.look().card, 0.5_mm, painter.look().radius);
        if (!inside.empty()) {
            inside.paint(painter, {rect.x + pad, rect.y + above, rect.w - 2 * pad, inside.height});
        }
    };
    return block;
}

}  // namespace

Block card(const Kit& kit, const std::string& id, const view::Card& card, float width) {
    return card_span(kit, id, card, width, {0, items_of(card)});
}

std::vector<Block> card_parts(const Kit& kit, const std::string& id, const view::Card& card, float width,
                              float most) {
    std::vector<Block> parts;
    const std::size_t count = items_of(card);
    Span span{0, count};
    for (;;) {
        Block block = card_span(kit, id, card, width, span);
        while (block.height > most && span.last > span.first + 1) {
            --span.last;
            block = card_span(kit, id, card, width, span);
        }
        parts.push_back(std::move(block));
        if (span.last >= count) return parts;
        span = {span.last, count};
    }
}

}  // namespace circle::screens::widgets
