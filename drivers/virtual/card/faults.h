// What can be made to go wrong, and how the card speaks, switched by one line each (drivers/virtual/README.md).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace circle::drivers::virtual_card {

enum class Dialect { Identifier, Number, All };  // forms of READ RECORD
enum class Answers { Direct, SixtyOne, SixC };   // at once; by GET RESPONSE; only to the exact Le

struct Faults {
    bool mute = false;          // no usable ATR
    bool foreign = false;       // no social-security environment: 6A82
    bool blocked = false;       // after CARD BLOCK: 6A81 to everything
    bool denied = false;        // READ RECORD: 6982
    bool blank = false;         // never personalised: values all FF
    bool garbage = false;       // records are no TLV
    bool master_first = false;  // the environment is found only after SELECT MF
    bool select_needs_le = false;
    std::optional<Dialect> only;            // else all three
    std::optional<std::uint8_t> select_p1;  // of EF: 00 or 02, else both
    Answers answers = Answers::Direct;
    std::optional<unsigned> pull_after;    // leaves the reader instead of answering command N + 1
    std::optional<std::size_t> truncate;   // responses to READ RECORD are cut to so many bytes
    std::chrono::milliseconds latency{0};  // of every answer
    std::optional<std::pair<unsigned, std::chrono::milliseconds>> stall;  // command N takes so long
    std::vector<std::pair<unsigned, std::uint16_t>> status;               // command N is answered with this

    std::string names() const;  // "pull,dialect" or "none"
};

// Applies "NAME [ARGUMENTS]"; the error says what was expected.
tl::expected<void, std::string> add_fault(Faults& faults, std::string_view line);

}  // namespace circle::drivers::virtual_card
