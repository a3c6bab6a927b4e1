// The visit: one value holds everything about the person in front of the terminal (design §3).
//
// State is what the machine knows; Visit is what it knows about her. Ending the visit destroys the Visit, and
// main then wipes what other rooms held of it. Pure: no clock, no thread, no device.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/card/reader.h"
#include "drivers/printer/printer.h"
#include "kiosk/identity/person.h"
#include "kiosk/relay/relay.h"
#include "screens/view/page.h"

namespace circle::visit {

// Where the visit stands. Names of the inspect channel: name(Place).
enum class Place {
    Idle,    // nobody; the invitation
    Closed,  // outside the opening hours
    OutOfService,
    Forgotten,  // a card was left behind; nothing opens until it is taken
    Notice,     // privacy: who, what for, how long, whom to ask
    Identify,   // waiting for a card
    Reading,    // the card is read, then the platform asked who she is
    Trouble,    // something failed; what to do next
    Home,       // what this point offers
    Group,      // the items of one life event, or all of them
    Guide,      // the guide of one item
    Query,      // her own insurance
    Paper,      // what would be printed, then how the printing ended
    Stronger,   // a second means is needed for this page
    Counter,    // go to the counter
    Help,       // call a person
    Farewell,   // the visit is over: take the card
};
std::string_view name(Place place);

enum class Dialog { None, Warning, CardTaken };
std::string_view name(Dialog dialog);  // "", "timeout", "card_taken"

// How one question of the query page stands.
struct Asked {
    std::uint64_t id = 0;
    std::string transaction;
    std::string about;  // which of several equal transactions: the med_type of a 2001
    bool waiting = true;
    std::optional<Reply> reply;
    std::optional<relay::Failure> failure;
};

struct Trouble {  // what went wrong, in words for her; `token` for the event log
    enum class From { Card, Line, Platform, Person };
    From from = From::Card;
    std::string token;
    std::string resident_text;   // Chinese key of the sentence that says what to do
    std::string platform_words;  // the platform's own answer, if it gave one
    bool retryable = true;

    bool operator==(const Trouble&) const = default;
};

// The subject of Place::Group that means every item of this point.
inline constexpr std::string_view kAllItems = "all";

struct Spot {  // one place of the way back
    Place place = Place::Home;
    std::string subject;  // group or item id
    int page = 0;         // of a list

    bool operator==(const Spot&) const = default;
};

// Her paper: shown line by line before it is printed. The driver never prints twice by itself, so a copy is a
// new order of hers and bears 重打.
struct Printing {
    enum class Stage { Preview, Running, Printed, NotPrinted, Uncertain };
    Stage stage = Stage::Preview;
    std::int64_t composed_ms = 0;  // wall clock: the time on the paper, so that preview and print are equal
    std::uint64_t request = 0;     // the running one, 0 when none
    bool copy = false;
    std::string trouble_text;  // resident text of the driver, with NotPrinted and Uncertain
};

struct Visit {
    std::uint64_t number = 0;
    std::int64_t began_ms = 0;
    bool by_card = false;     // a card began it; taking the card back before agreeing ends it
    bool agreed = false;      // to the privacy notice
    std::string wanted_item;  // chosen before she showed a card
    std::optional<identity::Person> person;
    std::vector<Spot> trail;  // the way back; the current spot is not in it
    std::vector<Asked> questions;
    std::optional<Printing> printing;
    std::optional<Trouble> trouble;
    std::uint64_t reading = 0;                    // the running card read, 0 when none
    std::uint64_t asking = 0;                     // the running 1101, 0 when none
    std::optional<drivers::card::CardData> card;  // only between the read and the platform's answer
    int reads = 0;                                // cards read without success
};

struct CardSlot {
    drivers::State reader = drivers::State::Absent;
    std::string trouble_text;  // resident text of the reader's own fault
    std::uint64_t inside = 0;  // generation of the card in the slot, 0 when empty
};

struct PrinterSlot {
    drivers::State printer = drivers::State::Absent;
    drivers::printer::Paper paper = drivers::printer::Paper::Unknown;
    std::string trouble_text;  // resident text of the printer's own fault

    bool can_print() const {
        using drivers::State;
        return printer == State::Ready || printer == State::Busy || printer == State::Degraded;
    }
};

struct Line {
    bool known = false;  // nothing was heard yet
    bool up = false;
    bool signed_in = false;
    std::string reason;

    bool usable() const { return up && signed_in; }
};

struct State {
    Spot at{Place::Idle, {}, 0};
    std::unique_ptr<Visit>
        visit;  // on the heap, which is wiped as it is freed; in place its short strings would stay
    Dialog dialog = Dialog::None;
    screens::view::Density density = screens::view::Density::Standard;
    std::string language;  // BCP 47
    CardSlot card;
    PrinterSlot printer;
    Line line;
    std::int64_t entered_ms = 0;  // when `at` was entered
    std::int64_t touched_ms = 0;  // when she last did something
    std::int64_t dialog_ms = 0;   // when the dialog opened
    std::uint64_t next_request = 1;
    std::uint64_t visits = 0;  // begun since the start of the program
};

}  // namespace circle::visit
