// Names as the card holds them (GB18030, the superset of GBK) to UTF-8 (devices.md §1.3).
#pragma once

#include "drivers/card/apdu.h"

namespace circle::drivers::card {

struct Decoded {
    std::string utf8;       // U+FFFD where nothing could be made of a byte
    bool complete = false;  // every byte became a character that Unicode assigns
};

// Knows both editions: what GB 18030-2005 left in the private use area and 2022 moved to assigned characters
// comes out as the assigned character, whichever way round the platform's iconv has it. At most 255 bytes are
// looked at.
Decoded decode_gb18030(ByteView bytes);

}  // namespace circle::drivers::card
