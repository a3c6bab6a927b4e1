#include "tests/simulation/truth.h"

#include <algorithm>
#include <map>
#include <utility>

namespace circle::simulation {
namespace {

using enum transaction::State;

// The table of design §3, written down here once more: what the program believes of it is what is tested.
bool may_follow(State from, State to, Class kind) {
    switch (from) {
        case Drafted:
            return to == Recorded;
        case Recorded:
            return to == Sending || to == Absent || to == HandedOver;
        case Sending:
            return to == Accepted || to == Refused || to == Absent || to == Unknown;
        case Unknown:
            if (to == HandedOver) return true;
            if (kind == Class::Local) return to == Sending || to == Confirmed;
            if (kind == Class::Filing) return to == Confirmed || to == Absent;
            return kind == Class::Settlement && to == Reversed;
        default:
            return false;
    }
}

// In one write, or in a second one that nobody was told of any more.
bool may_have_become(State told, State found, Class kind) {
    if (told == found || may_follow(told, found, kind)) return true;
    for (const State between : {Recorded, Sending, Unknown}) {
        if (may_follow(told, between, kind) && may_follow(between, found, kind)) return true;
    }
    return false;
}

bool is_open(State state) { return state == Recorded || state == Sending || state == Unknown; }

}  // namespace

void Truth::fail(std::uint64_t matter, const std::string& what) {
    if (!broken_.empty()) return;
    broken_ = what + " (matter " + std::to_string(matter);
    if (const auto found = touches_.find(matter); found != touches_.end())
        broken_ += ", " + found->second.transaction;
    broken_ += ")";
}

bool Truth::done(const Touch& touch, std::int64_t now_ms) const {
    if (touch.kind == Class::Local) return platform_.executed(touch.key, now_ms);
    return std::ranges::any_of(touch.sent,
                               [&](const Transmission& each) { return each.does && each.does_ms <= now_ms; });
}

void Truth::number_used(const std::string& message_id) {
    if (!numbers_.insert(message_id).second) fail(0, "a msgid was used twice");
}

void Truth::leaves(const relay::Order& order, const Touch& touch, const std::optional<Seen>& row) {
    number_used(order.message_id);
    if (!row || row->state != "sending" || row->message_id != order.message_id)
        fail(touch.matter, "an order left before `sending` was written");
    if (touch.dropped) fail(touch.matter, "sent, although she was told that it never will be");
    if (touch.kind != Class::Local && !touch.sent.empty()) fail(touch.matter, "sent a second time");
    if (touch.kind == Class::Local && value_of(order.fields, "local_key") != touch.key)
        fail(touch.matter, "a local case went under another key");
}

void Truth::told(Touch& touch, const ledger::Moved& moved, const std::optional<Seen>& row,
                 std::int64_t now_ms) {
    if (moved.state == Drafted) {
        if (moved.reason == "journal_unsure") return;  // told that nobody knows
        touch.dropped = true;
        if (!touch.sent.empty()) fail(touch.matter, "told that nothing was recorded, and it has left");
        return;
    }
    if (!may_follow(touch.known, moved.state, touch.kind))
        fail(touch.matter, "went a way that is not in the table: " + std::string(name(touch.known)) + " to " +
                               std::string(name(moved.state)));
    // One call may write twice: recorded and sending, sending after unknown. The last one is on the disk.
    const auto found = row ? transaction::state_named(row->state) : std::nullopt;
    if (!found || !may_have_become(moved.state, *found, touch.kind))
        fail(touch.matter, "told what is not on the disk: " + std::string(name(moved.state)));
    touch.told = touch.known = moved.state;
    touch.reason = moved.reason;
    if (moved.state == Accepted) touch.number = moved.handle;
    check(touch, moved.state, now_ms);
}

void Truth::check(const Touch& touch, State state, std::int64_t now_ms) {
    const auto& sent = touch.sent;
    for (const Transmission& each : sent) {
        if (each.arrivals > 1) fail(touch.matter, "one transmission arrived twice");
    }
    if (touch.kind == Class::Local &&
        platform_.executions(touch.person + " " + std::to_string(touch.matter)) > 1)
        fail(touch.matter, "a local case was executed twice");
    if (state == Recorded && !sent.empty()) fail(touch.matter, "told `recorded`, and it has left");
    if (state == Accepted && !done(touch, now_ms)) fail(touch.matter, "told `accepted`, and it is not done");
    const bool does = std::ranges::any_of(sent, &Transmission::does);
    if ((state == Refused || state == Absent) && does)
        fail(touch.matter, "told `" + std::string(name(state)) + "`, and it is done or will be");
    if (state == Reversed && !sent.empty() && !platform_.reversed(sent.back().message_id, now_ms))
        fail(touch.matter, "told `reversed`, and it is not");
    if (state != Confirmed) return;
    const bool theirs = touch.foreign_ms && *touch.foreign_ms <= now_ms;
    if (!done(touch, now_ms) && !theirs) fail(touch.matter, "told `confirmed`, and it does not stand");
}

void Truth::found_at_start(Reader& reader, const ledger::Ledger& ledger, std::int64_t now_ms) {
    std::map<std::uint64_t, Seen> rows;
    for (Seen& row : reader.all()) rows.emplace(row.matter, std::move(row));
    for (auto& [matter, touch] : touches_) {
        const auto row = rows.find(matter);
        if (row == rows.end()) {
            if (touch.told != Drafted) fail(matter, "what was told is not on the disk after a restart");
            if (!touch.sent.empty()) fail(matter, "it has left, and the disk knows nothing of it");
            continue;
        }
        const State state = transaction::state_named(row->second.state).value_or(Drafted);
        // Several lives may have written on without living to tell it.
        if (!may_have_become(touch.told, state, touch.kind) && !may_have_become(touch.known, state, touch.kind))
            fail(matter, "after a restart " + std::string(name(touch.told)) + " has become " +
                             std::string(name(state)));
        if (!touch.sent.empty() && state == Recorded) fail(matter, "it has left, and the disk says `recorded`");
        if (row->second.tries < static_cast<int>(touch.sent.size()))
            fail(matter, "it has left more often than the disk knows");
        if (is_open(state) && !ledger.book().open.contains(matter))
            fail(matter, "it is open, and the new process does not know it");
        if (is_open(touch.told) && is_open(state) != ledger.book().open.contains(matter))
            fail(matter, "the new process takes for open what is not");
        // What a dead process wrote and nobody was told may be read here and yet be lost with the power, for
        // its sync may have failed: so it is not told yet.
        touch.known = state;
        check(touch, state, now_ms);
    }
    // A touch that left no row never was: its number is given again.
    std::erase_if(touches_, [&](const auto& each) { return !rows.contains(each.first); });
    if (reader.two_open_at_once()) fail(0, "two of one person's same transaction are open at once");
}

void Truth::check_end(Reader& reader, std::int64_t now_ms) {
    for (const Seen& row : reader.all()) {
        const auto found = touches_.find(row.matter);
        if (found == touches_.end()) return fail(row.matter, "a row that nobody asked for");
        const Touch& touch = found->second;
        const State state = transaction::state_named(row.state).value_or(Drafted);
        if (is_open(state) || !row.settled) fail(row.matter, "never settled");
        check(touch, state, now_ms);
        const bool kept = state == Accepted || state == Confirmed;
        if (touch.kind == Class::Local && !touch.dropped) {
            if (kept != done(touch, now_ms)) fail(row.matter, "a local case is lost, or done and not known");
            if (state == HandedOver) fail(row.matter, "a local case was given up");
        }
    }
}

}  // namespace circle::simulation
