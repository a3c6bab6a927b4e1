// The modules of a QR code: what the raster prints, and what the preview on screen draws. Pure. Nobody else
// includes libqrencode.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace circle::drivers::printer {

struct QrCode {
    int across = 0;          // modules
    std::vector<bool> dark;  // row by row, without the quiet zone

    bool is_dark(int x, int y) const { return dark[static_cast<std::size_t>(y * across + x)]; }
    bool operator==(const QrCode&) const = default;
};

inline constexpr int kQuietModules = 4;  // white ones around it (ISO/IEC 18004)
inline constexpr int kColumnDots = 12;   // a column of layout.h (devices.md §4.4)

// Error correction M. Nothing when the text is empty, over 512 bytes, or does not fit into a code.
std::optional<QrCode> qr_code(std::string_view text);

// Dots of one module on paper of that width, 3 to 8; 0 where the code with its quiet zone does not fit.
int module_dots(const QrCode& code, int dots_across);

}  // namespace circle::drivers::printer
