// The IPv4 address that 9001 asks for (signIn.ip, 20 characters: no IPv6 address fits).
#pragma once

#include <string>

namespace circle::relay {

// The first address of an interface that is up and is not loopback; "127.0.0.1" when there is none.
std::string own_address();

}  // namespace circle::relay
