// From the end of an exchange to the outcome of a call: the one place where a Failure is decided.
#pragma once

#include <cstdint>
#include <optional>
#include <tl/expected.hpp>

#include "kiosk/relay/profile.h"
#include "kiosk/relay/relay.h"
#include "kiosk/relay/transport.h"

namespace circle::relay {

struct Judgement {
    tl::expected<Reply, Failure> result;
    std::optional<std::int64_t> platform_ms;  // what the reply tells of the platform's clock
};

// A query takes every listed refusal as one: asking again does no harm. An order does so only when the reply
// begins with a listed proof, for "refused" then means that nothing was done.
enum class Proof { Query, Order };

// Tokens: those of transport_end.h; Broken: http_<status>, and those of answer.h; Refused: signature, clock,
// sign_in, field as the profile lists them; Declined: declined.
Judgement judge(const Profile& profile, const Exchange& exchange, Proof proof);

}  // namespace circle::relay
