// Reads what the platform sent back: tolerant of every odd shape seen in the field (platform-interface.md §1.2,
// §6 "Typing"), but a reply that cannot be read whole is not read at all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "kiosk/ground/reply.h"

namespace circle::relay {

struct PlatformAnswer {
    bool success = false;  // infcode is zero, as number or as text
    std::string err_msg;   // bounded to 1000 characters; may be about the person
    Reply reply;
    std::optional<std::int64_t> platform_ms;  // respond_time, else refmsg_time, when one of them can be read
};

// Bounds: 1 MiB, 32 levels, 50,000 values, 512 members of one object, no member twice, valid UTF-8 without NUL.
// The error is a token: "cut_body" (ends before the JSON does), "not_json", "unreadable" (a bound or the
// encoding), "infcode_missing" (JSON, but no envelope).
tl::expected<PlatformAnswer, std::string> read_answer(std::string_view body);

}  // namespace circle::relay
