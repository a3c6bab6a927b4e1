// The only hand that draws, and the only one that makes something touchable. What is drawn is recorded in the
// semantic tree at the same time; an area that reacts cannot exist without its node, because target() makes
// both.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "screens/frame.h"
#include "screens/widgets/fonts.h"
#include "screens/widgets/look.h"
#include "screens/widgets/text.h"
#include "screens/widgets/units.h"

struct ImDrawList;

namespace circle::screens::widgets {

class Discs;

// Everything a widget needs to measure itself.
struct Kit {
    Fonts& fonts;
    Discs& discs;
    const Look& look;
    float px_per_mm;

    Paragraph text(const view::Text& text, const TextStyle& style, float measure_mm) const {
        return set_text(fonts, text.words, style, measure_mm, px_per_mm);
    }
};

enum class Align { Left, Center, Right };

class Painter {
  public:
    // `pressed`: id of the target under the finger, empty when none. `writing`: the stroke under it; outlives
    // the painter.
    Painter(ImDrawList& list, const Kit& kit, std::string pressed, const Stroke* writing = nullptr);

    const Look& look() const { return kit_.look; }
    const Kit& kit() const { return kit_; }

    // --- ink; all lengths in millimetres, edges fall on whole pixels
    void fill(const RectMm& rect, Rgb colour, float radius = 0);
    void framed(const RectMm& rect, Rgb border, Rgb inside, float thickness, float radius);
    void shade(const RectMm& rect, Rgb colour, float opacity);
    void text(const Paragraph& paragraph, const RectMm& rect, Rgb colour, Align align = Align::Left);
    // Strokes of a pen, from the top left of `square`; nothing is drawn outside it.
    void ink(const std::vector<view::InkStroke>& strokes, const RectMm& square, float pen, Rgb colour);
    void icon(char32_t glyph, float x, float y, float size, Rgb colour);

    // --- the semantic tree
    void note(Node node);    // something to read
    void target(Node node);  // something to touch: the only maker of hit areas
    // The points that the finger has written in this node since it came down; null when it does not write
    // there.
    const view::InkStroke* writing(const std::string& id) const {
        return writing_ != nullptr && writing_->node == id ? &writing_->points : nullptr;
    }
    bool is_pressed(const std::string& id) const { return !pressed_.empty() && pressed_ == id; }

    // --- scrolling and layers
    void clip(const RectMm& rect);
    void unclip();
    // What does not lie inside the clip is recorded as not visible.
    // While hidden, nothing is drawn and nothing reacts; nodes are recorded as not visible.
    void hide(bool hidden) { hidden_ = hidden; }
    // Everything recorded so far stops reacting (a dialog opens above it).
    void cover();

    std::vector<Node> take_tree() { return std::move(tree_); }

  private:
    ImDrawList& list_;
    Kit kit_;
    std::string pressed_;
    const Stroke* writing_;
    std::vector<Node> tree_;
    std::optional<RectMm> window_;
    bool hidden_ = false;
    bool in_sight(const RectMm& rect) const;
};

}  // namespace circle::screens::widgets
