#include "drivers/virtual/card/faults.h"

#include <charconv>

namespace circle::drivers::virtual_card {
namespace {

std::vector<std::string_view> words(std::string_view line) {
    std::vector<std::string_view> out;
    while (true) {
        const auto from = line.find_first_not_of(" \t");
        if (from == std::string_view::npos) return out;
        const auto to = std::min(line.find_first_of(" \t", from), line.size());
        out.push_back(line.substr(from, to - from));
        line.remove_prefix(to);
    }
}

std::optional<unsigned> number(std::string_view word, int base = 10) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value, base);
    if (error != std::errc{} || end != word.data() + word.size() || value > 1'000'000) return std::nullopt;
    return value;
}

constexpr char kUsage[] =
    "expected: mute | foreign | blocked | denied | blank | garbage | master-first | needs-le | "
    "dialect identifier|number|all | select 00|02 | answers direct|61|6c | pull N | truncate BYTES | latency "
    "MS | "
    "stall MS [N] | status N SW";

bool set_switch(Faults& faults, std::string_view name) {
    const std::pair<std::string_view, bool*> switches[] = {
        {"mute", &faults.mute},
        {"foreign", &faults.foreign},
        {"blocked", &faults.blocked},
        {"denied", &faults.denied},
        {"blank", &faults.blank},
        {"garbage", &faults.garbage},
        {"master-first", &faults.master_first},
        {"needs-le", &faults.select_needs_le},
    };
    for (const auto& [known, target] : switches) {
        if (known == name) return *target = true;
    }
    return false;
}

bool set_form(Faults& faults, std::string_view name, std::string_view value) {
    if (name == "dialect") {
        if (value == "identifier")
            faults.only = Dialect::Identifier;
        else if (value == "number")
            faults.only = Dialect::Number;
        else if (value == "all")
            faults.only = Dialect::All;
        else
            return false;
        return true;
    }
    if (name == "answers") {
        if (value == "direct")
            faults.answers = Answers::Direct;
        else if (value == "61")
            faults.answers = Answers::SixtyOne;
        else if (value == "6c")
            faults.answers = Answers::SixC;
        else
            return false;
        return true;
    }
    if (name == "select" && (value == "00" || value == "02")) {
        faults.select_p1 = value == "00" ? std::uint8_t{0x00} : std::uint8_t{0x02};
        return true;
    }
    return false;
}

bool set_number(Faults& faults, std::string_view name, const std::vector<std::string_view>& arguments) {
    if (arguments.empty() || arguments.size() > 2) return false;
    const auto first = number(arguments[0]);
    if (!first) return false;
    if (name == "status") {
        const auto sw = arguments.size() == 2 ? number(arguments[1], 16) : std::nullopt;
        if (!sw || *sw > 0xFFFF) return false;
        faults.status.emplace_back(*first, static_cast<std::uint16_t>(*sw));
        return true;
    }
    if (name == "stall") {
        const auto at = arguments.size() == 2 ? number(arguments[1]) : std::optional<unsigned>(1);
        if (!at) return false;
        faults.stall = {*at, std::chrono::milliseconds(*first)};
        return true;
    }
    if (arguments.size() != 1) return false;
    if (name == "pull")
        faults.pull_after = *first;
    else if (name == "truncate" && *first > 0)  // vpcd hangs on an answer of no bytes
        faults.truncate = *first;
    else if (name == "latency")
        faults.latency = std::chrono::milliseconds(*first);
    else
        return false;
    return true;
}

}  // namespace

tl::expected<void, std::string> add_fault(Faults& faults, std::string_view line) {
    const auto parts = words(line);
    if (!parts.empty()) {
        const std::vector<std::string_view> arguments(parts.begin() + 1, parts.end());
        if (arguments.empty() && set_switch(faults, parts[0])) return {};
        if (arguments.size() == 1 && set_form(faults, parts[0], arguments[0])) return {};
        if (set_number(faults, parts[0], arguments)) return {};
    }
    return tl::unexpected(std::string(kUsage));
}

std::string Faults::names() const {
    std::string out;
    const auto say = [&out](bool on, std::string_view what) {
        if (!on) return;
        if (!out.empty()) out += ',';
        out += what;
    };
    say(mute, "mute");
    say(foreign, "foreign");
    say(blocked, "blocked");
    say(denied, "denied");
    say(blank, "blank");
    say(garbage, "garbage");
    say(master_first, "master-first");
    say(select_needs_le, "needs-le");
    say(only.has_value(), "dialect");
    say(select_p1.has_value(), "select");
    say(answers != Answers::Direct, "answers");
    say(pull_after.has_value(), "pull");
    say(truncate.has_value(), "truncate");
    say(latency.count() > 0, "latency");
    say(stall.has_value(), "stall");
    say(!status.empty(), "status");
    return out.empty() ? "none" : out;
}

}  // namespace circle::drivers::virtual_card
