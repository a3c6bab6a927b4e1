// Every failure of the printer in one place: locus, whether trying again makes sense, and the two texts.
#pragma once

#include <string_view>

#include "drivers/contract/contract.h"

namespace circle::drivers::printer {

enum class Trouble {
    None,
    Cancelled,
    Gone,        // cannot be reached
    LineBroken,  // reached, then lost before the first byte
    Silent,      // used to answer, answers no more
    PaperOut,
    CoverOpen,
    Cutter,
    Broken,    // unrecoverable
    Failing,   // recoverable, or hot: it may come back by itself
    Offline,   // says so and gives no reason
    NoProof,   // sent; no proof came that it is printed
    Mute,      // sent to a printer that never answers
    Held,      // XOFF for too long; nothing was sent
    Crowded,   // too many slips are waiting
    Stuck,     // a call that does not return
    Settings,  // the wire cannot be set as the configuration says
};

// `where` is a path or an address, for the technician.
Error fault(Trouble trouble, std::string_view where = {});

}  // namespace circle::drivers::printer
