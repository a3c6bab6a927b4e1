#include "drivers/card/exchange.h"

#include <string.h>  // explicit_bzero

#include "drivers/card/allow_list.h"
#include "drivers/card/faults.h"

namespace circle::drivers::card {
namespace {

constexpr int kGetResponseLimit = 8;
constexpr std::size_t kJoinedLimit = 1024;  // the larger file holds about 140 bytes

std::string command_name(const Command& command) {
    switch (command.ins) {
        case 0xA4:
            return "SELECT";
        case 0xB2:
            return "READ RECORD";
        case 0xC0:
            return "GET RESPONSE";
        default: {
            const std::uint8_t ins[] = {command.ins};
            return "INS " + hex(ins);
        }
    }
}

}  // namespace

tl::expected<Response, Error> Exchange::once(const Command& command) {
    const Bytes encoded = encode(command);
    if (!permitted(encoded)) {
        const std::uint8_t header[] = {command.cla, command.ins, command.p1, command.p2};
        return tl::unexpected(fault(Code::NotPermitted, hex(header)));
    }
    auto raw = link_.transceive(encoded);
    if (!raw) return tl::unexpected(std::move(raw.error()));
    auto response = decode(*raw);
    if (!raw->empty()) explicit_bzero(raw->data(), raw->size());
    if (!response) return tl::unexpected(fault(Code::ProtocolFault, "RESPONSE_LENGTH", command_name(command)));
    return *std::move(response);
}

tl::expected<Response, Error> Exchange::send(const Command& command) {
    Bytes joined;
    Command next = command;
    bool corrected = false;
    for (int responses = 0; responses <= kGetResponseLimit;) {
        auto response = once(next);
        if (!response) return response;
        const auto low = static_cast<std::uint8_t>(response->sw & 0xFF);
        const Meaning means = meaning(response->sw);
        if (means == Meaning::WrongLength && !corrected) {
            corrected = true;
            next.le = low;
            continue;
        }
        joined.insert(joined.end(), response->data.begin(), response->data.end());
        if (joined.size() > kJoinedLimit) break;
        if (means == Meaning::MoreData) {
            next = Command{.cla = 0x00, .ins = 0xC0, .p1 = 0x00, .p2 = 0x00, .data = {}, .le = low};
            corrected = false;
            ++responses;
            continue;
        }
        if (means == Meaning::WrongLength) break;
        response->data = std::move(joined);
        return response;
    }
    return tl::unexpected(fault(Code::ProtocolFault, "NO_END", command_name(command)));
}

}  // namespace circle::drivers::card
