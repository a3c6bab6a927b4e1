// What stands on the card: the ATR and the records of EF05 and EF06 (devices.md §1.1, §1.3). Written from that
// text and from nothing of the driver, so that one misreading cannot pass on both sides.
#pragma once

#include <cstdint>
#include <vector>

#include "drivers/virtual/card/person.h"

namespace circle::drivers::virtual_card {

using Octets = std::vector<std::uint8_t>;

struct CardFiles {
    Octets atr;
    std::vector<Octets> issuer;  // EF05: records 1 … 7, each with tag and length
    std::vector<Octets> holder;  // EF06: records 1 … 7, or 6 without 4E
    bool holder_protected = false;
    bool third_generation = false;  // says its algorithm in the FCI of the environment
};

CardFiles write_files(const Person& person);

Octets from_hex(std::string_view text);

}  // namespace circle::drivers::virtual_card
