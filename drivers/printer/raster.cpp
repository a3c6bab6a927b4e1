#include "drivers/printer/raster.h"

#include <algorithm>
#include <string>

#include "drivers/printer/qr.h"

namespace circle::drivers::printer {
namespace {

constexpr int kBand = 256;

bool is_real_time(std::uint8_t first, std::uint8_t second) {
    return first == 0x10 && (second == 0x04 || second == 0x05 || second == 0x14);
}

}  // namespace

Bitmap::Bitmap(int bytes, int row_count)
    : bytes_across(bytes),
      rows(row_count),
      dots(static_cast<std::size_t>(bytes) * static_cast<std::size_t>(row_count)) {}

bool Bitmap::get(int x, int y) const {
    if (x < 0 || y < 0 || x >= bytes_across * 8 || y >= rows) return false;
    return (dots[static_cast<std::size_t>(y * bytes_across + x / 8)] &
            (0x80U >> static_cast<unsigned>(x % 8))) != 0;
}

void Bitmap::set(int x, int y) {
    if (x < 0 || y < 0 || x >= bytes_across * 8 || y >= rows) return;
    std::uint8_t& byte = dots[static_cast<std::size_t>(y * bytes_across + x / 8)];
    byte = static_cast<std::uint8_t>(byte | 0x80U >> static_cast<unsigned>(x % 8));
}

Bitmap draw_qr(std::string_view text, int dots_across) {
    const auto code = qr_code(text);
    const int module = code ? module_dots(*code, dots_across) : 0;
    if (module == 0) return {};
    const int side = code->across * module;
    const int edge = kQuietModules * module;
    Bitmap out(dots_across / 8, side + 2 * edge);
    const int left = (dots_across - side - 2 * edge) / 2;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            if (code->is_dark(x / module, y / module)) out.set(left + edge + x, edge + y);
        }
    }
    return out;
}

void append_raster(Bytes& out, const Bitmap& bitmap) {
    for (int row = 0; row < bitmap.rows; row += kBand) {
        const int count = std::min(kBand, bitmap.rows - row);
        const auto low = [](int n) { return static_cast<std::uint8_t>(n & 0xFF); };
        out.insert(out.end(), {0x1D, 0x76, 0x30, 0x00, low(bitmap.bytes_across), low(bitmap.bytes_across >> 8),
                               low(count), low(count >> 8)});
        const auto start = out.size();
        const auto from = bitmap.dots.begin() + static_cast<std::ptrdiff_t>(row) * bitmap.bytes_across;
        out.insert(out.end(), from, from + static_cast<std::ptrdiff_t>(count) * bitmap.bytes_across);
        for (std::size_t i = start; i + 1 < out.size(); ++i) {
            if (is_real_time(out[i], out[i + 1])) out[i] = 0x18;
        }
    }
}

bool holds_real_time(ByteView bytes) {
    return std::adjacent_find(bytes.begin(), bytes.end(), is_real_time) != bytes.end();
}

}  // namespace circle::drivers::printer
