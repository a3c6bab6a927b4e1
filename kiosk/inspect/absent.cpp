// In place of the channel where a program is linked without it: same factory, no socket, no protocol.
#include "kiosk/inspect/channel.h"

namespace circle::inspect {

// NOLINTNEXTLINE(performance-unnecessary-value-param): the factory's signature
tl::expected<std::unique_ptr<Channel>, std::string> Channel::open(const std::string&, std::function<void()>) {
    return tl::unexpected<std::string>("the inspect channel is not in this build");
}

}  // namespace circle::inspect
