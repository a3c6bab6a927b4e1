// libFuzzer entry for the card's record parser and its names: nothing reaches past the bytes that were given,
// and what comes out as text is UTF-8.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "drivers/card/gb18030.h"
#include "drivers/card/tlv.h"
#include "kiosk/ground/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace circle::drivers::card;
    const ByteView bytes(data, size);
    std::size_t held = 0;
    for (const Record& record : parse_records(bytes).records) {
        held += 2 + record.value.size();
        if (record.value.data() < data || record.value.data() + record.value.size() > data + size) std::abort();
        const Decoded name = decode_gb18030(record.value);
        if (!circle::characters(name.utf8)) std::abort();
    }
    if (held > size) std::abort();
    if (!circle::characters(decode_gb18030(bytes).utf8)) std::abort();
    return 0;
}
