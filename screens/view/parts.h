// What the bodies of a page are made of: words, buttons, states, facts. See page.h for the rules.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "screens/view/icon.h"

namespace circle::screens::view {

enum class Density { Standard, Elder };  // Elder is the 关怀版: fewer choices, larger targets (anchors §4.3)
enum class Tone { Plain, Info, Good, Caution, Bad };

// Words on screen. `personal` words are about the person in front of the terminal: they are never spoken
// through the loudspeaker and are marked private in the semantic tree. `spoken` replaces `words` in speech when
// not empty.
struct Text {
    Text() = default;
    Text(std::string w) : words(std::move(w)) {}  // NOLINT(google-explicit-constructor): text is written often
    Text(const char* w) : words(w) {}             // NOLINT(google-explicit-constructor)

    std::string words;
    std::string spoken;
    bool personal = false;

    bool empty() const { return words.empty(); }
    bool operator==(const Text&) const = default;
};

// Text about the person in front of the terminal.
inline Text personal(std::string words) {
    Text text(std::move(words));
    text.personal = true;
    return text;
}

// `id` is the node id of the semantic tree: dotted, language-independent, never changing its meaning
// ("bar.back", "home.item.I13"). A touch comes back as Intent{id}.
struct Button {
    std::string id;
    Text label;
    Icon icon = Icon::None;
    bool enabled = true;

    bool operator==(const Button&) const = default;
};

struct Chip {  // a short state: word, icon and colour together
    Text label;
    Tone tone = Tone::Plain;
    Icon icon = Icon::None;

    bool operator==(const Chip&) const = default;
};

struct Strip {  // one highlighted message inside or above a page
    std::string id;
    Tone tone = Tone::Info;
    Icon icon = Icon::None;
    Text title;
    Text body;

    bool operator==(const Strip&) const = default;
};

struct Choice {  // one large alternative of the decision asked
    std::string id;
    Icon icon = Icon::None;
    Text title;
    Text hint;
    std::optional<Chip> chip;
    bool enabled = true;

    bool operator==(const Choice&) const = default;
};

struct Fact {  // label and value on one line (stacked where the line is too narrow)
    std::string id;
    Text label;
    Text value;
    std::optional<Chip> chip;

    bool operator==(const Fact&) const = default;
};

struct Card {  // one group of facts on a sheet, in this order: title and chip, lines, facts, strip, action
    std::string id;
    Icon icon = Icon::None;
    Text title;
    std::optional<Chip> chip;
    std::vector<Text> lines;
    std::vector<Fact> facts;
    std::optional<Strip> strip;
    std::optional<Button> action;

    bool operator==(const Card&) const = default;
};

}  // namespace circle::screens::view
