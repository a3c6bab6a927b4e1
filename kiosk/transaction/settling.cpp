// How unknown ends are settled, each class in its own way, and what is found at the start.
#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/transaction/listed.h"
#include "kiosk/transaction/turn.h"

namespace circle::transaction {
namespace {

constexpr std::array<std::int64_t, 6> kPauses{2'000, 5'000, 15'000, 60'000, 300'000, 600'000};
constexpr std::int64_t kWithoutLine = 60'000;
// A matter of yesterday is still looked for after a night's rest, so long.
constexpr std::int64_t kMorning = 600'000;

bool day_is_over(const Turn& turn, const Entry& entry) {
    return civil(turn.now.unix_ms).date > civil(entry.matter.created_ms).date;
}

bool has_reversal(const Turn& turn, std::uint64_t id, bool& not_read) {
    bool found = false;
    for (const auto& [other, entry] : turn.book.open) {
        if (entry.matter.kind != Class::Reversal || entry.ended) continue;
        if (!entry.content) not_read = true;
        found = found || (entry.content && entry.content->original == id);
    }
    return found;
}

// 2601 by the msgid of the settlement, as a matter of its own.
void reverse(Turn& turn, Entry& entry) {
    bool not_read = false;
    if (has_reversal(turn, entry.matter.id, not_read) || not_read) return turn.wait(entry, kPauses[0]);
    Entry made;
    made.matter.id = turn.book.next_id++;
    made.matter.kind = Class::Reversal;
    made.matter.transaction = turn.rules.reversal;
    made.matter.person = entry.matter.person;
    made.content.emplace();
    made.content->item = entry.content->item;
    made.content->psn_no = entry.content->psn_no;
    made.content->insured_area = entry.content->insured_area;
    made.content->original = entry.matter.id;
    made.content->fields = {{"psn_no", entry.content->psn_no},
                            {"omsgid", entry.matter.message_id},
                            {"oinfno", entry.matter.transaction}};
    turn.wait(entry, pause_after(entry.looks++));
    const std::uint64_t id = made.matter.id;
    turn.add(std::move(made));
    begin_sending(turn, *turn.find(id));
}

// A lost reversal takes its settlement along, and that first: it must not be reversed a second time.
void hand_over_lost(Turn& turn, Entry& reversal) {
    Entry* original = turn.find(reversal.content->original);
    if (original == nullptr || original->matter.state != State::Unknown)
        return turn.move(reversal, State::HandedOver, "reversal_lost");
    turn.wait(reversal, 0);
    turn.move(*original, State::HandedOver, "reversal_lost");
}

void settle(Turn& turn, Entry& entry) {
    const bool waits_for_line = !turn.book.line_ready;
    const bool tried = entry.looks > 0 || turn.now.steady_ms - entry.since_ms >= kMorning;
    const relay::Settle* how = turn.settle_of(entry);
    const bool by_key = how != nullptr && how->expect == relay::Expect::ByKey;
    const bool limit_known = how != nullptr && how->settles_after.has_value();
    if (!by_key && !limit_known && tried && day_is_over(turn, entry))
        return turn.move(entry, State::HandedOver, "day_over");
    const bool lost_reversal = entry.matter.kind == Class::Reversal;
    if (waits_for_line && !lost_reversal) return turn.wait(entry, kWithoutLine);
    if (!entry.content) {
        entry.doing = Doing::Opening;
        turn.effects.emplace_back(Open{entry.matter.id});
        return;
    }
    if (lost_reversal) return hand_over_lost(turn, entry);
    if (entry.matter.kind == Class::Settlement) return reverse(turn, entry);
    if (how == nullptr) return turn.move(entry, State::HandedOver, "no_lookup");
    turn.look(entry, Doing::Looking);
}

}  // namespace

std::int64_t pause_after(int looks) {
    return kPauses.at(std::min(static_cast<std::size_t>(std::max(looks, 0)), kPauses.size() - 1));
}

void Turn::look(Entry& entry, Doing doing) {
    relay::Query query = lookup_of(*settle_of(entry), *entry.content);
    query.id = entry.call = book.next_call++;
    entry.doing = doing;
    entry.asked_ms = now.steady_ms;
    effects.emplace_back(Look{std::move(query)});
}

void act(Turn& turn, Entry& entry) {
    if (entry.owed) {
        const Owed owed = *entry.owed;
        return turn.move(entry, owed.state, owed.reason, entry.content.has_value());
    }
    switch (entry.matter.state) {
        case State::Recorded:  // found at the start, or waiting for a number
            if (!rule_of(entry.matter.kind).goes_on) return turn.move(entry, State::Absent, "not_sent");
            if (!entry.content) {
                entry.doing = Doing::Opening;
                turn.effects.emplace_back(Open{entry.matter.id});
                return;
            }
            return begin_sending(turn, entry);
        case State::Sending:  // found at the start: nobody knows how far it came
            turn.move(entry, State::Unknown, "crash");
            return turn.wait(entry, 0);
        case State::Unknown:
            return settle(turn, entry);
        default:
            return;
    }
}

void take_look(Turn& turn, Entry& entry, const relay::Answered& answered) {
    const relay::Settle& how = *turn.settle_of(entry);
    const auto again = [&] { turn.wait(entry, pause_after(++entry.looks)); };
    if (!answered.result) return again();
    if (how.expect == relay::Expect::ByKey) {
        const auto said = key_answer(how, *entry.content, *answered.result);
        if (!said) return again();
        if (!said->executed) {  // the contract executes a key once, so the same key may go again
            ++entry.looks;
            return begin_sending(turn, entry);
        }
        entry.content->handle = said->handle;
        return turn.move(entry, State::Confirmed, "by_key", true);
    }
    const auto rows = rows_of(how, *answered.result);
    if (!rows) return again();
    if (!entry.content->list_kept) return turn.move(entry, State::HandedOver, "list_lost");
    switch (shown_by(how, *entry.content, *rows)) {
        case Shown::Done:  // it stands, by whomever; its number stays unknown
            return turn.move(entry, State::Confirmed, "equal_row");
        case Shown::Several:
            return turn.move(entry, State::HandedOver, "several_equal");
        case Shown::Nothing:
            break;
    }
    const bool waited = how.settles_after && entry.asked_ms - entry.since_ms >=
                                                 std::chrono::milliseconds(*how.settles_after).count();
    if (waited) return turn.move(entry, State::Absent, "not_there");
    again();
}

// The settlement is written first: a crash between the two leaves the reversal unknown, which a person looks
// at.
void reversal_ended(Turn& turn, Entry& reversal, State end) {
    Entry* original = turn.find(reversal.content->original);
    if (original == nullptr || original->matter.state != State::Unknown || end == State::Absent) {
        return turn.move(reversal, end, "");  // absent: nothing left, so the settlement tries again by and by
    }
    reversal.owed = Owed{end, end == State::Unknown ? "reversal_lost" : ""};
    turn.wait(reversal, 0);
    if (end == State::Accepted) return turn.move(*original, State::Reversed, "by_2601");
    turn.move(*original, State::HandedOver, end == State::Refused ? "reversal_refused" : "reversal_lost");
}

}  // namespace circle::transaction
