// A matter as the ledger knows it becomes a matter as the visit shows it. The simulation couples the two by the
// same function as the terminal.
#pragma once

#include <utility>

#include "kiosk/ledger/ledger.h"
#include "kiosk/visit/state.h"

namespace circle {

inline visit::Outcome outcome_of(ledger::Known known) {
    visit::Outcome outcome;
    outcome.matter = known.matter;
    outcome.item = std::move(known.item);
    outcome.transaction = std::move(known.transaction);
    outcome.state = known.state;
    outcome.reason = std::move(known.reason);
    outcome.created_ms = known.created_ms;
    outcome.handle = std::move(known.handle);
    outcome.platform_words = std::move(known.platform_words);
    outcome.words = std::move(known.words);
    return outcome;
}

}  // namespace circle
