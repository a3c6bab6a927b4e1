// What reaches the supervisor.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <variant>

#include "drivers/card/card_data.h"
#include "drivers/contract/contract.h"
#include "drivers/threads/mailbox.h"

namespace circle::drivers::card {

// What the monitor sees of the reader.
struct Sighting {
    enum class Kind { NoService, NoReader, Empty, Card };
    Kind kind = Kind::NoReader;
    std::string reader;          // PC/SC name, with Empty and Card
    std::uint32_t counter = 0;   // pcscd's count of insertions and removals in this reader
    std::optional<Error> error;  // with NoService
    std::string atr;             // with Card: hexadecimal, empty when the card is mute
};

using ReadResult = tl::expected<CardData, Error>;

struct Submit {
    std::uint64_t request;
};
struct Cancel {
    std::uint64_t request;
};
struct Finished {  // a worker came back from its job
    std::uint64_t job;
    std::unique_ptr<ReadResult> result;
    std::uint64_t retries = 0;  // attempts after the first, and waits for other programs
};
struct Stop {};
using Message = std::variant<Submit, Cancel, Sighting, Finished, Stop>;

using Mailbox = drivers::Mailbox<Message>;

}  // namespace circle::drivers::card
