// The commands that this driver may send, checked on the bytes just before they leave (devices.md §1.4 "Never
// send", §6.2 "Safety list"). Reading needs three: SELECT of the environment, the MF and the two free files;
// READ RECORD; GET RESPONSE. Everything else, above all what can block, write or spend a try, is refused.
#pragma once

#include "drivers/card/apdu.h"

namespace circle::drivers::card {

// "sx1.sh.社会保障" in GBK: the environment SSSE (devices.md §1.2).
inline constexpr std::uint8_t kEnvironment[] = {0x73, 0x78, 0x31, 0x2E, 0x73, 0x68, 0x2E, 0xC9,
                                                0xE7, 0xBB, 0xE1, 0xB1, 0xA3, 0xD5, 0xCF};
inline constexpr std::uint8_t kMasterFile[] = {0x3F, 0x00};
inline constexpr std::uint8_t kIssuerFile[] = {0xEF, 0x05};
inline constexpr std::uint8_t kHolderFile[] = {0xEF, 0x06};

bool permitted(ByteView command);

}  // namespace circle::drivers::card
