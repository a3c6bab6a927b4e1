#include "drivers/card/tlv.h"

namespace circle::drivers::card {
namespace {
constexpr std::size_t kRecordLimit = 64;  // the two files hold fourteen; more is noise
}

Records parse_records(ByteView bytes) {
    Records out;
    std::size_t at = 0;
    while (at < bytes.size() && out.records.size() < kRecordLimit) {
        const std::uint8_t tag = bytes[at];
        if (tag == 0x00 || tag == 0xFF) {
            ++at;
            continue;
        }
        if (at + 2 > bytes.size() || bytes[at + 1] > bytes.size() - at - 2) {
            out.truncated = true;
            break;
        }
        const std::size_t length = bytes[at + 1];
        out.records.push_back({tag, bytes.subspan(at + 2, length)});
        at += 2 + length;
    }
    return out;
}

std::optional<ByteView> find(const Records& records, std::uint8_t tag) {
    for (const Record& record : records.records) {
        if (record.tag == tag) return record.value;
    }
    return std::nullopt;
}

}  // namespace circle::drivers::card
