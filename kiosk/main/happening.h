// The event queue: everything that reaches the main thread from another one.
#pragma once

#include <variant>

#include "drivers/card/reader.h"
#include "drivers/printer/printer.h"
#include "kiosk/ground/mailbox.h"
#include "kiosk/relay/relay.h"

namespace circle {

struct EndAsked {  // SIGTERM or SIGINT
    int signal;
};

using Happening = std::variant<drivers::card::Event, drivers::printer::Event, relay::Event, EndAsked>;
using EventQueue = Mailbox<Happening>;

}  // namespace circle
