#include "drivers/card/allow_list.h"

#include <algorithm>

namespace circle::drivers::card {
namespace {

bool is(ByteView data, ByteView wanted) { return std::ranges::equal(data, wanted); }

bool select_permitted(ByteView command) {
    if (command.size() < 6 || command[3] != 0x00) return false;
    const std::size_t length = command[4];
    const std::size_t without_le = 5 + length;
    const bool with_le = command.size() == without_le + 1 && command[without_le] == 0x00;
    if (command.size() != without_le && !with_le) return false;
    const ByteView data = command.subspan(5, length);
    switch (command[2]) {
        case 0x04:
            return is(data, kEnvironment);
        case 0x00:
            return is(data, kMasterFile) || is(data, kIssuerFile) || is(data, kHolderFile);
        case 0x02:
            return is(data, kIssuerFile) || is(data, kHolderFile);
        default:
            return false;
    }
}

// P2: by identifier, first one (00); by number (04); all from P1 (05). All three of the file that is selected.
bool read_record_permitted(ByteView command) {
    return command.size() == 5 && (command[3] == 0x00 || command[3] == 0x04 || command[3] == 0x05);
}

bool get_response_permitted(ByteView command) {
    return command.size() == 5 && command[2] == 0x00 && command[3] == 0x00;
}

}  // namespace

bool permitted(ByteView command) {
    if (command.size() < 5 || command[0] != 0x00) return false;
    switch (command[1]) {
        case 0xA4:
            return select_permitted(command);
        case 0xB2:
            return read_record_permitted(command);
        case 0xC0:
            return get_response_permitted(command);
        default:
            return false;
    }
}

}  // namespace circle::drivers::card
