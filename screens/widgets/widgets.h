// The closed set of widgets. Each takes a plain struct of screens/view and a width in millimetres and gives a
// block. Pages are composed of these and of nothing else.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "screens/view/page.h"
#include "screens/widgets/block.h"

namespace circle::screens::widgets {

enum class ButtonShape { Filled, Outlined };
// What a finger can press: icon and words in one line, or words in two.
Block button(const Kit& kit, const view::Button& button, ButtonShape shape, float width);
// The row at the foot of a page: the way back at the left, the one primary action at the right. Both may be
// missing.
Block action_row(const Kit& kit, const std::optional<view::Button>& secondary,
                 const std::optional<view::Button>& primary, float width,
                 const std::optional<view::Button>& middle = std::nullopt);
// Equal outlined buttons side by side, as many to a row as their words allow (at most `columns`).
Block button_grid(const Kit& kit, const std::vector<view::Button>& buttons, int columns, float width);

enum class ChoiceShape {
    Invitation,  // very large, icon at the left
    Tile,        // icon above the words
    Row,         // one of a list
};
Block choice(const Kit& kit, const view::Choice& choice, ChoiceShape shape, float width,
             Role role = Role::Choice);

// A short state. `id` is that of its owner with ".chip".
Block chip(const Kit& kit, const std::string& id, const view::Chip& chip, float measure);

enum class StripShape { Boxed, Banner };
Block strip(const Kit& kit, const std::string& id, const view::Strip& strip, StripShape shape, float width);

// `id`: used where the card names none.
Block card(const Kit& kit, const std::string& id, const view::Card& card, float width);
// The card as one block or, where it is higher than `most`, as several that follow each other: no line and no
// fact is cut, the title stands on the first.
std::vector<Block> card_parts(const Kit& kit, const std::string& id, const view::Card& card, float width,
                              float most);

Block progress(const Kit& kit, const std::string& id, float share, float width);

// Title with its chip at the right, and the lead below. The node of the title is "page.title".
struct TitleWords {
    const view::Text& title;
    const view::Text& lead;
    const std::optional<view::Chip>& chip;
};
Block title(const Kit& kit, const TitleWords& words, const TextStyle& style, float width);

// The id of a node that the view may have left empty.
inline std::string id_or(const std::string& id, const std::string& otherwise) {
    return id.empty() ? otherwise : id;
}

}  // namespace circle::screens::widgets
