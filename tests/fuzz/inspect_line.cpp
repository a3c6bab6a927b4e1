// libFuzzer entry for a line of the inspect channel: a command or a rejection, and the answer is always one
// line.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kiosk/inspect/codec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace circle::inspect;
    const auto parsed = parse(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!parsed) {
        const std::string line = answer_line(parsed.error().id, parsed.error().error);
        if (std::ranges::count(line, '\n') != 1 || line.back() != '\n') std::abort();
    }
    return 0;
}
