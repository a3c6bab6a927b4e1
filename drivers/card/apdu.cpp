#include "drivers/card/apdu.h"

#include <cassert>

namespace circle::drivers::card {

Bytes encode(const Command& command) {
    assert(command.data.size() <= 255);
    Bytes out{command.cla, command.ins, command.p1, command.p2};
    if (!command.data.empty()) {
        out.push_back(static_cast<std::uint8_t>(command.data.size()));
        out.insert(out.end(), command.data.begin(), command.data.end());
    }
    if (command.le) out.push_back(*command.le);
    return out;
}

std::optional<Response> decode(ByteView raw) {
    if (raw.size() < 2 || raw.size() > kResponseLimit) return std::nullopt;
    const ByteView body = raw.first(raw.size() - 2);
    Response response;
    response.data.assign(body.begin(), body.end());
    response.sw = static_cast<std::uint16_t>(raw[raw.size() - 2] << 8 | raw[raw.size() - 1]);
    return response;
}

Meaning meaning(std::uint16_t sw) {
    if ((sw & 0xFF00) == 0x6100) return Meaning::MoreData;
    if ((sw & 0xFF00) == 0x6C00) return Meaning::WrongLength;
    if ((sw & 0xFFF0) == 0x63C0) return Meaning::TriesLeft;
    switch (sw) {
        case 0x9000:
            return Meaning::Ok;
        case 0x6983:
        case 0x9303:
            return Meaning::Blocked;
        case 0x6982:
            return Meaning::Denied;
        case 0x6984:
        case 0x6985:
        case 0x6986:
        case 0x6987:
        case 0x6988:
            return Meaning::Sequence;
        case 0x6A82:
        case 0x6A83:
        case 0x6A88:
            return Meaning::NotFound;
        case 0x6A81:
            return Meaning::Unsupported;
        case 0x6A80:
        case 0x6A84:
        case 0x6A86:
        case 0x6B00:
        case 0x6700:
            return Meaning::Dialect;
        case 0x6D00:
        case 0x6E00:
            return Meaning::Foreign;
        case 0x6581:
            return Meaning::Memory;
        default:
            return Meaning::Fault;
    }
}

std::string hex(ByteView bytes) {
    static constexpr char kDigits[] = "0123456789ABCDEF";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        out.push_back(kDigits[byte >> 4]);
        out.push_back(kDigits[byte & 0x0F]);
    }
    return out;
}

std::string hex_status(std::uint16_t sw) {
    const std::uint8_t bytes[] = {static_cast<std::uint8_t>(sw >> 8), static_cast<std::uint8_t>(sw & 0xFF)};
    return hex(bytes);
}

}  // namespace circle::drivers::card
