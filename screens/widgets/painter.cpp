#include "screens/widgets/painter.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "screens/widgets/icons.h"
#include "screens/widgets/shapes.h"

namespace circle::screens::widgets {
namespace {

ImU32 packed(Rgb c, float opacity = 1.0F) {
    return IM_COL32(c.r, c.g, c.b, static_cast<int>(std::lround(opacity * 255.0F)));
}

// Edges are rounded one by one, so that two rectangles that touch in millimetres touch on the panel.
Box pixels(const RectMm& r, float scale) {
    return {std::round(r.x * scale), std::round(r.y * scale), std::round(right(r) * scale),
            std::round(bottom(r) * scale)};
}

}  // namespace

Painter::Painter(ImDrawList& list, const Kit& kit, std::string pressed, const Stroke* writing)
    : list_(list), kit_(kit), pressed_(std::move(pressed)), writing_(writing) {}

void Painter::fill(const RectMm& rect, Rgb colour, float radius) {
    if (hidden_) return;
    const Box p = pixels(rect, kit_.px_per_mm);
    fill_round(list_, kit_.discs, p, std::round(radius * kit_.px_per_mm), packed(colour));
}

void Painter::framed(const RectMm& rect, Rgb border, Rgb inside, float thickness, float radius) {
    if (hidden_) return;
    const Box p = pixels(rect, kit_.px_per_mm);
    const float edge = std::max(1.0F, std::round(thickness * kit_.px_per_mm));
    const float round = std::round(radius * kit_.px_per_mm);
    fill_round(list_, kit_.discs, p, round, packed(border));
    fill_round(list_, kit_.discs, {p.x0 + edge, p.y0 + edge, p.x1 - edge, p.y1 - edge},
               std::max(0.0F, round - edge), packed(inside));
}

void Painter::shade(const RectMm& rect, Rgb colour, float opacity) {
    if (hidden_) return;
    const Box p = pixels(rect, kit_.px_per_mm);
    list_.AddRectFilled({p.x0, p.y0}, {p.x1, p.y1}, packed(colour, opacity));
}

void Painter::text(const Paragraph& paragraph, const RectMm& rect, Rgb colour, Align align) {
    if (hidden_) return;
    constexpr float em_ascent = 0.88F;  // of the ideographic em box (Noto Sans CJK)
    const ImU32 ink = packed(colour);
    const float scale = kit_.px_per_mm;
    float y = std::round(rect.y * scale);
    for (const Line& line : paragraph.lines) {
        const float slack = rect.w * scale - line.width_px;
        const float share = align == Align::Center ? 0.5F : align == Align::Right ? 1.0F : 0.0F;
        const float left = std::round(rect.x * scale + slack * share);
        const float baseline =
            std::round(y + (paragraph.line_px - paragraph.em_px) * 0.5F + em_ascent * paragraph.em_px);
        for (const Run& run : line.runs) {
            const bool boxed = run.face == Face::None;
            const Face face = boxed ? Face::Regular : run.face;
            const float size = kit_.fonts.size(face, paragraph.em_px);
            const float top = baseline - kit_.fonts.ascent_px(face, paragraph.em_px);
            float x = left + run.x_px;
            if (boxed) {
                const float edge = std::max(1.0F, std::round(paragraph.em_px / 16.0F));
                const float head = std::round(baseline - em_ascent * paragraph.em_px);
                const Box box{x + edge, head, x + run.width_px - edge, head + paragraph.em_px};
                outline(list_, box, edge, ink);
                x += std::round(paragraph.em_px * 0.25F);
            }
            const char* const end = run.bytes.data() + run.bytes.size();
            list_.AddText(kit_.fonts.font(face), size, {x, top}, ink, run.bytes.data(), end);
            // The rare fonts have one weight only; drawn twice, a stroke apart, they stand beside bold
            // characters.
            if (paragraph.bold && (face == Face::Rare || face == Face::RarestExtension)) {
                const float stroke = std::max(1.0F, std::round(paragraph.em_px / 28.0F));
                list_.AddText(kit_.fonts.font(face), size, {x + stroke, top}, ink, run.bytes.data(), end);
            }
        }
        y += paragraph.line_px;
    }
}

void Painter::icon(char32_t glyph, float x, float y, float size, Rgb colour) {
    if (hidden_ || glyph == no_icon) return;
    if (glyph == card_and_arrow) {
        icon(arrow_up, x + size * 0.27F, y - size * 0.04F, size * 0.46F, colour);
        icon(glyph_of(view::Icon::Card), x + size * 0.14F, y + size * 0.34F, size * 0.72F, colour);
        return;
    }
    const float em = std::round(size * kit_.px_per_mm);
    const float baseline = std::round(y * kit_.px_per_mm + kit_.fonts.ascent_per_em(Face::Icons) * em);
    std::string bytes;
    append_utf8(bytes, glyph);
    list_.AddText(kit_.fonts.font(Face::Icons), kit_.fonts.size(Face::Icons, em),
                  {std::round(x * kit_.px_per_mm), baseline - kit_.fonts.ascent_px(Face::Icons, em)},
                  packed(colour), bytes.data(), bytes.data() + bytes.size());
}

bool Painter::in_sight(const RectMm& rect) const {
    if (hidden_) return false;
    if (!window_) return true;
    constexpr float rounding = 0.6F;  // a pixel or two
    return rect.y >= window_->y - rounding && bottom(rect) <= bottom(*window_) + rounding;
}

void Painter::note(Node node) {
    node.visible = in_sight(node.rect_mm);
    node.reacts = false;
    if (node.spoken.empty()) node.spoken = node.label.empty() ? node.value : node.label;
    tree_.push_back(std::move(node));
}

void Painter::target(Node node) {
    node.visible = in_sight(node.rect_mm);
    node.reacts = node.enabled && node.visible;
    if (node.spoken.empty()) node.spoken = node.label;
    tree_.push_back(std::move(node));
}

void Painter::clip(const RectMm& rect) {
    const Box p = pixels(rect, kit_.px_per_mm);
    list_.PushClipRect({p.x0, p.y0}, {p.x1, p.y1}, true);
    window_ = rect;
}

void Painter::unclip() {
    list_.PopClipRect();
    window_.reset();
}

void Painter::cover() {
    for (Node& node : tree_) {
        node.reacts = false;
        if (node.role == Role::Button || node.role == Role::Choice || node.role == Role::Row ||
            node.role == Role::Field || node.role == Role::Writing)
            node.enabled = false;
    }
}

}  // namespace circle::screens::widgets
