// The reading procedure: environment, free issuer file, holder file where it is free (devices.md §1.2–1.5). A
// pure function of what the card answers; it knows no PC/SC, no clock and no thread.
#pragma once

#include "drivers/card/card_data.h"
#include "drivers/card/transceiver.h"

namespace circle::drivers::card {

// The card as read; `atr` is left empty: the monitor knows it. Never a partial card: without 卡号 and 卡识别码
// it is MediaBroken. Otherwise MediaForeign (no such environment), MediaBlocked, ProtocolFault, NotPermitted,
// or the link's own error.
tl::expected<CardData, Error> read_card(Transceiver& link);

}  // namespace circle::drivers::card
