// pcsc-lite with owners for its handles, and its return codes in our terms (devices.md §2.2). Every call into
// the library may block without limit: none is made on the supervisor's thread.
//
// The client library keeps one table of readers for the whole process and fills it, without a lock, in
// SCardGetStatusChange, SCardListReaders and SCardStatus (seen by the thread sanitizer in 1.9.9): only the
// monitor's thread may call those three.
#pragma once

#include <atomic>
#include <chrono>
#include <tl/expected.hpp>
#include <utility>

#include "drivers/card/transceiver.h"

namespace circle::drivers::card {

// LONG, SCARDCONTEXT and SCARDHANDLE of pcsc-lite on Linux, whose header stays out of ours (checked in
// pcsc.cpp).
using PcscCode = long;
using PcscHandle = long;

std::string constant_name(PcscCode code);  // "SCARD_E_NO_SERVICE", or hexadecimal

// "Unpowered" is a mute card when connecting and a pulled one afterwards.
enum class Phase { Connect, Transmit };
Error pcsc_fault(PcscCode code, Phase phase, std::string_view where);

bool context_is_lost(PcscCode code);

class Context {
  public:
    static tl::expected<Context, PcscCode> establish();
    ~Context();
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    Context(Context&& other) noexcept : handle_(std::exchange(other.handle_, 0)) {}
    Context& operator=(Context&& other) noexcept;

    PcscHandle handle() const { return handle_; }
    tl::expected<std::vector<std::string>, PcscCode> readers() const;  // empty when there are none

  private:
    explicit Context(PcscHandle handle) : handle_(handle) {}
    PcscHandle handle_ = 0;
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
    static tl::expected<Connection, PcscCode> open(const Context& context, const std::string& reader,
                                                   Watch& watch);
    ~Connection() override;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    Connection(Connection&& other) noexcept
        : handle_(std::exchange(other.handle_, 0)), protocol_(other.protocol_), watch_(other.watch_) {}
    Connection& operator=(Connection&&) = delete;

    tl::expected<Bytes, Error> transceive(ByteView command) override;
    PcscCode last_code() const { return last_code_; }

  private:
    Connection(PcscHandle handle, unsigned long protocol, Watch& watch)
        : handle_(handle), protocol_(protocol), watch_(&watch) {}

    PcscHandle handle_ = 0;
    unsigned long protocol_ = 0;
    Watch* watch_;
    PcscCode last_code_ = 0;
    bool gone_ = false;  // the card went in mid-command
};

}  // namespace circle::drivers::card
