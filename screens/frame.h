// What comes back from drawing a page: what was touched, and the semantic tree of what is on screen.
//
// The tree serves voice read-out, the accessibility audit and automated journeys (design §3 "One place knows
// ImGui"). Lengths are millimetres on the panel, origin at the top left; colours are 8-bit sRGB.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "screens/view/ink.h"

namespace circle::screens {

struct RectMm {
    float x = 0, y = 0, w = 0, h = 0;

    bool operator==(const RectMm&) const = default;
};

struct Rgb {
    std::uint8_t r = 0, g = 0, b = 0;

    bool operator==(const Rgb&) const = default;
};

// Choice: an alternative of the one decision asked. Row: an entry of a list that only leads there.
// Field: where something is filled in, with its value. Writing: the same, for a finger that writes.
enum class Role {
    Page,
    Heading,
    Text,
    Button,
    Choice,
    Row,
    Status,
    Progress,
    Image,
    Alert,
    Dialog,
    Field,
    Writing,
};

struct Node {
    std::string id;  // language-independent dotted name, unique in a frame
    Role role = Role::Text;
    std::string label;   // the words on screen
    std::string spoken;  // the words for the voice; never empty
    std::string value;   // a fact's value, a progress in percent, "chosen" for an option that is
    bool is_private = false;
    bool enabled = true;
    bool visible = true;  // false: scrolled out of sight; a tap scrolls it in first
    bool reacts = false;  // a finger inside rect_mm acts on it now (never while a dialog stands above it)
    RectMm rect_mm;
    float text_mm = 0;  // capital height of its text; 0 when it has none
    Rgb fg, bg;

    bool operator==(const Node&) const = default;
};

// The drawing's own scroll buttons ("page.more", "page.top") come back too: they have already acted and need
// nothing, but the person is there.
struct Intent {
    std::string node;  // the id that was touched: finger down and up inside it
    bool operator==(const Intent&) const = default;
};

// What a finger wrote inside a node of role Writing, from down to up; points lie inside it, at most
// view::longest_stroke of them. It was drawn while it was written, and is gone unless the next page holds it.
struct Stroke {
    std::string node;
    view::InkStroke points;
    bool operator==(const Stroke&) const = default;
};

struct Frame {
    std::vector<Intent> intents;
    std::vector<Stroke> strokes;
    std::vector<Node> tree;
    // False: this pass took in a touch and presented nothing yet; draw again, with the page that the touch led
    // to.
    bool settled = true;
    bool touched = false;  // a finger came down since the last frame, on a target or beside one
    bool beside = false;   // one of them where nothing reacts
};

}  // namespace circle::screens
