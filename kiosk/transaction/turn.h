// What the parts of one step share. Internal to the room.
#pragma once

#include <string>

#include "kiosk/transaction/book.h"

namespace circle::transaction {

struct Turn {
    Book& book;
    const Stamp& now;
    const Rules& rules;
    Effects effects;

    Entry* find(std::uint64_t id);
    const relay::Settle* settle_of(const Entry& entry) const;  // null: its class is settled otherwise

    // Writes the new state and, once that is durable, tells it. The caller sets what else changed before.
    void move(Entry& entry, State to, std::string reason, bool with_content = false);
    void add(Entry entry);
    void wait(Entry& entry, std::int64_t ms);
    void look(Entry& entry, Doing doing);
};

// sending.cpp: from her touch to the end of the transmission
void submit(Turn& turn, const Submitted& submitted);
void begin_sending(Turn& turn, Entry& entry);  // a number first
void take(Turn& turn, const Numbered& numbered);
void take(Turn& turn, const NumberFailed& failed);
void take_list(Turn& turn, Entry& entry, const relay::Answered& answered);
void take_order(Turn& turn, Entry& entry, const relay::Answered& answered);

// settling.cpp: unknown ends
void act(Turn& turn, Entry& entry);  // the next thing for a matter whose time has come
void take_look(Turn& turn, Entry& entry, const relay::Answered& answered);
void reversal_ended(Turn& turn, Entry& reversal, State end);

std::int64_t pause_after(int looks);  // ms

}  // namespace circle::transaction
