// What one screen shows, as plain values. The rooms of kiosk compose a Page; screens/pages draw it.
//
// Everything here is finished: words are translated, amounts formatted, numbers masked. Screens know kinds of
// content (a sheet of facts, a list of choices), never service items. All text is UTF-8. Values compare with
// ==: an equal Page is not drawn again. No header of Dear ImGui or SDL may be included from this folder.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "screens/view/form.h"
#include "screens/view/parts.h"

namespace circle::screens::view {

struct Header {
    Text point;    // official name of the service point; in the elder view the name of the view
    Text service;  // second line, may be empty
    Text time;
    Text date;

    bool operator==(const Header&) const = default;
};

// --- the kinds of body
// -------------------------------------------------------------------------------------------

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
    // A QR code, centred; `left` says what it is. Its modules row by row; nothing when `across` is 0.
    struct Qr {
        int across = 0;
        std::vector<bool> dark;
        int quiet = 4;     // white modules around it
        float module = 0;  // width of one, as a part of the paper's printed width

        bool operator==(const Qr&) const = default;
    };
    Qr qr;

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

using Body = std::variant<IdleBody, ChoicesBody, SheetBody, MomentBody, PaperBody,  //
                          FormBody, ReviewBody, ResultBody>;                        // form.h

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
