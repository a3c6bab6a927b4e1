#include "drivers/virtual/printer/faults.h"

#include <charconv>

namespace circle::drivers::virtual_printer {
namespace {

struct Switch {
    std::string_view name;
    bool Faults::*member;
};
struct Number {
    std::string_view name;
    std::optional<std::uint64_t> Faults::*member;
};
constexpr Switch kSwitches[] = {
    {"silent", &Faults::silent},         {"no_dle", &Faults::no_dle},
    {"no_fence", &Faults::no_fence},     {"paper_out", &Faults::paper_out},
    {"near_end", &Faults::near_end},     {"cover_open", &Faults::cover_open},
    {"cutter_jam", &Faults::cutter_jam}, {"stale", &Faults::stale},
    {"asb_mixed", &Faults::asb_mixed},   {"slow", &Faults::slow},
};
constexpr Number kNumbers[] = {
    {"paper_out_after", &Faults::paper_out_after},
    {"cover_after", &Faults::cover_after},
    {"reset_after", &Faults::reset_after},
    {"xoff", &Faults::xoff},
};

}  // namespace

bool Faults::add(std::string_view words) {
    const auto blank = words.find(' ');
    const std::string_view name = words.substr(0, blank);
    for (const Switch& one : kSwitches) {
        if (one.name != name || blank != std::string_view::npos) continue;
        this->*one.member = true;
        return true;
    }
    if (blank == std::string_view::npos) return false;
    const std::string_view digits = words.substr(blank + 1);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size()) return false;
    for (const Number& one : kNumbers) {
        if (one.name != name) continue;
        this->*one.member = value;
        return true;
    }
    return false;
}

std::string Faults::list() const {
    std::string out;
    const auto add_name = [&out](std::string_view name) {
        if (!out.empty()) out += ',';
        out += name;
    };
    for (const Switch& one : kSwitches) {
        if (this->*one.member) add_name(one.name);
    }
    for (const Number& one : kNumbers) {
        if (!(this->*one.member)) continue;
        add_name(one.name);
        out += ':' + std::to_string(*(this->*one.member));
    }
    return out.empty() ? "none" : out;
}

}  // namespace circle::drivers::virtual_printer
