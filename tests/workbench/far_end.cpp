#include "tests/workbench/far_end.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace circle::workbench {
namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

// The value of "key=value" among words.
std::string_view value_of(const std::vector<std::string_view>& words, std::string_view key) {
    for (const std::string_view word : words) {
        if (word.size() > key.size() && word.substr(0, key.size()) == key && word[key.size()] == '=') {
            return word.substr(key.size() + 1);
        }
    }
    return {};
}

template <typename List>
bool holds(const List& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

Trouble trouble_of(FarEnd whose) { return whose == FarEnd::Card ? Trouble::Card : Trouble::Platform; }

State in_trouble(State state, FarEnd whose, std::string_view said) {
    state.trouble = trouble_of(whose);
    state.said = said;
    return state;
}

State without_trouble(State state, FarEnd whose) {
    if (state.trouble == trouble_of(whose)) {
        state.trouble = Trouble::None;
        state.said.clear();
    }
    return state;
}

// The result of an answer that says "ok"; discarded otherwise.
nlohmann::json result_of(std::string_view answer) {
    const auto reply = nlohmann::json::parse(answer, nullptr, false);
    const auto none = nlohmann::json(nlohmann::json::value_t::discarded);
    if (!reply.is_object()) return none;
    const auto good = reply.find("ok");
    const auto result = reply.find("result");
    if (good == reply.end() || *good != true || result == reply.end()) return none;
    return *result;
}

}  // namespace

State card_said(State state, const std::vector<Person>& people, std::string_view answer) {
    const auto words = split(answer, ' ');
    const std::string_view slug = value_of(words, "person");
    const bool in = holds(words, "inserted");
    if (words.empty() || words.front() != "ok" || slug.empty() || in == holds(words, "out")) {
        return in_trouble(std::move(state), FarEnd::Card, answer);
    }
    state.inserted = in;
    for (std::size_t i = 0; in && i < people.size(); ++i) {
        if (people[i].slug == slug) state.person = i;
    }
    state.mute = state.pulled_out = state.other_card = false;
    for (const std::string_view fault : split(value_of(words, "faults"), ',')) {
        (fault == "mute"   ? state.mute
         : fault == "pull" ? state.pulled_out
                           : state.other_card) = fault != "none";
    }
    return without_trouble(std::move(state), FarEnd::Card);
}

State platform_said(State state, std::string_view answer) {
    const auto result = result_of(answer);
    if (!result.is_object() || !result.contains("line") || !result.contains("faults") ||
        !result["faults"].is_array()) {
        return in_trouble(std::move(state), FarEnd::Platform, answer);
    }
    state.line_cut = result["line"] != "on";
    state.slow = state.refused = state.other_platform = false;
    for (const auto& fault : result["faults"]) {
        (fault == "delay" ? state.slow : fault == "failure" ? state.refused : state.other_platform) = true;
    }
    return without_trouble(std::move(state), FarEnd::Platform);
}

State answered(State state, const Command& command, std::string_view answer) {
    const bool good = command.to == FarEnd::Card ? answer == "ok" || answer.substr(0, 3) == "ok "
                                                 : !result_of(answer).is_discarded();
    return good ? without_trouble(std::move(state), command.to)
                : in_trouble(std::move(state), command.to, answer);
}

}  // namespace circle::workbench
