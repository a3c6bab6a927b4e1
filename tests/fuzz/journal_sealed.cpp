// libFuzzer entry for what the journal reads back from a disk that may have been tampered with: sealed bytes,
// and the bytes of a rating once unsealed. Bytes of the input never open; honest bytes that it alters never do
// either.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "kiosk/journal/bounds.h"
#include "kiosk/journal/sealing.h"

namespace {

using namespace circle::journal;

const Sealing& sealing() {
    static const auto made = [] {
        Secret key;
        key.bytes.fill(0x5A);
        return Sealing::from(key);
    }();
    if (!made) std::abort();
    return *made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const Place place{"rating.content", 1};
    if (sealing().unseal(input, place)) std::abort();  // a forgery of 128 bits

    // An honest sealing with the input laid over it: it opens only when that changed nothing.
    const std::string honest = sealing().seal(input, place);
    if (sealing().unseal(honest, place) != input) std::abort();
    std::string altered = honest;
    bool same =
        true;  // asked byte by byte: from a comparison of whole strings the fuzzer would learn honest bytes
    for (std::size_t i = 0; i < size && i < altered.size(); ++i) {
        altered[i] = static_cast<char>(altered[i] ^ static_cast<char>(data[size - 1 - i]));
        same = same && data[size - 1 - i] == 0;
    }
    if (sealing().unseal(altered, place).has_value() != same) std::abort();

    const auto rating = decode_rating(input);
    if (rating && (!fault_of(*rating).empty() || encode_rating(*rating) != input)) std::abort();
    return 0;
}
