// A matter: one state-changing transaction of one person, in the two parts that the journal stores: what may
// stand in the clear, and what is sealed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ground/reply.h"
#include "kiosk/transaction/table.h"

namespace circle::transaction {

struct Matter {  // no personal data
    std::uint64_t id = 0;
    State state = State::Drafted;
    Class kind = Class::Filing;
    std::string transaction;                      // "2501"
    std::string message_id;                       // of the last transmission; empty before
    std::string person;                           // keyed hash, opaque: compared for equality only
    std::int64_t created_ms = 0, changed_ms = 0;  // since 1970 UTC
    int tries = 0;                                // transmissions
    bool told = false;   // its person has been told how it ended; set by whoever shows it
    std::string reason;  // token: why it is in this state

    bool operator==(const Matter&) const = default;
};

struct Content {       // personal data: sealed in the journal, dropped from memory when no call needs it
    std::string item;  // "I20"
    std::string psn_no, insured_area;
    relay::Fields fields;           // of the order
    relay::Fields words;            // what a slip or a page says about the case: label → text
    relay::Fields original_fields;  // of an undoing: the fields of the filing that it undoes
    std::uint64_t original = 0;     // of a reversal: the settlement's matter
    bool list_kept = false;  // the person's list was read before sending; its rows, by the match columns alone:
    std::vector<Row> kept;
    std::string handle;          // names what was made, undoes it; empty: not known
    std::string platform_words;  // err_msg; foreign text

    bool operator==(const Content&) const = default;
};

inline constexpr std::size_t kLargestContent = std::size_t{256} << 10;  // bytes, encoded
inline constexpr std::size_t kMostKept = 500;                           // rows of a list

// Versioned binary form, bounded both ways. encode: nothing when the content is over a bound. decode: nothing
// when a byte is not as encode writes it; what it accepts, encode gives back byte for byte.
std::optional<std::string> encode(const Content& content);
std::optional<Content> decode(std::string_view bytes);

}  // namespace circle::transaction
