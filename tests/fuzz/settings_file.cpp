// libFuzzer entry for the configuration file and, beneath it, the TOML reader that catalogue and profiles
// share: settings or a list of problems that is not empty.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kiosk/settings/settings.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto settings =
        circle::settings::parse(std::string_view(reinterpret_cast<const char*>(data), size), "/etc");
    if (!settings && settings.error().empty()) std::abort();
    return 0;
}
