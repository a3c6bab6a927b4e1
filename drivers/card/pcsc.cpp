#include "drivers/card/pcsc.h"

#include <string.h>  // explicit_bzero
#include <winscard.h>

#include <algorithm>
#include <array>
#include <type_traits>

#include "drivers/card/faults.h"

namespace circle::drivers::card {
namespace {

static_assert(std::is_same_v<PcscCode, LONG> && std::is_same_v<PcscHandle, SCARDCONTEXT> &&
              std::is_same_v<PcscHandle, SCARDHANDLE> && std::is_same_v<unsigned long, DWORD>);

struct Named {
    LONG code;
    const char* name;
};
#define NAMED(code) \
    { code, #code }
constexpr Named kNames[] = {
    NAMED(SCARD_F_INTERNAL_ERROR),
    NAMED(SCARD_E_CANCELLED),
    NAMED(SCARD_E_INVALID_HANDLE),
    NAMED(SCARD_E_INVALID_PARAMETER),
    NAMED(SCARD_E_NO_MEMORY),
    NAMED(SCARD_E_INSUFFICIENT_BUFFER),
    NAMED(SCARD_E_UNKNOWN_READER),
    NAMED(SCARD_E_TIMEOUT),
    NAMED(SCARD_E_SHARING_VIOLATION),
    NAMED(SCARD_E_NO_SMARTCARD),
    NAMED(SCARD_E_UNKNOWN_CARD),
    NAMED(SCARD_E_PROTO_MISMATCH),
    NAMED(SCARD_E_NOT_READY),
    NAMED(SCARD_E_INVALID_VALUE),
    NAMED(SCARD_E_SYSTEM_CANCELLED),
    NAMED(SCARD_F_COMM_ERROR),
    NAMED(SCARD_F_UNKNOWN_ERROR),
    NAMED(SCARD_E_NOT_TRANSACTED),
    NAMED(SCARD_E_READER_UNAVAILABLE),
    NAMED(SCARD_E_CARD_UNSUPPORTED),
    NAMED(SCARD_E_NO_SERVICE),
    NAMED(SCARD_E_SERVICE_STOPPED),
    NAMED(SCARD_E_NO_READERS_AVAILABLE),
    NAMED(SCARD_W_UNSUPPORTED_CARD),
    NAMED(SCARD_W_UNRESPONSIVE_CARD),
    NAMED(SCARD_W_UNPOWERED_CARD),
    NAMED(SCARD_W_RESET_CARD),
    NAMED(SCARD_W_REMOVED_CARD),
    NAMED(SCARD_W_SECURITY_VIOLATION),
};
#undef NAMED

std::uint32_t bits(LONG code) { return static_cast<std::uint32_t>(code); }

Code code_of(LONG code, Phase phase) {
    const bool connecting = phase == Phase::Connect;
    if (code == SCARD_E_NO_SMARTCARD) return Code::NoMedia;
    if (code == SCARD_W_REMOVED_CARD) return connecting ? Code::NoMedia : Code::MediaRemoved;
    if (code == SCARD_E_NOT_TRANSACTED || code == SCARD_W_RESET_CARD)
        return connecting ? Code::MediaMute : Code::MediaRemoved;
    if (code == SCARD_W_UNRESPONSIVE_CARD || code == SCARD_W_UNPOWERED_CARD)
        return connecting ? Code::MediaMute : Code::MediaRemoved;
    if (code == SCARD_E_PROTO_MISMATCH || code == SCARD_W_UNSUPPORTED_CARD ||
        code == SCARD_E_CARD_UNSUPPORTED || code == SCARD_E_UNKNOWN_CARD)
        return Code::MediaMute;
    if (code == SCARD_E_SHARING_VIOLATION) return Code::DeviceBusy;
    if (code == SCARD_E_UNKNOWN_READER || code == SCARD_E_READER_UNAVAILABLE ||
        code == SCARD_E_NO_READERS_AVAILABLE)
        return Code::DeviceGone;
    if (context_is_lost(code)) return Code::DeviceGone;
    if (code == SCARD_E_INSUFFICIENT_BUFFER) return Code::ProtocolFault;
    return Code::DeviceFault;
}

// Marks the time spent inside a call that may never come back.
class InCall {
  public:
    explicit InCall(Watch& watch) : watch_(watch) {
        watch_.in_call_since = std::chrono::steady_clock::now().time_since_epoch().count();
    }
    ~InCall() { watch_.in_call_since = 0; }
    InCall(const InCall&) = delete;
    InCall& operator=(const InCall&) = delete;

  private:
    Watch& watch_;
};

}  // namespace

std::string constant_name(LONG code) {
    for (const Named& named : kNames) {
        if (bits(named.code) == bits(code)) return named.name;
    }
    const std::uint32_t value = bits(code);
    const std::uint8_t bytes[] = {static_cast<std::uint8_t>(value >> 24),
                                  static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8),
                                  static_cast<std::uint8_t>(value)};
    return hex(bytes);
}

bool context_is_lost(LONG code) {
    return code == SCARD_E_NO_SERVICE || code == SCARD_E_SERVICE_STOPPED || code == SCARD_F_COMM_ERROR ||
           code == SCARD_E_INVALID_HANDLE || code == SCARD_W_SECURITY_VIOLATION ||
           code == SCARD_E_SYSTEM_CANCELLED || code == SCARD_F_INTERNAL_ERROR;
}

Error pcsc_fault(LONG code, Phase phase, std::string_view where) {
    Error error = fault(code_of(code, phase), constant_name(code), where);
    if (error.code == Code::DeviceGone) error.locus = context_is_lost(code) ? Locus::Service : Locus::Device;
    return error;
}

tl::expected<Context, LONG> Context::establish() {
    SCARDCONTEXT handle = 0;
    const LONG code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &handle);
    if (code != SCARD_S_SUCCESS) return tl::unexpected(code);
    return Context(handle);
}

Context::~Context() {
    if (handle_ != 0) SCardReleaseContext(handle_);
}

Context& Context::operator=(Context&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
}

tl::expected<std::vector<std::string>, LONG> Context::readers() const {
    std::vector<std::string> names;
    DWORD length = 0;
    LONG code = SCardListReaders(handle_, nullptr, nullptr, &length);
    std::vector<char> list;
    if (code == SCARD_S_SUCCESS) {
        list.resize(length);
        code = SCardListReaders(handle_, nullptr, list.data(), &length);
    }
    // A reader may come between the two calls; the change is reported again by the next wait.
    if (code == SCARD_E_NO_READERS_AVAILABLE || code == SCARD_E_INSUFFICIENT_BUFFER) return names;
    if (code != SCARD_S_SUCCESS) return tl::unexpected(code);
    for (auto at = list.begin(); at != list.end() && *at != '\0';) {
        const auto end = std::find(at, list.end(), '\0');
        names.emplace_back(at, end);
        if (end == list.end()) break;
        at = end + 1;
    }
    return names;
}

std::optional<std::string> choose_reader(const std::vector<std::string>& readers, std::string_view wanted) {
    for (const std::string& name : readers) {
        if (name == wanted) return name;
    }
    for (const std::string& name : readers) {
        if (name.starts_with(wanted)) return name;
    }
    return std::nullopt;
}

tl::expected<Connection, LONG> Connection::open(const Context& context, const std::string& reader,
                                                Watch& watch) {
    SCARDHANDLE handle = 0;
    DWORD protocol = 0;
    LONG code = SCARD_S_SUCCESS;
    {
        const InCall in_call(watch);
        code = SCardConnect(context.handle(), reader.c_str(), SCARD_SHARE_EXCLUSIVE,
                            SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &handle, &protocol);
    }
    if (code != SCARD_S_SUCCESS) return tl::unexpected(code);
    return Connection(handle, protocol, watch);
}

Connection::~Connection() {
    if (handle_ == 0) return;
    const InCall in_call(*watch_);
    // pcscd finds nothing to power off in an empty slot and writes "absent" by itself, while its own watch,
    // which looks every 400 ms, still counts the card as present; a card that is back before that look is then
    // never announced (1.9.9, SCardDisconnect). So what is gone is left to the watch.
    SCardDisconnect(handle_, gone_ ? SCARD_LEAVE_CARD : SCARD_UNPOWER_CARD);
}

tl::expected<Bytes, Error> Connection::transceive(ByteView command) {
    if (watch_->stop) return tl::unexpected(fault(Code::Cancelled));
    const SCARD_IO_REQUEST* pci = protocol_ == SCARD_PROTOCOL_T1 ? SCARD_PCI_T1 : SCARD_PCI_T0;
    std::array<BYTE, kResponseLimit> bytes{};
    DWORD length = bytes.size();
    {
        const InCall in_call(*watch_);
        last_code_ =
            SCardTransmit(handle_, pci, command.data(), command.size(), nullptr, bytes.data(), &length);
    }
    if (last_code_ != SCARD_S_SUCCESS) {
        gone_ = code_of(last_code_, Phase::Transmit) == Code::MediaRemoved;
        return tl::unexpected(pcsc_fault(last_code_, Phase::Transmit, "SCardTransmit"));
    }
    // vpcd reports a card pulled in mid-command as success with nothing (devices.md §2.2).
    if (length == 0) {
        gone_ = true;
        return tl::unexpected(fault(Code::MediaRemoved, "EMPTY_RESPONSE", "SCardTransmit"));
    }
    Bytes response(bytes.begin(),
                   bytes.begin() + static_cast<std::ptrdiff_t>(std::min<DWORD>(length, bytes.size())));
    explicit_bzero(bytes.data(), bytes.size());
    return response;
}

}  // namespace circle::drivers::card
