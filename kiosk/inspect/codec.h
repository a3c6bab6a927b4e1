// Lines of the wire to requests and answers to lines. Pure; internal to this room. The input is hostile: any
// bytes give a command or a rejection.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "kiosk/inspect/channel.h"

namespace circle::inspect {

constexpr std::size_t longest_line = std::size_t{64} * 1024;  // bytes without the new line

struct Parsed {
    std::int64_t id = 0;  // the client's
    Command command;
};
struct Rejected {
    std::optional<std::int64_t> id;  // when it could be read
    Error error;
};

tl::expected<Parsed, Rejected> parse(std::string_view line);

// One line with its new line. Text that is not UTF-8 is repaired.
std::string answer_line(std::optional<std::int64_t> id, const Reply& reply);

}  // namespace circle::inspect
