// ISO 7816-4 short commands and responses, and what a status word means for a card of this kind (devices.md
// §1.5).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace circle::drivers::card {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

constexpr std::size_t kResponseLimit = 258;  // 256 bytes and a status word: the most a short command may bring

struct Command {
    std::uint8_t cla = 0, ins = 0, p1 = 0, p2 = 0;
    ByteView data;                   // at most 255 bytes; must outlive the command
    std::optional<std::uint8_t> le;  // 0 asks for 256 bytes
};

Bytes encode(const Command& command);

struct Response {
    Bytes data;
    std::uint16_t sw = 0;
};

// A response shorter than its status word, or longer than a short command allows, is none.
std::optional<Response> decode(ByteView raw);

// What the status word asks the reading procedure to do.
enum class Meaning {
    Ok,           // 9000
    MoreData,     // 61xx: GET RESPONSE for xx bytes
    WrongLength,  // 6Cxx: the same again with xx
    TriesLeft,    // 63Cx
    Blocked,      // 6983, 9303: key or application locked
    Denied,       // 6982: a security condition is missing
    Sequence,     // 6984 … 6988: state lost, start over
    NotFound,     // 6A82, 6A83, 6A88
    Unsupported,  // 6A81: not supported, and every answer of a card after CARD BLOCK
    Dialect,      // 6A80, 6A84, 6A86, 6B00, 6700: try the command's other form
    Foreign,      // 6D00, 6E00: not a card of this kind
    Memory,       // 6581
    Fault,        // 6901, 6981, 6F00 and everything unknown
};
Meaning meaning(std::uint16_t sw);

std::string hex(ByteView bytes);           // upper case, nothing between
std::string hex_status(std::uint16_t sw);  // "6A82"

}  // namespace circle::drivers::card
