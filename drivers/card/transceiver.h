// One command to the card, one response back: the seam between the reading procedure and whatever carries it.
#pragma once

#include <tl/expected.hpp>

#include "drivers/card/apdu.h"
#include "drivers/contract/contract.h"

namespace circle::drivers::card {

class Transceiver {
  public:
    virtual ~Transceiver() = default;
    // The raw response with its status word, 2 to 258 bytes, or why there is none. Blocks as long as the card
    // takes.
    virtual tl::expected<Bytes, Error> transceive(ByteView command) = 0;
};

}  // namespace circle::drivers::card
