// Widgets with which something is filled in, looked over and rated. Like those of widgets.h they take a view
// struct and a width in millimetres; ids are complete.
#pragma once

#include <string>
#include <vector>

#include "screens/view/page.h"
#include "screens/widgets/block.h"

namespace circle::screens::widgets {

// Room between keys and between rows that are touched: a little less than between parts of a page, never less
// than the house numbers allow.
inline float key_gap(const Look& look) { return look.elder ? 6.3F : 3.2F; }

// Where one stands in a matter. Nodes step.1 …
Block steps(const Kit& kit, const view::Steps& steps, float width);

// One key of a pad: a character, or a word with its picture.
enum class KeyShape { Digit, Letter, Word };
Block key(const Kit& kit, const view::Button& button, KeyShape shape, float width);
// Keys in rows; a button without an id leaves its place empty. Painted higher, all rows grow.
Block keypad(const Kit& kit, const std::vector<view::Button>& keys, KeyShape shape, int columns, float width);

// What can be chosen. Row: one of a list. Large: one of two or three. Tick: a row with a box to tick. Face: the
// picture above the word (a level of a rating).
enum class OptionShape { Row, Large, Tick, Face };
inline constexpr float face_side = 1.5F;  // mm between the words of a face and its edge
struct OptionLook {
    OptionShape shape = OptionShape::Row;
    view::Icon icon = view::Icon::None;  // instead of the mark that says whether it is chosen
    view::Text chosen;                   // said after the words of what is chosen
};
Block option(const Kit& kit, const std::string& id, const view::Option& option, const OptionLook& style,
             float width);

// The value of a field, framed; its node is the field.
Block value_box(const Kit& kit, const view::Field& field, const TextStyle& style, float width);

// The square in which a finger writes; its node is the field. Painted as large as it is placed.
Block writing_square(const Kit& kit, const view::Field& field, float width, float least);

// One answer of the review: label, value, what is wrong, and the button that changes it. `first` and `last` of
// its card round the corners.
struct RowPlace {
    bool first = false, last = false;
};
Block answer_row(const Kit& kit, const view::Answer& answer, const RowPlace& place, float width);

// The code with which the matter is asked for later.
Block pick_up_code(const Kit& kit, const std::string& id, const view::PickUpCode& code, float width);

// What came of it: a tinted panel with picture, title ("page.title") and line ("page.line").
Block outcome(const Kit& kit, const view::ResultBody& body, float width);

// Five levels; and the card of the reasons that follows it. Each a row at a time where `most` is too low.
std::vector<Block> rating(const Kit& kit, const view::Rating& rating, const view::Text& chosen, float width,
                          float most);
std::vector<Block> rating_reasons(const Kit& kit, const view::Rating& rating, const view::Text& chosen,
                                  float width, float most);

inline std::string form_id(const view::Field& field) { return "form." + field.name; }

}  // namespace circle::screens::widgets
