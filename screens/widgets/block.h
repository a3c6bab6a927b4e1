// A block is a piece of screen that has been measured and knows how to paint itself. Widgets make blocks, pages
// place them: height first, ink later, so nothing moves once it is drawn and no second pass is needed.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "screens/widgets/painter.h"

namespace circle::screens::widgets {

struct Block {
    float width = 0;   // what it needs; it may be painted wider
    float height = 0;  // what it needs; it may be painted higher
    std::function<void(Painter&, const RectMm&)> paint;

    bool empty() const { return !paint; }
};

struct TextLook {
    TextStyle style;
    Rgb ink, ground;
    Align align = Align::Left;
    Role role = Role::Text;
};

// A paragraph with its node.
Block text_block(const Kit& kit, const std::string& id, const view::Text& text, const TextLook& look,
                 float measure);

// Blocks under each other with `gap` between; all as wide as the stack is painted.
Block stack(std::vector<Block> blocks, float gap);

// Blocks side by side, `columns` to a row, equally wide, each row as high as its highest. Missing cells stay
// empty.
Block grid(std::vector<Block> blocks, int columns, float gap, float width);

inline float column_width(float width, int columns, float gap) {
    return (width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
}

// The words of several texts, for a label or for speech.
std::string joined(const std::vector<const view::Text*>& parts, bool spoken);
inline const std::string& spoken_of(const view::Text& text) {
    return text.spoken.empty() ? text.words : text.spoken;
}

}  // namespace circle::screens::widgets
