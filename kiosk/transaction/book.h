// The book of open matters, and one step of it: (book, event, now, rules) → effects. Pure: main runs the
// effects in their order against journal and relay. A write that fails ends the list: the rest is not run, and
// WriteFailed is the next event. In one step the state of at most one matter changes, so that a failed write
// concerns one alone.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/ground/stamp.h"
#include "kiosk/relay/profile.h"
#include "kiosk/relay/relay.h"
#include "kiosk/transaction/matter.h"

namespace circle::transaction {

// --- what is known ---

enum class Doing {
    Waiting,  // until `due_ms`
    Opening,  // its content is being read
    Listing,  // the person's list before sending
    Numbering,
    Ordering,  // the order itself
    Looking,   // after an unknown end
};

// What could not be written yet, and is written as soon as the journal takes it.
struct Owed {
    State state = State::Unknown;
    std::string reason;
};

struct Entry {
    Matter matter;
    std::optional<Content> content;  // only while something needs it
    Matter durable;                  // as the journal has it, should the running write fail
    Doing doing = Doing::Waiting;
    std::uint64_t call = 0;     // the look-up or order that runs
    std::int64_t due_ms = 0;    // steady; of Waiting
    std::int64_t since_ms = 0;  // steady: how long this process knows that it is unknown
    std::int64_t asked_ms = 0;  // steady: when the running look-up was asked
    int looks = 0;              // since then
    bool in_visit = false;      // its person stands before the terminal
    bool added = true;          // the journal has a row for it
    bool ended = false;         // swept by the next step
    std::optional<Owed> owed;
};

struct Book {
    std::map<std::uint64_t, Entry> open;
    std::vector<Matter> handed_over;  // for the clerk's list
    std::uint64_t next_id = 1;
    std::uint64_t next_call = std::uint64_t{1} << 63;  // never one of the visit's numbers
    bool line_ready = false;
};

// False: the same person's same transaction is open: hold the new one back ("上次办理结果待确认"). step() also
// holds back a filing while its undoing is open, and the other way round.
bool may_submit(const Book& book, std::string_view person, std::string_view transaction);

// Is this relay::Answered for the book?
bool is_ours(const Book& book, std::uint64_t call);

// --- what happens ---

struct Submitted {         // her touch on "send"
    std::uint64_t id = 0;  // 0: the book's next
    std::string transaction;
    std::string person;  // keyed hash
    Content content;
};
struct Started {  // once, first: every open row of the journal, and those handed over
    std::vector<Matter> matters;
    std::uint64_t next_id = 1;
};
struct Numbered {
    std::uint64_t id = 0;
    std::string message_id;
};
struct NumberFailed {
    std::uint64_t id = 0;
};
struct WriteFailed {  // of Add or Write
    std::uint64_t id = 0;
    std::optional<Content> content;  // what was to be written: kept until it is
};
struct Opened {
    std::uint64_t id = 0;
    std::optional<Content> content;  // nothing: it cannot be read …
    bool later = false;              // … now, for the disk fails; else never again
};
struct VisitEnded {};
struct Ticked {};

using Event = std::variant<Submitted, Started, Numbered, NumberFailed, WriteFailed, Opened, relay::Answered,
                           relay::LineChanged, VisitEnded, Ticked>;

// --- what is to be done ---

struct Add {
    Matter matter;
    Content content;
};
struct Write {
    Matter matter;
    std::optional<Content> content;  // only when it changed
};
struct Number {  // a msgid → Numbered or NumberFailed
    std::uint64_t id = 0;
};
struct Open {  // its sealed content → Opened
    std::uint64_t id = 0;
};
struct Send {
    relay::Order order;
};
struct Look {
    relay::Query query;
};
struct Moved {  // durable by now: this and no more may the visit tell
    std::uint64_t id = 0;
    State state = State::Drafted;  // Drafted: nothing was recorded, and nothing will be sent
    std::string reason;
};
struct Noted {  // for the event log
    std::uint64_t id = 0;
    std::string_view what;  // token: "held_back", "not_written", "looked"
};

using Effect = std::variant<Add, Write, Number, Open, Send, Look, Moved, Noted>;
using Effects = std::vector<Effect>;

struct Rules {
    const relay::Profile* profile = nullptr;  // outlives the book
    std::string reversal = "2601";            // platform-interface §1.5
    std::size_t furthest_words = 400;         // bytes of err_msg that are kept
};

Effects step(Book& book, const Event& event, const Stamp& now, const Rules& rules);

// When Ticked should come next (steady ms); nothing when no matter waits. A tick does one matter's work.
std::optional<std::int64_t> next_due_ms(const Book& book);

}  // namespace circle::transaction
