// The table that every state-changing transaction walks (design §3 "Never lost, never twice"), and what a reply
// proves. Pure values.
//
//   drafted → recorded → sending → accepted | refused | absent | unknown
//                                  unknown → confirmed | absent | reversed | handed_over
//
// `recorded` never left the machine. `sending` is durable before a connection is opened, so after a crash it
// means unknown. `refused` and `absent` need proof that nothing was done.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "kiosk/relay/profile.h"
#include "kiosk/relay/relay.h"

namespace circle::transaction {

enum class State : std::uint8_t {
    Drafted,     // in the visit only
    Recorded,    // durable at her touch; nothing has left
    Sending,     // durable before the send
    Accepted,    // the platform said so
    Refused,     // the platform turned it away before doing anything
    Absent,      // it never left, or is proven not to have been done
    Unknown,     // nobody knows yet
    Confirmed,   // it stands, as a look-up shows
    Reversed,    // a settlement taken back by 2601
    HandedOver,  // a person must find out
};

using Class = relay::TransactionClass;

std::string_view name(State state);  // "recorded" …: token for rows, events and tests
std::optional<State> state_named(std::string_view token);

// Nothing is left for the program to do.
bool settled(State state);

// May a matter of this class go this way? Every write of step() keeps to it.
bool may_go(State from, State to, Class kind);

struct ClassRule {
    bool looks_first;  // the person's list is read and kept before sending
    bool goes_on;      // recorded at a crash: sent then, for nobody need stand before the terminal
    bool repeats;      // may be sent again under its key
};
ClassRule rule_of(Class kind);

// What the end of a *single* transmission proves: Accepted, Refused, Absent or Unknown.
State outcome_of(const relay::Answered& answered);

}  // namespace circle::transaction
