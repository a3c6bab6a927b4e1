#include <algorithm>
#include <cassert>
#include <utility>

#include "kiosk/transaction/turn.h"

namespace circle::transaction {
namespace {

constexpr std::int64_t kJournalPause = 5'000;
constexpr std::int64_t kLeastBetweenLooks = 2'000;

void take(Turn& turn, const Submitted& submitted) { submit(turn, submitted); }

// Only registers what the journal says; the work is done by ticks, one matter each.
void take(Turn& turn, const Started& started) {
    turn.book.next_id = std::max(turn.book.next_id, started.next_id);
    for (const Matter& matter : started.matters) {
        turn.book.next_id = std::max(turn.book.next_id, matter.id + 1);
        if (matter.state == State::HandedOver) turn.book.handed_over.push_back(matter);
        if (settled(matter.state) || matter.state == State::Drafted) continue;
        Entry entry;
        entry.matter = entry.durable = matter;
        entry.due_ms = entry.since_ms = turn.now.steady_ms;
        turn.book.open.insert_or_assign(matter.id, std::move(entry));
    }
}

// The journal has the matter as it was. What was to be written is owed; what was to follow is not done.
void take(Turn& turn, const WriteFailed& failed) {
    Entry* entry = turn.find(failed.id);
    if (entry == nullptr) return;
    turn.effects.emplace_back(Noted{failed.id, "not_written"});
    if (!entry->added) {
        // A reversal's settlement stays unknown and is tried again; of a person's touch nothing is left.
        turn.effects.emplace_back(Moved{failed.id, State::Drafted, "journal"});
        turn.book.open.erase(failed.id);
        return;
    }
    const State wanted = entry->matter.state;
    std::string reason = std::move(entry->matter.reason);
    if (wanted == State::HandedOver)
        std::erase_if(turn.book.handed_over, [&](const Matter& each) { return each.id == failed.id; });
    entry->matter = entry->durable;
    entry->ended = false;
    if (failed.content) entry->content = failed.content;
    if (wanted != State::Sending) {
        entry->owed = Owed{wanted, std::move(reason)};
    } else if (!rule_of(entry->matter.kind).goes_on) {
        // It has not left, and now never will: her touch was for then, not for whenever the disk has room
        // again.
        entry->owed = Owed{State::Absent, "journal"};
    }
    turn.wait(*entry, kJournalPause);
}

void take(Turn& turn, const Opened& opened) {
    Entry* entry = turn.find(opened.id);
    if (entry == nullptr || entry->doing != Doing::Opening) return;
    entry->doing = Doing::Waiting;
    if (!opened.content && opened.later) return turn.wait(*entry, kJournalPause);
    if (!opened.content) return turn.move(*entry, State::HandedOver, "unreadable");
    entry->content = opened.content;
    act(turn, *entry);
}

void take(Turn& turn, const relay::Answered& answered) {
    for (auto& [id, entry] : turn.book.open) {
        if (entry.call != answered.id || entry.call == 0) continue;
        entry.call = 0;
        if (entry.doing == Doing::Listing) return take_list(turn, entry, answered);
        if (entry.doing == Doing::Ordering) return take_order(turn, entry, answered);
        if (entry.doing == Doing::Looking) return take_look(turn, entry, answered);
    }
}

void take(Turn& turn, const relay::LineChanged& line) {
    const bool ready = line.up && line.signed_in;
    if (ready && !turn.book.line_ready) {
        for (auto& [id, entry] : turn.book.open) {
            if (entry.doing == Doing::Waiting && !entry.owed)
                entry.due_ms =
                    std::min(entry.due_ms, std::max(turn.now.steady_ms, entry.asked_ms + kLeastBetweenLooks));
        }
    }
    turn.book.line_ready = ready;
}

void take(Turn& turn, const VisitEnded&) {
    for (auto& [id, entry] : turn.book.open) entry.in_visit = false;
}

void take(Turn& turn, const Ticked&) {
    Entry* first = nullptr;
    for (auto& [id, entry] : turn.book.open) {
        if (entry.doing != Doing::Waiting || entry.due_ms > turn.now.steady_ms) continue;
        if (first == nullptr || entry.due_ms < first->due_ms) first = &entry;
    }
    if (first != nullptr) act(turn, *first);
}

}  // namespace

Entry* Turn::find(std::uint64_t id) {
    const auto it = book.open.find(id);
    return it == book.open.end() ? nullptr : &it->second;
}

const relay::Settle* Turn::settle_of(const Entry& entry) const {
    const relay::Transaction* row = rules.profile->transaction(entry.matter.transaction);
    return row != nullptr && row->settle ? &*row->settle : nullptr;
}

void Turn::move(Entry& entry, State to, std::string reason, bool with_content) {
    assert(may_go(entry.matter.state, to, entry.matter.kind));
    entry.matter.state = to;
    entry.matter.reason = std::move(reason);
    entry.matter.changed_ms = now.unix_ms;
    entry.doing = Doing::Waiting;
    entry.owed.reset();
    entry.ended = settled(to);
    effects.emplace_back(Write{entry.matter, with_content ? entry.content : std::nullopt});
    effects.emplace_back(Moved{entry.matter.id, to, entry.matter.reason});
    if (to == State::HandedOver) book.handed_over.push_back(entry.matter);
}

void Turn::add(Entry entry) {
    entry.matter.state = State::Recorded;
    entry.matter.created_ms = entry.matter.changed_ms = now.unix_ms;
    entry.durable = entry.matter;
    entry.added = false;
    effects.emplace_back(Add{entry.matter, *entry.content});
    effects.emplace_back(Moved{entry.matter.id, State::Recorded, ""});
    book.open.insert_or_assign(entry.matter.id, std::move(entry));
}

void Turn::wait(Entry& entry, std::int64_t ms) {
    entry.doing = Doing::Waiting;
    entry.due_ms = now.steady_ms + ms;
}

Effects step(Book& book, const Event& event, const Stamp& now, const Rules& rules) {
    Turn turn{book, now, rules, {}};
    const auto* failed = std::get_if<WriteFailed>(&event);
    for (auto it = book.open.begin(); it != book.open.end();) {
        const bool theirs = failed != nullptr && failed->id == it->first;
        if (!theirs) {  // its writes, if there were any, are durable
            it->second.added = true;
            it->second.durable = it->second.matter;
        }
        it = it->second.ended && !theirs ? book.open.erase(it) : std::next(it);
    }
    std::visit([&](const auto& each) { take(turn, each); }, event);
    for (auto& [id, entry] : book.open) {
        const bool idle = entry.doing == Doing::Waiting || entry.doing == Doing::Opening;
        if (idle && !entry.in_visit && !entry.owed) entry.content.reset();
    }
    return std::move(turn.effects);
}

std::optional<std::int64_t> next_due_ms(const Book& book) {
    std::optional<std::int64_t> next;
    for (const auto& [id, entry] : book.open) {
        if (entry.doing != Doing::Waiting || entry.ended) continue;
        next = next ? std::min(*next, entry.due_ms) : entry.due_ms;
    }
    return next;
}

bool may_submit(const Book& book, std::string_view person, std::string_view transaction) {
    return std::ranges::none_of(book.open, [&](const auto& each) {
        const Entry& entry = each.second;
        return !entry.ended && entry.matter.person == person && entry.matter.transaction == transaction;
    });
}

bool is_ours(const Book& book, std::uint64_t call) {
    return std::ranges::any_of(book.open,
                               [&](const auto& each) { return call != 0 && each.second.call == call; });
}

}  // namespace circle::transaction
