// A slip in ESC/POS (devices.md §4.1).
#pragma once

#include <array>
#include <optional>

#include "drivers/printer/bytes.h"
#include "drivers/printer/slip.h"

namespace circle::drivers::printer {

struct Abilities {  // of one printer: from the configuration, then from the probe (devices.md §4.4, last line)
    int columns = 48;
    int dots = 576;
    bool cutter = true;
    bool native_qr = false;  // GS ( k; else as raster
};
Abilities abilities_of_paper(int paper_mm, bool cutter);

// From ESC @ to the cut and the reset behind it, without the fence. Never holds a real-time sequence.
Bytes encode(const Slip& slip, const Abilities& abilities);

// The fence: GS r 1, or with an id GS ( H (each byte 20–7E).
Bytes fence(const std::optional<std::array<std::uint8_t, 4>>& id);

}  // namespace circle::drivers::printer
