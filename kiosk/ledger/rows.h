// Between a matter and the journal's row. Inside this room only.
#pragma once

#include <optional>

#include "kiosk/journal/row.h"
#include "kiosk/ledger/ledger.h"
#include "kiosk/transaction/matter.h"

namespace circle::ledger {

journal::Row row_of(const transaction::Matter& matter, const std::optional<transaction::Content>& content);
// Nothing when a token of the row is none of ours.
std::optional<transaction::Matter> matter_of(const journal::Row& row);
std::optional<transaction::Content> content_of(const journal::Row& row);
Known known_of(const journal::Row& row);

}  // namespace circle::ledger
