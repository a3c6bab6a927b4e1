// libFuzzer entry for what a printer says: nothing is held beyond its bound, no byte counts for two answers,
// and XON and XOFF change nothing but the flow.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "drivers/printer/status.h"

namespace {

using namespace circle::drivers::printer;

std::size_t bytes_of(const Token& token) {
    struct Visitor {
        std::size_t operator()(const RealTime&) const { return 1; }
        std::size_t operator()(const Queued&) const { return 1; }
        std::size_t operator()(const AutoStatus&) const { return 4; }
        std::size_t operator()(const ProcessId&) const { return 7; }
        std::size_t operator()(const Text& text) const { return 2 + text.text.size(); }
    };
    return std::visit(Visitor{}, token);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    StatusParser all, without_flow;
    std::vector<Token> first, second;
    std::size_t used = 0, plain = 0;
    bool stopped = false;
    for (std::size_t i = 0; i < size; ++i) {
        const bool flow = data[i] == 0x11 || data[i] == 0x13;
        if (flow) stopped = data[i] == 0x13;
        if (auto token = all.take(data[i])) {
            used += bytes_of(*token);
            first.push_back(std::move(*token));
        }
        if (all.stopped() != stopped) std::abort();
        if (flow) continue;
        ++plain;
        if (auto token = without_flow.take(data[i])) second.push_back(std::move(*token));
    }
    if (used > plain || first != second) std::abort();
    for (const Token& token : first) {
        const auto* text = std::get_if<Text>(&token);
        if (text != nullptr && text->text.size() > StatusParser::kLongestText) std::abort();
        if (const auto* group = std::get_if<AutoStatus>(&token)) static_cast<void>(read_auto(group->bytes));
    }
    if (size >= 4) {  // out of paper or an open cover is never clean, whatever else is said
        const Condition c = read_real_time({data[0], data[1], data[2], data[3]});
        if (c.clean() && ((data[1] & 0x64U) != 0 || (data[3] & 0x60U) != 0)) std::abort();
    }
    return 0;
}
