// The line to the platform: signs, sends, reads tolerantly, and says truthfully how each call ended.
//
// ask() for what may be asked again, send() for what changes something (design §3 "Never lost, never twice"). A
// Relay owns one thread; events reach the sink on that thread, which must not block. ask(), send(), cancel()
// and forget() return at once. Every ask and every send gives exactly one Answered. Mutual TLS ≥ 1.2 with host
// name and pinned CA always; there is no switch for less. Source of the wire: reference platform-interface.md
// §1, §2.2, §4; rows of data in assets/regions/.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/ground/reply.h"

namespace circle::relay {

class Clock;  // clock.h

struct Settings {     // from [platform], [site] and [terminal]
    std::string url;  // "https://host:port/prefix"; the profile's path rule appends the transaction number
    std::string ca_file, certificate_file, key_file;
    std::string access_key;
    std::string secret_file;       // one line; read at start, never logged
    std::string profile_file;      // assets/regions/<name>.toml
    std::string mark_path;         // the durable msgid high-water mark lives in the journal's database
    std::string institution;       // 12 characters: fixmedins_code
    std::string institution_name;  // fixmedins_name
    std::string area;              // mdtrtarea_admvs, six digits
    int terminal = 1;              // 00–99 within the institution
    std::chrono::milliseconds connect_timeout{4000};
    std::chrono::milliseconds call_timeout{15000};
    std::chrono::milliseconds probe_interval{3000};
};

// Column → value. They are written in the order of the profile's row, whatever theirs; an empty value is not
// sent.
using Fields = std::vector<std::pair<std::string, std::string>>;

struct Query {
    std::uint64_t id = 0;      // the caller's number, comes back in Answered
    std::string transaction;   // "1101"
    Fields fields;             // for the transaction's input node
    std::string insured_area;  // insuplc_admdvs: mandatory as soon as a psn_no is among the fields
};

// A state-changing call: filing, settlement, reversal, local. Whoever sends it has made message_id durable
// first. It is transmitted at most once, on a connection of its own, and never repeated by the relay for any
// reason.
struct Order {
    std::uint64_t id = 0;
    std::string transaction;  // "2501"
    Fields fields;
    std::string insured_area;
    std::string message_id;  // from a MessageIds over the same mark as the relay's own (message_id.h)
};

enum class FailureKind {
    Invalid,     // our own check against the profile's row: nothing left the machine
    NotReached,  // name, connect or TLS failed before the request
    TimedOut,
    Broken,    // closed line, HTTP status, cut or unreadable body
    Refused,   // a certain refusal that the profile lists (signature, clock, sign-in, field check); for an
               // order only by one of its proofs: then nothing was done
    Declined,  // infcode says failure, for a reason of the platform's own; of an order this proves nothing
    Cancelled,
};

struct Failure {
    FailureKind kind = FailureKind::Broken;
    std::string reason;  // stable token for events and tests: "tls_host", "http_502" …; all: README.md
    // err_msg, bounded: foreign text that may be about the person, never logged. Invalid: the column's name.
    std::string message;
};

struct Answered {
    std::uint64_t id = 0;
    std::string transaction;
    std::chrono::milliseconds took{0};
    tl::expected<Reply, Failure> result;
    // False only when it is certain that no byte of the request left the machine: our own check, no sign-in, or
    // the connection's handshake never came to its end.
    bool left = true;
};

// The line can carry calls when it is up and signed in. The first one comes as soon as that is known; up
// without signed_in means that the sign-in has ended badly.
struct LineChanged {
    bool up = false;                      // the platform's machine can be reached and takes our certificate
    bool signed_in = false;               // 9001 has been answered, today
    std::string reason;                   // token, empty when up and signed in
    std::optional<int> certificate_days;  // days left of our own certificate, as read at start
    std::chrono::milliseconds clock_offset{0};  // platform minus ours, as its replies tell
};

using Event = std::variant<Answered, LineChanged>;

struct Traffic {  // bodies of requests and replies since the start, bytes
    std::uint64_t out = 0, in = 0;
};

class Relay {
  public:
    using Sink = std::function<void(Event)>;

    // Fails when settings, profile, certificate or secret cannot be used: the text names file, line, reason.
    // `clock` is the system's unless a test gives its own.
    static tl::expected<std::unique_ptr<Relay>, std::string> start(
        const Settings& settings, Sink sink, std::shared_ptr<const Clock> clock = nullptr);
    // Ends the thread; what still runs is answered as cancelled before it returns.
    virtual ~Relay() = default;

    virtual void ask(Query query) = 0;
    virtual void send(Order order) = 0;
    virtual void cancel(std::uint64_t id) = 0;  // of a query; an order runs to its end or its time-out
    // End of a visit: drops connections and buffers, so that nothing of it stays in them, and cancels the
    // queries that run. Orders run on, each in its own connection, gone with its end.
    virtual void forget() = 0;
    virtual Traffic traffic() const = 0;  // any thread
};

}  // namespace circle::relay
