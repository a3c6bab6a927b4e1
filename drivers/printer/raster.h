// Pictures in dots: a line of text that the printer's own fonts do not hold, and QR codes; and their way onto
// the wire.
#pragma once

#include <string_view>

#include "drivers/printer/bytes.h"
#include "drivers/printer/layout.h"

namespace circle::drivers::printer {

struct Bitmap {  // rows of whole bytes, highest bit left, 1 is black
    int bytes_across = 0;
    int rows = 0;
    Bytes dots;

    Bitmap() = default;
    Bitmap(int bytes, int row_count);
    bool get(int x, int y) const;
    void set(int x, int y);
};

// A line of text, dots_across wide, in cells of 12 and 24 dots (twice that when large). Fonts as on screen:
// Noto Sans CJK SC, then HanaMinB, then BabelStone Han, each opened only when a character needs it, and closed
// again. What none of them has shows its code point in a box.
Bitmap draw_line(const Line& line, int dots_across);

// Empty when the text does not fit into a QR code of that width; modules of at least three dots, quiet zone of
// four modules.
Bitmap draw_qr(std::string_view text, int dots_across);

// GS v 0 in bands of at most 256 rows (devices.md §4.1). No real-time sequence (DLE EOT, DLE ENQ, DLE DC4)
// stands in the data: where one would, one dot beside it is set too.
void append_raster(Bytes& out, const Bitmap& bitmap);

bool holds_real_time(ByteView bytes);

}  // namespace circle::drivers::printer
