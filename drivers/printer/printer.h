// The slip printer: ESC/POS over TCP 9100, a serial line or usblp (reference: devices.md §4).
//
// A Printer owns one supervisor thread, and a worker thread that talks to the device. Events reach the sink on
// the supervisor's thread; the sink must not block and must not call back into the Printer. submit() and
// cancel() return at once. Every submitted slip gives exactly one Printed. The driver never prints anything a
// second time by itself.
//
// Certainty of a slip (devices.md §4.3):
//   Done     the printer answered the fence behind the last byte (GS ( H, or GS r 1), and its status afterwards
//   shows neither
//            paper end, nor open cover, nor error. A printer that answers no status can never give Done.
//   NotDone  nothing was sent: the printer was not reached, or it said before the first byte that it cannot
//   print. Unknown  everything else. Only a person orders a copy, marked 重打.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "drivers/contract/contract.h"
#include "drivers/printer/slip.h"

namespace circle::drivers::printer {

struct SerialLine {
    std::string path;  // "/dev/ttyS1"
    int baud = 115200;
};
struct TcpLine {
    std::string host;  // an address or a name
    std::uint16_t port = 9100;
};
struct UsbLine {
    std::string path;  // "/dev/usb/lp0"
};
using Wire = std::variant<SerialLine, TcpLine, UsbLine>;

struct Settings {
    Wire wire;
    int paper_mm = 80;  // 80 or 58
    bool cutter = true;
    std::chrono::milliseconds status_deadline{2000};  // a question of status, and connecting (devices.md §4.3)
    std::chrono::milliseconds job_deadline{10000};    // from the first byte to the answer of the fence
};

enum class Paper { Unknown, Full, Low, Out };

struct StateChanged {
    State state;
    Paper paper;
    std::optional<Error> error;  // with Faulted and Absent; paper that runs low is Degraded, without error
};
struct Printed {  // exactly one for each submit
    std::uint64_t request;
    Certainty certainty;
    std::optional<Error> error;  // with anything but Done; Done has none
};
using Event = std::variant<StateChanged, Printed>;

class Printer {
  public:
    using Sink = std::function<void(Event)>;

    static std::unique_ptr<Printer> start(const Settings& settings, Sink sink);
    virtual ~Printer() =
        default;  // ends what is open as Cancelled, with its certainty; takes less than a second

    // `request` is the caller's number. Slips are printed one after another in the order they came, eight
    // waiting at most.
    virtual void submit(std::uint64_t request, Slip slip) = 0;
    // Idempotent. A waiting slip ends as NotDone; one whose bytes are on their way ends with what is known of
    // it.
    virtual void cancel(std::uint64_t request) = 0;
    virtual Health health() const = 0;  // any thread
};

}  // namespace circle::drivers::printer
