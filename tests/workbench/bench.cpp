#include "tests/workbench/bench.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace circle::workbench {
namespace {

using namespace std::chrono_literals;

// pcscd looks at its readers every 400 ms: a card that is changed faster than that was never away.
constexpr auto change_of_cards = 1200ms;

constexpr const char* slow_fault = R"({"do":"fault","name":"delay","ms":2000,"times":0})";
constexpr const char* refused_fault =
    R"({"do":"fault","name":"failure","text":"演示：平台暂时不能办理，请稍后再试","times":0})";
constexpr const char* line_off = R"({"do":"line","state":"off"})";
constexpr const char* line_on = R"({"do":"line","state":"on"})";
constexpr const char* platform_clear = R"({"do":"clear"})";

Command card(std::string line, std::chrono::milliseconds rest = 0ms) {
    return {FarEnd::Card, std::move(line), rest};
}
Command platform(std::string line) { return {FarEnd::Platform, std::move(line), 0ms}; }

void insert(Step& step, const Person& person, std::chrono::milliseconds rest) {
    step.commands.push_back(card("person " + person.file, rest));
    step.commands.push_back(card("insert"));
    step.state.inserted = true;
}

void choose(Step& step, const std::vector<Person>& people, std::size_t index) {
    const bool change = step.state.inserted;
    if (change) step.commands.push_back(card("remove"));
    step.state.person = index;
    step.state.choosing = false;
    insert(step, people[index], change ? change_of_cards : 0ms);
}

// Both far ends can only forget all their faults at once: those that stay are set anew.
void set_card_faults(Step& step, bool& fault, const char* line) {
    fault = !fault;
    if (fault) {
        step.commands.push_back(card(line));
        return;
    }
    step.commands.push_back(card("clear"));
    if (step.state.mute) step.commands.push_back(card("fault mute"));
    if (step.state.pulled_out) step.commands.push_back(card("fault pull 2"));
}

void set_platform_faults(Step& step, bool& fault, const char* line) {
    fault = !fault;
    if (fault) {
        step.commands.push_back(platform(line));
        return;
    }
    step.commands.push_back(platform(platform_clear));  // this switches the line on, too
    if (step.state.slow) step.commands.push_back(platform(slow_fault));
    if (step.state.refused) step.commands.push_back(platform(refused_fault));
    if (step.state.line_cut) step.commands.push_back(platform(line_off));
}

// "people.3" → 3; people.size() when it is none of them.
std::size_t index_of(std::string_view node, const std::vector<Person>& people) {
    constexpr std::string_view prefix = "people.";
    if (node.substr(0, prefix.size()) != prefix) return people.size();
    node.remove_prefix(prefix.size());
    std::size_t index = 0;
    const auto [end, failed] = std::from_chars(node.data(), node.data() + node.size(), index);
    if (failed != std::errc() || end != node.data() + node.size()) return people.size();
    return std::min(index, people.size());
}

}  // namespace

Step touched(State state, const std::vector<Person>& people, std::string_view node) {
    Step step{std::move(state), {}, false};
    State& now = step.state;
    if (node == "bench.insert" && now.person < people.size()) {
        insert(step, people[now.person], 0ms);
    } else if (node == "bench.remove") {
        step.commands.push_back(card("remove"));
        now.inserted = false;
    } else if (node == "bench.people") {
        now.choosing = true;
    } else if (node == "bar.back") {
        now.choosing = false;
    } else if (node == "bench.line") {
        now.line_cut = !now.line_cut;
        step.commands.push_back(platform(now.line_cut ? line_off : line_on));
    } else if (node == "bench.slow") {
        set_platform_faults(step, now.slow, slow_fault);
    } else if (node == "bench.refused") {
        set_platform_faults(step, now.refused, refused_fault);
    } else if (node == "bench.mute") {
        set_card_faults(step, now.mute, "fault mute");
    } else if (node == "bench.pulled") {
        set_card_faults(step, now.pulled_out, "fault pull 2");
    } else if (node == "bench.clear") {
        now.line_cut = now.slow = now.refused = now.mute = now.pulled_out = false;
        now.other_card = now.other_platform = false;
        step.commands = {card("clear"), platform(platform_clear)};
    } else if (node == "bar.language") {
        now.chinese = !now.chinese;
    } else if (node == "bar.quit") {
        step.quit = true;
    } else if (const std::size_t index = index_of(node, people); index < people.size()) {
        choose(step, people, index);
    }
    return step;
}

}  // namespace circle::workbench
