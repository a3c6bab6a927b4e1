// The inspect channel as main sees it: requests that a test or a person at the bench sent, and the answers to
// them. The wire (one JSON object a line on a Unix socket) is in README.md and nowhere outside this room.
//
// Channel owns one thread for the socket. take() and reply() belong to the main thread; the wake callback runs
// on the channel's thread whenever a request came. Every request taken must be answered once; answers may come
// in any order. The file absent.cpp gives the same factory for programs that are linked without the channel.
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

#include "screens/frame.h"

namespace circle::inspect {

// --- what is asked ---

struct Tree {};
struct Tap {
    std::string node;
};
struct Text {
    std::string node, value;
};
struct Key {
    std::string name;
};
struct Stroke {
    std::string node;
    std::vector<std::pair<float, float>> points_mm;  // at least one
};
struct Wait {  // exactly one of node, state and event is there
    std::optional<std::string> node, state, event;
    std::optional<std::uint64_t> after;  // with event only: lines with a greater number count
    std::chrono::milliseconds timeout{10000};
};
struct Advance {
    std::chrono::milliseconds by{0};
};
struct Said {};
struct Screenshot {
    std::string path;  // absolute
};
struct State {};
struct Counters {};
struct Quit {};

using Command =
    std::variant<Tree, Tap, Text, Key, Stroke, Wait, Advance, Said, Screenshot, State, Counters, Quit>;

using RequestId = std::uint64_t;  // given by the channel, unique in the process
struct Request {
    RequestId id = 0;
    Command command;
};

// --- what is answered ---

enum class Code { BadRequest, UnknownCommand, NotFound, Disabled, Hidden, Unsupported, Timeout, Failed };

struct Error {
    Code code = Code::Failed;
    std::string text;  // for the person who reads the test's output
};
struct Done {};
struct Nodes {  // tree
    std::string page;
    std::vector<screens::Node> nodes;
};
struct NodeThere {  // wait{node}
    screens::Node node;
};
struct EventSeen {  // wait{event}
    std::uint64_t seq = 0;
    std::string line;  // the log's line, a JSON object
};
struct StateNow {  // state, wait{state}
    std::string state;
    std::optional<std::string> dialog;
    std::string language, view;
    std::vector<std::pair<std::string, std::uint64_t>> transactions;  // state of the journal's table → how many
};
struct CountersNow {
    std::vector<std::pair<std::string, std::uint64_t>> counters;  // "frames", "layouts", "wakeups" …
};
struct SaidSince {
    std::vector<std::string> said;
};
struct Saved {  // screenshot
    std::string path;
};

using Reply = std::variant<Done, Nodes, NodeThere, EventSeen, StateNow, CountersNow, SaidSince, Saved, Error>;

class Channel {
  public:
    // Listens at `path` with mode 0600. Fails, with words for the technician, when the path cannot be used: too
    // long, no such folder, something that is not a socket stands there, or another process answers on it. A
    // socket that nobody answers on is replaced.
    static tl::expected<std::unique_ptr<Channel>, std::string> open(const std::string& path,
                                                                    std::function<void()> wake);

    // Ends the thread, sends what was answered, closes, and removes the path if it is still ours.
    virtual ~Channel() = default;

    virtual std::vector<Request> take() = 0;
    virtual void reply(RequestId id, Reply reply) = 0;
};

}  // namespace circle::inspect
