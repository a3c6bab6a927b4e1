// The visit: one value holds everything about the person in front of the terminal (design §3).
//
// State is what the machine knows; Visit is what it knows about her. Ending the visit destroys the Visit, and
// main then wipes what other rooms held of it. Pure: no clock, no thread, no device.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/card/reader.h"
#include "drivers/printer/printer.h"
#include "kiosk/catalogue/checking.h"
#include "kiosk/identity/person.h"
#include "kiosk/relay/relay.h"
#include "kiosk/transaction/table.h"
#include "screens/view/ink.h"
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
    Form,       // one question of a form
    Review,     // all answers, before they are sent
    Sending,    // nothing can be called back; it ends by itself
    Result,     // how a matter of hers stands
    AskCode,    // a pick-up code is typed in
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
    std::string subject;  // group or item id; Form: the field
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
    std::uint64_t matter = 0;      // whose slip it is; 0: her insurance
    bool copy = false;
    std::string trouble_text;  // resident text of the driver, with NotPrinted and Uncertain
};

// How she looks for a place; begun anew at every field.
struct Picking {
    bool by_letters = false;
    std::string typed;     // initials, capitals
    std::string province;  // chosen in the upper list
    std::string city;      // chosen in the lower one where a county is asked: then the upper list shows cities
    int upper_page = 0, lower_page = 0, found_page = 0;
};

// A filing of hers that this terminal sent, and the number that the platform gave it.
struct Filed {
    std::string transaction, number;
    relay::Fields fields;

    bool operator==(const Filed&) const = default;
};

// A filing that the platform has, as its list shows it, and that she wants taken back.
struct Undoing {
    std::string transaction;  // "2502"
    std::string handle;       // its column, of the number
    Row original;             // the row of the list

    bool operator==(const Undoing&) const = default;
};

// A matter that she fills in, from the first question to the touch on "send".
struct Filing {
    std::string item;
    catalogue::Answers answers;
    std::map<std::string, std::vector<screens::view::InkStroke>, std::less<>> ink;  // field → signature
    Picking picking;                               // of the field that is asked
    std::vector<catalogue::AnswerFault> faults;    // of all answers, as last checked
    std::set<std::string, std::less<>> judged;     // fields whose faults are shown: she has left them once
    std::set<std::string, std::less<>> confirmed;  // "rule field answer" of what she was asked and said yes to
    std::optional<Undoing> undoing;                // nothing is filled in then: one look, one touch
    std::string code;                              // pick-up code, shown before "send"
    std::string key;                               // matter.key of the form
    bool numbers_refused = false;                  // the journal takes nothing: it cannot be filed here now
    std::string obstacle;                          // Chinese key: why the last touch on "send" did nothing
    bool not_again = false;  // and another one must not: nobody knows whether it was recorded
};

// How one matter of hers stands: what was just sent, what she was not told yet, or what its code asks for.
struct Outcome {
    std::uint64_t matter = 0;
    std::string item;  // empty: not known to this program any more, or asked for by code
    std::string transaction;
    transaction::State state = transaction::State::Drafted;
    std::string reason;
    std::int64_t created_ms = 0;
    std::string handle;          // the platform's number of it; empty: not known
    std::string platform_words;  // foreign text
    relay::Fields words;         // what was taken in: label → text, in Chinese
    std::string code;            // only of what was just sent
    bool by_code = false;        // nothing about the person is known or shown

    bool open() const { return !transaction::settled(state); }
};

// Her judgement of one matter: once, and not to be altered (好差评).
struct Judging {
    int level = 0;        // 1 best … 5; 0: none yet
    bool sealed = false;  // it is in the journal, or the journal refused it
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
    std::vector<Filed> filed;  // beside the answers: what of their lists can be taken back here
    std::optional<Printing> printing;
    std::optional<Filing> filing;
    std::optional<Outcome> outcome;  // what Sending and Result are about
    Judging judging;                 // of `outcome`
    std::vector<Outcome> earlier;    // hers, from before: not told, or still open
    std::size_t to_show = 0;         // of `earlier`, from the front: shown before anything else
    std::string typed_code;          // AskCode
    std::string code_trouble;        // Chinese key, AskCode: why nothing was found
    int codes_asked = 0;
    bool recorded = false;      // a matter of hers went into the journal in this visit
    bool looking_back = false;  // the journal was asked for `earlier`
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

// Can a matter be taken in? It is journalled first, so not without the journal.
struct JournalSlot {
    bool usable = false;
    std::string token;  // why not (journal::JournalError)
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
    JournalSlot journal;
    std::int64_t entered_ms = 0;  // when `at` was entered
    std::int64_t touched_ms = 0;  // when she last did something
    std::int64_t dialog_ms = 0;   // when the dialog opened
    std::uint64_t next_request = 1;
    bool left_sealed = false;  // of the visit that has just ended: a matter of hers stays, sealed
    std::uint64_t visits = 0;  // begun since the start of the program
};

}  // namespace circle::visit
