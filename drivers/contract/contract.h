// The contract that every driver keeps (reference: devices.md §6.2): states with one transition table, errors
// with a locus and two texts, certainty of side effects, identity, health, statistics.
//
// Texts are Chinese, written once here in the drivers; `resident_text` is also the key under which kiosk finds
// its translation. Neither text nor `raw` ever holds what was read from a person's card or paper.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace circle::drivers {

enum class State { Absent, Starting, Ready, Busy, Degraded, Faulted };

// The one transition table. Faulted and Degraded devices may come back; Absent is left through Starting only.
bool may_follow(State from, State to);
std::string_view name(State state);

enum class Certainty { Done, NotDone, Unknown };  // of a side effect; only NotDone may be repeated by itself
std::string_view name(Certainty certainty);       // stable token: "done", "not_done", "unknown"

enum class Locus { User, Media, Device, Link, Service, Protocol, Security };
std::string_view name(Locus locus);  // stable token: "media"

enum class Code {
    Cancelled,     // asked for by the caller; nothing more comes
    TimedOut,      // deadline reached, the device was abandoned if it did not answer
    NoMedia,       // no card, no paper
    MediaMute,     // media present, does not answer (card upside down, broken chip)
    MediaForeign,  // readable, but not of the kind wanted
    MediaRemoved,  // taken away in mid-operation
    MediaBroken,   // answers, but its content cannot be used
    MediaBlocked,  // locked by its issuer
    DeviceGone,    // unplugged or its service died
    DeviceFault,
    DeviceBusy,     // another owner has it
    ProtocolFault,  // an answer outside the protocol
    NotPermitted,   // refused by our own safety list
    Misconfigured,
};
std::string_view name(Code code);  // stable token for events and tests: "media_mute"

struct Error {
    Code code = Code::DeviceFault;
    Locus locus = Locus::Device;
    bool retryable = false;
    std::optional<int> tries_left;
    std::string raw;            // status word, vendor code: hexadecimal or a constant's name, never content
    std::string operator_text;  // what and where, for the technician
    std::string resident_text;  // what to do, for the person in front of the terminal
};

struct Identity {
    std::string device_class;  // "card", "printer" …
    std::string vendor, model, serial, firmware;
    std::string transport;  // "pcsc", "tcp:127.0.0.1:9100"
    std::string key;        // stable across reboots: VID:PID:serial or port, else the configured name
};

struct Statistics {
    std::uint64_t completed = 0, failed = 0, cancelled = 0, timed_out = 0, retried = 0, arrivals = 0;
};

struct Health {  // the published snapshot; a completion never doubles as status
    State state = State::Absent;
    std::uint64_t generation = 0;  // counts arrivals; results of an older one are dropped
    Identity identity;
    std::optional<Error> last_error;
    Statistics statistics;
};

}  // namespace circle::drivers
