// libFuzzer entry for the relay's reader of foreign replies: whatever comes, it is a whole answer or a token,
// within its bounds.
// By hand: clang++ -std=c++20 -I. -fsanitize=fuzzer,address,undefined tests/fuzz/relay_reader.cpp
// kiosk/relay/answer.cpp \
//     kiosk/relay/json_value.cpp kiosk/relay/wire_time.cpp kiosk/ground/utf8.cpp kiosk/ground/stamp.cpp -lfmt
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kiosk/relay/answer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using circle::relay::read_answer;
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    const auto answer = read_answer(body);
    if (!answer) {
        constexpr std::array<std::string_view, 4> kTokens = {"cut_body", "not_json", "unreadable",
                                                             "infcode_missing"};
        for (const std::string_view token : kTokens) {
            if (answer.error() == token) return 0;
        }
        std::abort();
    }
    // Nothing is invented: what came out is not larger than what went in could have said.
    std::size_t columns = 0;
    for (const auto& [node, rows] : answer->reply.nodes) {
        for (const auto& row : rows) columns += row.size();
    }
    if (columns > size || answer->err_msg.size() > 4000) std::abort();
    // A repetition says the same.
    const auto again = read_answer(body);
    if (!again || again->reply != answer->reply || again->success != answer->success) std::abort();
    return 0;
}
