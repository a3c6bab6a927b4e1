#include "drivers/printer/qr.h"

#include <qrencode.h>

#include <algorithm>
#include <memory>

namespace circle::drivers::printer {
namespace {

constexpr int kLeastModule = 3;  // dots
constexpr int kMostModule = 8;
constexpr std::size_t kLongest = 512;

}  // namespace

std::optional<QrCode> qr_code(std::string_view text) {
    if (text.empty() || text.size() > kLongest) return std::nullopt;
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> made(
        QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0,
                          QR_ECLEVEL_M),
        QRcode_free);
    if (!made) return std::nullopt;
    QrCode code{.across = made->width, .dark = {}};
    code.dark.reserve(static_cast<std::size_t>(made->width) * static_cast<std::size_t>(made->width));
    for (int i = 0; i < made->width * made->width; ++i) code.dark.push_back((made->data[i] & 1U) != 0);
    return code;
}

int module_dots(const QrCode& code, int dots_across) {
    const int module = std::min(dots_across / (code.across + 2 * kQuietModules), kMostModule);
    return module < kLeastModule ? 0 : module;
}

}  // namespace circle::drivers::printer
