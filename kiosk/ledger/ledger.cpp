#include "kiosk/ledger/ledger.h"

#include <fmt/format.h>

#include <random>
#include <set>
#include <utility>

#include "kiosk/journal/high_water_mark.h"
#include "kiosk/journal/journal.h"
#include "kiosk/ledger/rows.h"
#include "kiosk/relay/message_id.h"

namespace circle::ledger {

using transaction::Event;

struct Ledger::Parts {
    journal::Journal journal;
    journal::HighWaterMark mark;
    relay::MessageIds ids;
    transaction::Rules rules;
    transaction::Book book;
    std::map<std::uint64_t, std::string> codes;  // of what is just being added
    std::set<std::uint64_t> unsure;              // not recorded, as far as we know

    Parts(journal::Journal opened, journal::HighWaterMark raised, const Options& options)
        : journal(std::move(opened)),
          mark(std::move(raised)),
          ids(options.institution, options.terminal,
              [this](std::int64_t at_least) { return mark.reserve(at_least); }) {
        rules.profile = options.profile;
    }

    // Runs one effect. What it leads to comes back as the next event; nothing when nothing does.
    std::optional<Event> run(const transaction::Effect& effect, const Stamp& now, Effects& outside);
};

namespace {

template <class... Ts>
struct Cases : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
Cases(Ts...) -> Cases<Ts...>;

}  // namespace

std::optional<Event> Ledger::Parts::run(const transaction::Effect& effect, const Stamp& now, Effects& outside) {
    return std::visit(
        Cases{[&](const transaction::Add& add) -> std::optional<Event> {
                  const auto code = codes.find(add.matter.id);
                  const auto added = journal.add(row_of(add.matter, add.content), add.content.psn_no,
                                                 code == codes.end() ? std::string_view() : code->second);
                  if (added) return {};
                  // A failed sync may have written it nevertheless, and a restart would go on with it. Any
                  // later write takes its place in the log; where that fails too, nobody can say.
                  if (added.error().token != "bad_row" && !mark.reserve(now.unix_ms / 1000))
                      unsure.insert(add.matter.id);
                  return transaction::WriteFailed{add.matter.id, {}};
              },
              [&](const transaction::Write& write) -> std::optional<Event> {
                  if (journal.change(row_of(write.matter, write.content))) return {};
                  return transaction::WriteFailed{write.matter.id, write.content};
              },
              [&](const transaction::Number& number) -> std::optional<Event> {
                  auto id = ids.next(now.unix_ms / 1000);
                  if (!id) return transaction::NumberFailed{number.id};
                  return transaction::Numbered{number.id, std::move(*id)};
              },
              [&](const transaction::Open& open) -> std::optional<Event> {
                  const auto row = journal.read(static_cast<std::int64_t>(open.id));
                  if (row) return transaction::Opened{open.id, content_of(*row)};
                  const bool never = row.error().token == "unreadable" || row.error().token == "not_found";
                  return transaction::Opened{open.id, {}, !never};
              },
              [&](const transaction::Send& send) -> std::optional<Event> {
                  outside.emplace_back(send.order);
                  return {};
              },
              [&](const transaction::Look& look) -> std::optional<Event> {
                  outside.emplace_back(look.query);
                  return {};
              },
              [&](const transaction::Moved& moved) -> std::optional<Event> {
                  Moved told{moved.id, moved.state, moved.reason, {}, {}};
                  if (unsure.erase(moved.id) != 0) told.reason = "journal_unsure";
                  const auto entry = book.open.find(moved.id);
                  if (entry != book.open.end() && entry->second.content) {
                      told.handle = entry->second.content->handle;
                      told.platform_words = entry->second.content->platform_words;
                  }
                  outside.emplace_back(std::move(told));
                  return {};
              },
              [&](const transaction::Noted& noted) -> std::optional<Event> {
                  outside.emplace_back(noted);
                  return {};
              }},
        effect);
}

Ledger::Ledger(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Ledger::~Ledger() = default;

Ledger::Result<std::unique_ptr<Ledger>> Ledger::open(const Options& options) {
    auto opened = journal::Journal::open(options.file, options.vfs);
    if (!opened) return tl::unexpected(std::move(opened.error()));
    auto mark = journal::HighWaterMark::open(options.file, options.vfs);
    if (!mark) return tl::unexpected(std::move(mark.error()));
    return std::unique_ptr<Ledger>(
        new Ledger(std::make_unique<Parts>(std::move(*opened), std::move(*mark), options)));
}

// Effects in their order. A write that fails ends the list, and the book hears of it before anything else; any
// other event that an effect leads to comes after the list.
Effects Ledger::run(const Event& event, const Stamp& now) {
    Effects outside;
    std::vector<Event> coming{event};
    while (!coming.empty()) {
        const Event next = std::move(coming.front());
        coming.erase(coming.begin());
        for (const auto& effect : transaction::step(parts_->book, next, now, parts_->rules)) {
            auto follows = parts_->run(effect, now, outside);
            if (!follows) continue;
            if (std::holds_alternative<transaction::WriteFailed>(*follows)) {
                coming.insert(coming.begin(), std::move(*follows));
                break;
            }
            coming.push_back(std::move(*follows));
        }
    }
    return outside;
}

Ledger::Result<Effects> Ledger::start(const Stamp& now) {
    auto rows = parts_->journal.open_rows();
    if (!rows) return tl::unexpected(rows.error());
    auto for_clerk = parts_->journal.in_state(transaction::name(transaction::State::HandedOver));
    if (!for_clerk) return tl::unexpected(for_clerk.error());
    const auto last = parts_->journal.last_id();
    if (!last) return tl::unexpected(last.error());
    transaction::Started started;
    started.next_id = static_cast<std::uint64_t>(*last) + 1;
    rows->insert(rows->end(), for_clerk->begin(), for_clerk->end());
    Effects unread;
    for (const auto& row : *rows) {
        auto matter = row.damaged ? std::nullopt : matter_of(row);
        if (matter)
            started.matters.push_back(std::move(*matter));
        else
            unread.emplace_back(transaction::Noted{static_cast<std::uint64_t>(row.id), "unreadable"});
    }
    Effects effects = run(started, now);
    effects.insert(effects.begin(), unread.begin(), unread.end());
    return effects;
}

Ledger::Submission Ledger::submit(const Case& made, const Stamp& now) {
    transaction::Submitted submitted;
    submitted.id = parts_->book.next_id;
    submitted.transaction = made.transaction;
    submitted.person = parts_->journal.person(made.person);
    submitted.content.item = made.item;
    submitted.content.psn_no = made.person;
    submitted.content.insured_area = made.insured_area;
    submitted.content.fields = made.fields;
    submitted.content.words = made.words;
    submitted.content.original_fields = made.original_fields;
    parts_->codes[submitted.id] = made.code;
    auto effects = run(submitted, now);
    parts_->codes.clear();
    return {submitted.id, std::move(effects)};
}

Effects Ledger::answered(const relay::Answered& answered, const Stamp& now) { return run(answered, now); }
Effects Ledger::line_changed(const relay::LineChanged& line, const Stamp& now) { return run(line, now); }
Effects Ledger::visit_ended(const Stamp& now) { return run(transaction::VisitEnded{}, now); }
Effects Ledger::tick(const Stamp& now) { return run(transaction::Ticked{}, now); }

bool Ledger::is_ours(std::uint64_t call) const { return transaction::is_ours(parts_->book, call); }
std::optional<std::int64_t> Ledger::next_due_ms() const { return transaction::next_due_ms(parts_->book); }
const transaction::Book& Ledger::book() const { return parts_->book; }

Ledger::Result<std::vector<Known>> Ledger::of_person(std::string_view person) {
    const auto rows = parts_->journal.untold(person);
    if (!rows) return tl::unexpected(rows.error());
    std::vector<Known> known;
    for (const auto& row : *rows) {
        if (row.kind != "reversal") known.push_back(known_of(row));  // its settlement tells
    }
    return known;
}

Ledger::Result<std::vector<Filed>> Ledger::filed_by(std::string_view person) {
    const auto rows = parts_->journal.settled(person, "filing");
    if (!rows) return tl::unexpected(rows.error());
    std::vector<Filed> filed;
    std::set<std::string> gone;  // numbers that an order of ours has named to take them back
    for (const auto& row : *rows) {
        auto content = content_of(row);
        const auto state = transaction::state_named(row.state);
        if (!content || (state != transaction::State::Accepted && state != transaction::State::Confirmed))
            continue;
        if (!content->original_fields.empty()) {
            for (const auto& [column, value] : content->fields) gone.insert(value);
        } else if (!content->handle.empty()) {
            filed.push_back({row.transaction, std::move(content->handle), std::move(content->fields)});
        }
    }
    std::erase_if(filed, [&](const Filed& one) { return gone.contains(one.handle); });
    return filed;
}

Ledger::Result<std::optional<Known>> Ledger::by_code(std::string_view code) {
    const auto row = parts_->journal.by_code(code);
    if (!row) return tl::unexpected(row.error());
    return *row ? std::optional(known_of(**row)) : std::nullopt;
}

Ledger::Result<void> Ledger::tell(std::uint64_t matter) {
    return parts_->journal.tell(static_cast<std::int64_t>(matter));
}

Ledger::Result<void> Ledger::rate(std::uint64_t matter, int grade, const std::vector<std::string>& reasons,
                                  const Stamp& now) {
    journal::Rating rating;
    rating.subject = parts_->journal.subject(static_cast<std::int64_t>(matter));
    rating.grade = grade;
    rating.reasons = reasons;
    rating.at_ms = now.unix_ms;
    return parts_->journal.rate(rating);
}

Ledger::Result<std::map<std::string, std::uint64_t>> Ledger::counts() { return parts_->journal.counts(); }

Ledger::Result<std::string> Ledger::fresh_code() {
    std::random_device random;
    std::uniform_int_distribution<int> six(0, 999'999);
    constexpr int kTries = 50;  // a journal that is half full of codes still gives one
    for (int tries = 0; tries < kTries; ++tries) {
        auto code = fmt::format("{:06}", six(random));
        const auto there = parts_->journal.by_code(code);
        if (!there) return tl::unexpected(there.error());
        if (!*there) return code;
    }
    return tl::unexpected(journal::JournalError{"no pick-up code is free", "codes"});
}

std::string Ledger::fresh_key() {
    std::random_device random;
    std::string key;
    for (int i = 0; i < 4; ++i) key += fmt::format("{:08x}", static_cast<std::uint32_t>(random()));
    return key;
}

}  // namespace circle::ledger
