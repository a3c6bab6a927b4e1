// pcsc-lite with owners for its handles, and its return codes in our terms (devices.md §2.2). Every call into
// the library may block without limit: none is made on the supervisor's thread.
//
// The client library keeps one table of readers for the whole process and fills it, without a lock, in
// SCardGetStatusChange, SCardListReaders and SCardStatus (seen by the thread sanitizer in 1.9.9): only the
// monitor's thread may call those three.
#pragma once

#include <winscard.h>

#include <atomic>
#include <chrono>
#include <tl/expected.hpp>
#include <utility>

#include "drivers/card/transceiver.h"

namespace circle::drivers::card {

std::string constant_name(LONG code);  // "SCARD_E_NO_SERVICE", or hexadecimal

// "Unpowered" is a mute card when connecting and a pulled one afterwards.
enum class Phase { Connect, Transmit };
Error pcsc_fault(LONG code, Phase phase, std::string_view where);

bool context_is_lost(LONG code);

class Context {
  public:
    static tl::expected<Context, LONG> establish();
    ~Context();
    Context(Context&& other) noexcept : handle_(std::exchange(other.handle_, 0)) {}
    Context& operator=(Context&& other) noexcept;

    SCARDCONTEXT handle() const { return handle_; }
    tl::expected<std::vector<std::string>, LONG> readers() const;  // empty when there are none

  private:
    explicit Context(SCARDCONTEXT handle) : handle_(handle) {}
    SCARDCONTEXT handle_ = 0;
};

// The reader meant by the configuration: the exact name, else the first with that prefix; the first of all for
// "".
std::optional<std::string> choose_reader(const std::vector<std::string>& readers, std::string_view wanted);

// What supervisor and worker know together about one read.
struct Watch {
    std::atomic<bool> stop{false};                                 // no further exchange is wanted
    std::atomic<std::chrono::steady_clock::rep> in_call_since{0};  // steady clock ticks; 0: in no call
};

// A card powered for us alone; destruction takes its power, so that PIN and authentication flags end
// (devices.md §1.4).
class Connection final : public Transceiver {
  public:
    static tl::expected<Connection, LONG> open(const Context& context, const std::string& reader, Watch& watch);
    ~Connection() override;
    Connection(Connection&& other) noexcept
        : handle_(std::exchange(other.handle_, 0)), protocol_(other.protocol_), watch_(other.watch_) {}
    Connection& operator=(Connection&&) = delete;

    tl::expected<Bytes, Error> transceive(ByteView command) override;
    LONG last_code() const { return last_code_; }

  private:
    Connection(SCARDHANDLE handle, DWORD protocol, Watch& watch)
        : handle_(handle), protocol_(protocol), watch_(&watch) {}

    SCARDHANDLE handle_ = 0;
    DWORD protocol_ = 0;
    Watch* watch_;
    LONG last_code_ = SCARD_S_SUCCESS;
};

}  // namespace circle::drivers::card
