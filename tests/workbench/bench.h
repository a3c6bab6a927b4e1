// What the workbench knows and what a touch means: which line goes to which control socket. Pure.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "tests/workbench/people.h"

namespace circle::workbench {

enum class Trouble { None, Card, Platform };  // whose control socket did not do what it was asked

struct State {
    bool chinese = true;
    bool choosing = false;   // the list of people is open
    std::size_t person = 0;  // whose card is in the reader, or goes in next
    bool inserted = false;
    bool line_cut = false;
    // Broken until cleared:
    bool slow = false;        // every answer of the platform takes two seconds more
    bool refused = false;     // every answer of the platform is an error with a text
    bool mute = false;        // the card gives no answer to reset
    bool pulled_out = false;  // the card leaves the reader after its second command
    // Somebody else set a fault that has no button here:
    bool other_card = false, other_platform = false;
    Trouble trouble = Trouble::None;
    std::string said;  // what the far end, or the socket, said about the trouble

    bool broken() const {
        return line_cut || slow || refused || mute || pulled_out || other_card || other_platform;
    }
    bool operator==(const State&) const = default;
};

enum class FarEnd { Card, Platform };

struct Command {
    FarEnd to = FarEnd::Card;
    std::string line;                  // drivers/virtual/README.md, tests/platform/README.md "Control"
    std::chrono::milliseconds rest{};  // before it is sent

    bool operator==(const Command&) const = default;
};

struct Step {
    State state;
    std::vector<Command> commands;  // to be sent in this order
    bool quit = false;

    bool operator==(const Step&) const = default;
};

// What a touch of this node leads to. A node that the page does not have leads nowhere.
Step touched(State state, const std::vector<Person>& people, std::string_view node);

}  // namespace circle::workbench
