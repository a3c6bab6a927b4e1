// What one screen shows, as plain values. The rooms of kiosk compose a Page; screens/pages draw it.
//
// Everything here is finished: words are translated, amounts formatted, numbers masked. Screens know kinds of
// content (a sheet of facts, a list of choices), never service items. All text is UTF-8. Values compare with
// ==: an equal Page is not drawn again. No header of Dear ImGui or SDL may be included from this folder.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
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

struct Header {
    Text point;    // official name of the service point; in the elder view the name of the view
    Text service;  // second line, may be empty
    Text time;
    Text date;

    bool operator==(const Header&) const = default;
};

// --- the kinds of body
// -------------------------------------------------------------------------------------------

struct Choice {  // one large alternative of the decision asked
    std::string id;
    Icon icon = Icon::None;
    Text title;
    Text hint;
    std::optional<Chip> chip;
    bool enabled = true;

    bool operator==(const Choice&) const = default;
};

// Idle: an invitation, what can be done without signing in, and one notice. Also drawn when the point is
// closed.
struct IdleBody {
    Text title;  // may hold '\n'
    Text lead;
    std::vector<Choice> invitations;
    std::vector<Button> links;
    std::optional<Strip> notice;

    bool operator==(const IdleBody&) const = default;
};

// One decision: tiles (two columns in the standard view) or rows (one column, list pages of at most eight).
struct ChoicesBody {
    enum class Shape { Tiles, Rows };

    Text title;
    Text lead;
    std::optional<Chip> chip;  // at the right of the title
    Shape shape = Shape::Tiles;
    std::vector<Choice> choices;
    Text list_title;
    std::vector<Choice> list;  // below the choices, as plain rows: everything that stands behind them
    std::vector<Strip> strips;
    std::vector<Button> links;  // below the choices, side by side; also the pager of a list ("list.next")

    bool operator==(const ChoicesBody&) const = default;
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

// Something to read: privacy notice, guide of an item, the person's insurance. Scrolls by the "page.more"
// button.
struct SheetBody {
    Text title;
    Text lead;
    std::optional<Chip> chip;
    std::vector<Card> cards;
    std::optional<Button> primary;    // filled, bottom right
    std::optional<Button> secondary;  // outlined, bottom left

    bool operator==(const SheetBody&) const = default;
};

// One thing happens, or is waited for, or is told: reading a card, taking it back, out of service, help.
struct MomentBody {
    Icon icon = Icon::None;
    Tone tone = Tone::Plain;
    Text title;
    std::vector<Text> lines;
    std::optional<float> progress;  // 0..1: a bar is drawn
    std::vector<Button> alternatives;
    std::optional<Button> primary;
    std::optional<Button> secondary;

    bool operator==(const MomentBody&) const = default;
};

// Paper before it is printed, line by line as the printer breaks them. `right` stands at the right edge of the
// same line.
struct PaperLine {
    enum class Align { Left, Centre, Right };
    Text left, right;
    Align align = Align::Left;
    bool bold = false, large = false;
    bool rule = false;  // a line across, without words

    bool operator==(const PaperLine&) const = default;
};

struct PaperBody {
    Text title;
    Text lead;
    std::optional<Chip> chip;
    std::optional<Strip> strip;  // how the printing stands
    int columns = 48;            // the paper's width in Latin letters
    std::vector<PaperLine> lines;
    std::optional<Button> primary;
    std::optional<Button> secondary;

    bool operator==(const PaperBody&) const = default;
};

using Body = std::variant<IdleBody, ChoicesBody, SheetBody, MomentBody, PaperBody>;

// Over everything else; the page below is dimmed and does not react.
struct Dialog {
    std::string id;
    Tone tone = Tone::Caution;
    Icon icon = Icon::None;
    Text title;
    std::vector<Text> lines;
    std::optional<int> seconds_left;  // drawn large
    std::optional<Button> primary;
    std::optional<Button> secondary;

    bool operator==(const Dialog&) const = default;
};

struct Page {
    std::string id;  // "idle", "notice", "home", "query" …: the visit's state as the inspect channel names it
    std::string language;  // BCP 47: "zh-CN" or "en"
    Density density = Density::Standard;
    Header header;
    std::optional<Strip> banner;  // under the header: line down, printer out of paper
    Body body;
    std::vector<Button>
        bar;  // the fixed bar: bar.back, bar.home, bar.counter, bar.elder, bar.language, bar.help
    std::optional<Dialog> dialog;

    // The words that the drawing itself adds, translated: the button that scrolls on and the one that goes back
    // up.
    Text more;
    Text top;

    bool operator==(const Page&) const = default;
};

}  // namespace circle::screens::view
