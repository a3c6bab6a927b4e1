#include "kiosk/inspect/waits.h"

#include <algorithm>

namespace circle::inspect {
namespace {

std::string wanted(const Wait& wait) {
    if (wait.node) return "node " + *wait.node;
    if (wait.state) return "state " + *wait.state;
    return "event " + wait.event.value_or("");
}

}  // namespace

bool acts(const Command& command) {
    return std::holds_alternative<Tap>(command) || std::holds_alternative<Text>(command) ||
           std::holds_alternative<Key>(command) || std::holds_alternative<Stroke>(command) ||
           std::holds_alternative<Advance>(command);
}

void Waits::add(RequestId id, Wait wait, Time now) {
    const Time deadline = now + wait.timeout;
    waiting_.push_back({id, std::move(wait), deadline});
}

std::optional<Reply> Waits::answer(const Wait& wait, const Snapshot& snapshot) {
    if (wait.event) {
        for (const LoggedEvent& event : snapshot.events(wait.after.value_or(seen_)))
            if (event.id == *wait.event) {
                seen_ = std::max(seen_, event.seq);
                return EventSeen{event.seq, event.line};
            }
        return std::nullopt;
    }
    if (!snapshot.settled) return std::nullopt;
    if (wait.state) {
        if (snapshot.state.state == *wait.state) return snapshot.state;
        return std::nullopt;
    }
    const auto node = std::ranges::find(snapshot.tree, wait.node.value_or(""), &screens::Node::id);
    if (node == snapshot.tree.end()) return std::nullopt;
    return NodeThere{*node};
}

std::vector<std::pair<RequestId, Reply>> Waits::check(const Snapshot& snapshot, Time now) {
    std::vector<std::pair<RequestId, Reply>> answers;
    std::vector<Waiting> still;
    for (Waiting& waiting : waiting_) {
        if (auto reply = answer(waiting.wait, snapshot))
            answers.emplace_back(waiting.id, std::move(*reply));
        else if (now >= waiting.deadline)
            answers.emplace_back(waiting.id,
                                 Error{Code::Timeout, "no " + wanted(waiting.wait) + " within " +
                                                          std::to_string(waiting.wait.timeout.count()) +
                                                          " ms; the state is " + snapshot.state.state});
        else
            still.push_back(std::move(waiting));
    }
    waiting_ = std::move(still);
    return answers;
}

std::optional<Waits::Time> Waits::next_deadline() const {
    if (waiting_.empty()) return std::nullopt;
    return std::ranges::min_element(waiting_, {}, &Waiting::deadline)->deadline;
}

}  // namespace circle::inspect
