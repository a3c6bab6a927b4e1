// The book of open matters together with its journal: what transaction::step asks to be written is written
// here, in its order, before anything leaves; what it asks to be sent is handed to the caller. The terminal and
// the simulation run this same object (design §3 "Never lost, never twice").
//
// One object belongs to one thread; every call that writes returns when the disk has it (some milliseconds). No
// clock, no line: time comes with the call, and the caller owns the relay.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/ground/stamp.h"
#include "kiosk/journal/error.h"
#include "kiosk/relay/profile.h"
#include "kiosk/relay/relay.h"
#include "kiosk/transaction/book.h"

namespace circle::ledger {

struct Options {
    std::string file;  // of the journal; its folder must exist
    std::string institution;
    int terminal = 1;
    const relay::Profile* profile = nullptr;  // outlives the ledger
    std::string vfs;                          // a registered SQLite VFS, for tests
};

struct Case {          // what she hands in
    std::string item;  // "I13"
    std::string transaction;
    std::string person;  // psn_no
    std::string insured_area;
    relay::Fields fields;           // of the order
    relay::Fields words;            // what is said about the case later: label → text
    relay::Fields original_fields;  // of an undoing
    std::string code;               // with which she asks for it later
};

struct Moved {  // on the disk by now: this and no more may be told
    std::uint64_t matter = 0;
    transaction::State state =
        transaction::State::Drafted;  // Drafted: nothing was recorded, nothing will be sent
    std::string reason;  // with Drafted "journal_unsure": the disk fails; after a restart a local case may be
                         // found and sent nevertheless, under its key and code
    std::string handle;  // the platform's number of it, where known
    std::string platform_words;  // foreign text
};

// What the caller does next, in this order. An order goes to Relay::send, a query to Relay::ask.
using Effect = std::variant<relay::Order, relay::Query, Moved, transaction::Noted>;
using Effects = std::vector<Effect>;

struct Known {  // a matter as its person may see it
    std::uint64_t matter = 0;
    std::string
        item;  // empty, as all below but the state, when its content cannot be read or was not asked for
    std::string transaction;
    transaction::State state = transaction::State::Unknown;
    std::string reason;
    std::int64_t created_ms = 0;
    std::string handle, platform_words;
    relay::Fields words;
};

struct Filed {  // a filing that the platform has taken in, with the number that undoes it
    std::string transaction, handle;
    relay::Fields fields;
};

class Ledger {
  public:
    template <typename T>
    using Result = tl::expected<T, journal::JournalError>;

    static Result<std::unique_ptr<Ledger>> open(const Options& options);
    ~Ledger();
    Ledger(const Ledger&) = delete;
    Ledger& operator=(const Ledger&) = delete;

    // Once, first: what the journal says is open. Fails only when that cannot be read; then nothing may be
    // submitted. Noted "unreadable": a row whose clear columns somebody has altered; it is left alone.
    Result<Effects> start(const Stamp& now);

    struct Submission {
        std::uint64_t matter = 0;
        Effects effects;
    };
    Submission submit(const Case& made, const Stamp& now);
    Effects answered(const relay::Answered& answered, const Stamp& now);
    Effects line_changed(const relay::LineChanged& line, const Stamp& now);
    Effects visit_ended(const Stamp& now);
    Effects tick(const Stamp& now);

    bool is_ours(std::uint64_t call) const;           // of relay::Answered
    std::optional<std::int64_t> next_due_ms() const;  // steady: when tick() should come
    const transaction::Book& book() const;

    // Hers: how they ended and she was not told, and what is still open; oldest first.
    Result<std::vector<Known>> of_person(std::string_view person);
    // Hers that were accepted with a number and that nothing of ours has taken back since; newest first. The
    // lists of the platform show no such numbers (platform-interface.md §4.6), so this is where they are known.
    Result<std::vector<Filed>> filed_by(std::string_view person);
    // The newest with that code; without anything about its person.
    Result<std::optional<Known>> by_code(std::string_view code);
    Result<void> tell(std::uint64_t matter);  // she has seen how it ended
    Result<void> rate(std::uint64_t matter, int grade, const std::vector<std::string>& reasons,
                      const Stamp& now);
    Result<std::map<std::string, std::uint64_t>> counts();  // state → how many

    // Six digits that no matter of this journal has yet; 32 hex digits that none ever had.
    Result<std::string> fresh_code();
    static std::string fresh_key();

  private:
    struct Parts;
    explicit Ledger(std::unique_ptr<Parts> parts);
    Effects run(const transaction::Event& event, const Stamp& now);
    std::unique_ptr<Parts> parts_;
};

}  // namespace circle::ledger
