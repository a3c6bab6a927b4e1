#include "kiosk/relay/own_address.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#include <array>
#include <memory>

namespace circle::relay {
namespace {

struct Free {
    void operator()(ifaddrs* list) const { freeifaddrs(list); }
};

}  // namespace

std::string own_address() {
    ifaddrs* raw = nullptr;
    if (getifaddrs(&raw) != 0) return "127.0.0.1";
    const std::unique_ptr<ifaddrs, Free> list(raw);
    for (const ifaddrs* each = list.get(); each != nullptr; each = each->ifa_next) {
        if (each->ifa_addr == nullptr || each->ifa_addr->sa_family != AF_INET) continue;
        if ((each->ifa_flags & IFF_UP) == 0 || (each->ifa_flags & IFF_LOOPBACK) != 0) continue;
        const auto* address = reinterpret_cast<const sockaddr_in*>(each->ifa_addr);
        std::array<char, INET_ADDRSTRLEN> text{};
        if (inet_ntop(AF_INET, &address->sin_addr, text.data(), text.size()) != nullptr) return text.data();
    }
    return "127.0.0.1";
}

}  // namespace circle::relay
