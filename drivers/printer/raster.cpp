#include "drivers/printer/raster.h"

#include <qrencode.h>

#include <algorithm>
#include <memory>
#include <string>

namespace circle::drivers::printer {
namespace {

constexpr int kBand = 256;
constexpr int kQuiet = 4;        // modules around a code
constexpr int kLeastModule = 3;  // dots
constexpr int kMostModule = 8;
constexpr std::size_t kLongestQr = 512;

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
    if (text.empty() || text.size() > kLongestQr) return {};
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0,
                          QR_ECLEVEL_M),
        QRcode_free);
    if (!code) return {};
    const int across = code->width + 2 * kQuiet;
    const int module = std::min(dots_across / across, kMostModule);
    if (module < kLeastModule) return {};
    Bitmap out(dots_across / 8, across * module);
    const int left = (dots_across - across * module) / 2;
    for (int y = 0; y < code->width * module; ++y) {
        for (int x = 0; x < code->width * module; ++x) {
            if ((code->data[y / module * code->width + x / module] & 1U) != 0)
                out.set(left + kQuiet * module + x, kQuiet * module + y);
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
