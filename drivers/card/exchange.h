// Commands over a Transceiver: the allow-list in front of it, 61xx and 6Cxx behind it.
#pragma once

#include "drivers/card/transceiver.h"

namespace circle::drivers::card {

class Exchange {
  public:
    explicit Exchange(Transceiver& link) : link_(link) {}

    // The whole response: what GET RESPONSE brought is joined, a wrong Le is put right once. Its status word is
    // never 61xx or 6Cxx. Fails with NotPermitted before anything is sent, with ProtocolFault when the card
    // never comes to an end or sends what is no response, and with whatever the link says.
    tl::expected<Response, Error> send(const Command& command);

  private:
    tl::expected<Response, Error> once(const Command& command);

    Transceiver& link_;
};

}  // namespace circle::drivers::card
