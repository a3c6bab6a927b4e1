#include <algorithm>
#include <array>
#include <charconv>

#include "kiosk/settings/settings.h"

namespace circle::settings {
namespace {

// The speeds that devices of the field use (devices.md §3, §4, §5) and their common neighbours.
constexpr std::array bauds{1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600};

std::optional<unsigned> whole(std::string_view text, int base, unsigned most) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || value > most)
        return std::nullopt;
    return value;
}

bool device_path(std::string_view path) {
    return path.size() > 1 && path.size() <= 200 && path.front() == '/' &&
           std::none_of(path.begin(), path.end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20; });
}

std::string hex4(std::uint16_t value) {
    std::array<char, 4> digits{'0', '0', '0', '0'};
    std::array<char, 4> raw{};
    const auto end = std::to_chars(raw.data(), raw.data() + raw.size(), value, 16).ptr;
    std::copy_backward(raw.data(), end, digits.end());
    return {digits.begin(), digits.end()};
}

struct Writer {
    std::string operator()(const SerialLine& line) const {
        return "serial:" + line.path + ":" + std::to_string(line.baud);
    }
    std::string operator()(const TcpLine& line) const {
        return "tcp:" + line.host + ":" + std::to_string(line.port);
    }
    std::string operator()(const UsbPrinterLine& line) const { return "usblp:" + line.path; }
    std::string operator()(const InputLine& line) const {
        return "evdev:" + hex4(line.vendor) + ":" + hex4(line.product);
    }
};

}  // namespace

std::string text(const Transport& transport) { return std::visit(Writer{}, transport); }

tl::expected<Transport, std::string> parse_transport(std::string_view text) {
    const auto wrong = [&](std::string_view form) {
        return tl::unexpected("\"" + std::string(text) + "\" must be written as " + std::string(form));
    };
    const std::size_t first = text.find(':');
    const std::string_view kind = text.substr(0, first);
    const std::string_view rest = first == std::string_view::npos ? std::string_view() : text.substr(first + 1);
    const std::size_t last = rest.rfind(':');
    const std::string_view head = rest.substr(0, last);
    const std::string_view tail = last == std::string_view::npos ? std::string_view() : rest.substr(last + 1);
    if (kind == "serial") {
        const auto baud = whole(tail, 10, 921600);
        if (!device_path(head) || !baud) return wrong("serial:/dev/ttyUSB0:115200");
        if (std::find(bauds.begin(), bauds.end(), static_cast<int>(*baud)) == bauds.end()) {
            return tl::unexpected("\"" + std::string(text) + "\" has a speed that serial lines do not have");
        }
        return SerialLine{std::string(head), static_cast<int>(*baud)};
    }
    if (kind == "tcp") {
        const auto port = whole(tail, 10, 65535);
        const bool host = !head.empty() && head.size() <= 200 &&
                          std::none_of(head.begin(), head.end(),
                                       [](char c) { return static_cast<unsigned char>(c) <= 0x20; });
        if (!host || !port || *port == 0) return wrong("tcp:HOST:PORT");
        return TcpLine{std::string(head), static_cast<std::uint16_t>(*port)};
    }
    if (kind == "usblp") {
        if (!device_path(rest)) return wrong("usblp:/dev/usb/lp0");
        return UsbPrinterLine{std::string(rest)};
    }
    if (kind == "evdev") {
        const auto vendor = whole(head, 16, 0xFFFF);
        const auto product = whole(tail, 16, 0xFFFF);
        if (head.size() != 4 || tail.size() != 4 || !vendor || !product)
            return wrong("evdev:VID:PID, four hexadecimal digits each");
        return InputLine{static_cast<std::uint16_t>(*vendor), static_cast<std::uint16_t>(*product)};
    }
    return wrong("serial:PATH:BAUD, tcp:HOST:PORT, usblp:PATH or evdev:VID:PID");
}

}  // namespace circle::settings
