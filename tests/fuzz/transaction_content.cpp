// libFuzzer entry for the sealed part of a matter: whatever comes, it is whole and written back byte for byte,
// or it is not read.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kiosk/transaction/matter.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto content = circle::transaction::decode(bytes);
    if (!content) return 0;
    const auto again = circle::transaction::encode(*content);
    if (!again || *again != bytes) std::abort();
    return 0;
}
