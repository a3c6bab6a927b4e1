// From her touch to the end of the one transmission.
#include <algorithm>
#include <utility>

#include "kiosk/transaction/listed.h"
#include "kiosk/transaction/turn.h"

namespace circle::transaction {
namespace {

// A filing and its undoing are settled by counting equal rows of one list: while the one is open, the other
// would bring the count back, and what was done would look like nothing.
bool counted_elsewhere(const Turn& turn, const Submitted& submitted, const relay::Transaction& row) {
    if (!row.settle || row.settle->expect == relay::Expect::ByKey) return false;
    return std::ranges::any_of(turn.book.open, [&](const auto& each) {
        const Entry& entry = each.second;
        if (entry.ended || entry.matter.person != submitted.person) return false;
        const relay::Settle* other = turn.settle_of(entry);
        return other != nullptr && other->lookup == row.settle->lookup;
    });
}

// Why it cannot be taken in at all; empty when it can.
std::string_view obstacle(const Turn& turn, const Submitted& submitted, const relay::Transaction* row) {
    if (row == nullptr || !relay::is_order(row->kind) || row->kind == Class::Reversal)
        return "unknown_transaction";
    if (!may_submit(turn.book, submitted.person, submitted.transaction)) return "held_back";
    if (counted_elsewhere(turn, submitted, *row)) return "held_back";
    if (!encode(submitted.content)) return "too_long";
    if (!row->settle) return {};
    const relay::Fields& fields = submitted.content.fields;
    if (row->settle->expect == relay::Expect::ByKey && value_of(fields, row->settle->key).empty())
        return "no_key";
    if (row->settle->expect != relay::Expect::OneLess) return {};
    // Undone only by its number, and only where we know which filing that is.
    for (const relay::Transaction& other : turn.rules.profile->transactions) {
        if (!other.settle || other.settle->undo != row->number) continue;
        if (!value_of(fields, other.settle->handle).empty() && !submitted.content.original_fields.empty())
            return {};
    }
    return "no_handle";
}

}  // namespace

void submit(Turn& turn, const Submitted& submitted) {
    const std::uint64_t id = submitted.id != 0 ? submitted.id : turn.book.next_id;
    // Also when it is turned away: what is told about a number is never told to another touch.
    turn.book.next_id = std::max(turn.book.next_id, id + 1);
    const relay::Transaction* row = turn.rules.profile->transaction(submitted.transaction);
    if (const auto why = obstacle(turn, submitted, row); !why.empty() || turn.find(id) != nullptr) {
        turn.effects.emplace_back(Moved{id, State::Drafted, why.empty() ? "id_taken" : std::string(why)});
        return;
    }
    Entry entry;
    entry.matter.id = id;
    entry.matter.kind = row->kind;
    entry.matter.transaction = submitted.transaction;
    entry.matter.person = submitted.person;
    entry.content = submitted.content;
    entry.content->list_kept = false;
    entry.content->kept.clear();
    entry.in_visit = true;
    turn.add(std::move(entry));
    Entry& added = *turn.find(id);
    if (rule_of(row->kind).looks_first) return turn.look(added, Doing::Listing);
    begin_sending(turn, added);
}

void begin_sending(Turn& turn, Entry& entry) {
    entry.doing = Doing::Numbering;
    turn.effects.emplace_back(Number{entry.matter.id});
}

// The list before sending: kept, and a reason not to send when what she wants stands in it already.
void take_list(Turn& turn, Entry& entry, const relay::Answered& answered) {
    const relay::Settle& settle = *turn.settle_of(entry);
    const auto rows = answered.result ? rows_of(settle, *answered.result) : std::nullopt;
    if (!rows) return turn.move(entry, State::Absent, "list_unread");
    const bool undoing = settle.expect == relay::Expect::OneLess;
    const bool there = equal_rows(settle, *entry.content, *rows) > 0;
    if (there && !undoing) return turn.move(entry, State::Absent, "already_there");
    if (!there && undoing) return turn.move(entry, State::Absent, "already_gone");
    entry.content->kept = *rows;
    entry.content->list_kept = true;
    if (!encode(*entry.content)) return turn.move(entry, State::Absent, "list_unread");
    begin_sending(turn, entry);
}

void take(Turn& turn, const Numbered& numbered) {
    Entry* entry = turn.find(numbered.id);
    if (entry == nullptr || entry->doing != Doing::Numbering || !entry->content) return;
    entry->matter.message_id = numbered.message_id;
    ++entry->matter.tries;
    turn.move(*entry, State::Sending, "",
              true);  // durable, with list and msgid, before the connection is opened
    entry->doing = Doing::Ordering;
    entry->call = turn.book.next_call++;
    turn.effects.emplace_back(Send{{entry->call, entry->matter.transaction, entry->content->fields,
                                    entry->content->insured_area, numbered.message_id}});
}

void take(Turn& turn, const NumberFailed& failed) {
    Entry* entry = turn.find(failed.id);
    if (entry == nullptr || entry->doing != Doing::Numbering) return;
    if (rule_of(entry->matter.kind).goes_on) return turn.wait(*entry, pause_after(entry->looks++));
    turn.move(*entry, State::Absent, "number");
}

void take_order(Turn& turn, Entry& entry, const relay::Answered& answered) {
    State end = outcome_of(answered);
    std::string reason;
    const relay::Settle* settle = turn.settle_of(entry);
    if (answered.result) {
        if (settle != nullptr) entry.content->handle = handle_in(*settle, *answered.result);
    } else {
        reason = answered.result.error().reason;
        entry.content->platform_words = answered.result.error().message.substr(0, turn.rules.furthest_words);
    }
    // An earlier transmission may still be on its way: this one's proof says nothing about that.
    if (entry.matter.tries > 1 && (end == State::Refused || end == State::Absent)) end = State::Unknown;
    if (end == State::Unknown) {
        entry.since_ms = turn.now.steady_ms;
        if (entry.matter.tries <= 1) entry.looks = 0;
    }
    if (entry.matter.kind == Class::Reversal) return reversal_ended(turn, entry, end);
    turn.move(entry, end, std::move(reason), true);
    if (end == State::Unknown) turn.wait(entry, pause_after(entry.looks));
}

}  // namespace circle::transaction
