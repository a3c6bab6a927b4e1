// The records of the card's files: tag(1) length(1) value (devices.md §1.3). One parser for one record and for
// many in a row, so that every read dialect ends here.
#pragma once

#include <optional>

#include "drivers/card/apdu.h"

namespace circle::drivers::card {

struct Record {
    std::uint8_t tag = 0;
    ByteView value;  // into the bytes that were parsed
};

struct Records {
    std::vector<Record> records;
    bool truncated = false;  // the last record said more than there was; it is not in `records`
};

// Padding (00 or FF where a tag should stand) ends the list when nothing else follows it, and is skipped
// otherwise.
Records parse_records(ByteView bytes);

std::optional<ByteView> find(const Records& records, std::uint8_t tag);

}  // namespace circle::drivers::card
