#include "drivers/printer/link.h"

#include <fcntl.h>
#include <libserialport.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <thread>

namespace circle::drivers::printer {
namespace {

using namespace std::chrono_literals;

constexpr auto kSlice = 100ms;  // how long a wait may overlook that it shall stop

enum class Wait { Ready, Late, Lost };

Wait wait_for(int fd, short what, Clock::time_point until, const Watch& watch) {
    while (!watch.stop) {
        const auto left = std::max(std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()), 0ms);
        pollfd polled{fd, what, 0};
        const int count =
            poll(&polled, 1, static_cast<int>(std::min<std::chrono::milliseconds>(left, kSlice).count()));
        if (count < 0 && errno != EINTR) return Wait::Lost;
        if (count > 0) return (polled.revents & what) != 0 ? Wait::Ready : Wait::Lost;
        if (left == 0ms) return Wait::Late;
    }
    return Wait::Late;
}

class FdLink : public Link {
  public:
    FdLink(int fd, const Watch& watch) : fd_(fd), watch_(watch) {}
    ~FdLink() override {
        if (fd_ >= 0) close(fd_);
    }

    std::optional<Bytes> read(Clock::time_point until) override {
        const Wait wait = wait_for(fd_, POLLIN, until, watch_);
        if (wait == Wait::Lost) return std::nullopt;
        if (wait == Wait::Late) return Bytes{};
        Bytes bytes(512);
        const ssize_t got = ::read(fd_, bytes.data(), bytes.size());
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) return Bytes{};
        if (got <= 0) return std::nullopt;
        bytes.resize(static_cast<std::size_t>(got));
        return bytes;
    }

    std::optional<std::size_t> write(ByteView bytes, Clock::time_point until) override {
        const Wait wait = wait_for(fd_, POLLOUT, until, watch_);
        if (wait == Wait::Lost) return std::nullopt;
        if (wait == Wait::Late) return 0;
        const ssize_t put = put_out(bytes);
        if (put < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
        if (put < 0) return std::nullopt;
        return static_cast<std::size_t>(put);
    }

    void drain(Clock::time_point) override {}
    void abort() override {}

  protected:
    virtual ssize_t put_out(ByteView bytes) { return ::write(fd_, bytes.data(), bytes.size()); }

    int fd_;
    const Watch& watch_;
};

class TcpLink final : public FdLink {
  public:
    using FdLink::FdLink;
    void abort() override {  // a reset instead of a farewell: the kernel forgets what waits
        const linger now{1, 0};
        setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }

  private:
    ssize_t put_out(ByteView bytes) override { return send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }
};

// A line with a queue in the kernel: a UART, or a pty.
class TtyLink final : public FdLink {
  public:
    TtyLink(int fd, sp_port* port, const Watch& watch) : FdLink(fd, watch), port_(port) {}
    ~TtyLink() override {
        tcflush(fd_, TCIFLUSH);
        if (port_ == nullptr) return;
        sp_close(port_);
        sp_free_port(port_);
        fd_ = -1;
    }
    TtyLink(const TtyLink&) = delete;
    TtyLink& operator=(const TtyLink&) = delete;

    void drain(Clock::time_point until) override {
        if (port_ == nullptr) return;  // the far end of a pty has everything at once
        while (sp_output_waiting(port_) > 0 && Clock::now() < until && !watch_.stop)
            std::this_thread::sleep_for(20ms);
    }
    void abort() override { tcflush(fd_, TCOFLUSH); }

  private:
    sp_port* port_;
};

using Opened = tl::expected<std::unique_ptr<Link>, Trouble>;

// Connects to one address; a descriptor, or -1.
int connect_to(const addrinfo& address, const Watch& watch, Clock::time_point until) {
    const int fd = socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -1;
    const int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    bool good = connect(fd, address.ai_addr, address.ai_addrlen) == 0;
    if (!good && errno == EINPROGRESS && wait_for(fd, POLLOUT, until, watch) == Wait::Ready) {
        int error = 0;
        socklen_t size = sizeof error;
        good = getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
    }
    if (good) return fd;
    close(fd);
    return -1;
}

struct Opener {
    const Watch& watch;
    Clock::time_point until;

    Opened operator()(const TcpLine& line) const {
        addrinfo hints{};
        hints.ai_socktype = SOCK_STREAM;
        hints.ai_flags = AI_NUMERICSERV;
        addrinfo* found = nullptr;
        if (getaddrinfo(line.host.c_str(), std::to_string(line.port).c_str(), &hints, &found) != 0)
            return tl::unexpected(Trouble::Gone);
        const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> all(found, freeaddrinfo);
        for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
            const int fd = connect_to(*one, watch, until);
            if (fd >= 0) return std::make_unique<TcpLink>(fd, watch);
        }
        return tl::unexpected(Trouble::Gone);
    }

    Opened operator()(const UsbLine& line) const {
        const int fd = open(line.path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
        if (fd < 0) return tl::unexpected(Trouble::Gone);
        return std::make_unique<FdLink>(fd, watch);
    }

    Opened operator()(const SerialLine& line) const {
        sp_port* port = nullptr;
        if (sp_get_port_by_name(line.path.c_str(), &port) != SP_OK) return open_pty(line);
        if (sp_open(port, SP_MODE_READ_WRITE) != SP_OK) {
            sp_free_port(port);
            return tl::unexpected(Trouble::Gone);
        }
        int fd = -1;
        sp_get_port_handle(port, &fd);
        auto link = std::make_unique<TtyLink>(fd, port, watch);
        // XON and XOFF are ours: the kernel would also hold back questions of status.
        const bool good = sp_set_baudrate(port, line.baud) == SP_OK && sp_set_bits(port, 8) == SP_OK &&
                          sp_set_parity(port, SP_PARITY_NONE) == SP_OK && sp_set_stopbits(port, 1) == SP_OK &&
                          sp_set_flowcontrol(port, SP_FLOWCONTROL_NONE) == SP_OK;
        if (!good) return tl::unexpected(Trouble::Settings);
        sp_set_dtr(port, SP_DTR_ON);
        return link;
    }

    // libserialport knows hardware only (/sys/class/tty); a pty, as virtual printers have it, is opened as it
    // is.
    Opened open_pty(const SerialLine& line) const {
        const int fd = open(line.path.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
        if (fd < 0) return tl::unexpected(Trouble::Gone);
        auto link = std::make_unique<TtyLink>(fd, nullptr, watch);
        termios how{};
        if (tcgetattr(fd, &how) != 0) return tl::unexpected(Trouble::Settings);
        cfmakeraw(&how);
        if (tcsetattr(fd, TCSANOW, &how) != 0) return tl::unexpected(Trouble::Settings);
        return link;
    }
};

}  // namespace

Opened open_link(const Wire& wire, const Watch& watch, Clock::time_point until) {
    return std::visit(Opener{watch, until}, wire);
}

std::string describe(const Wire& wire) {
    struct Visitor {
        std::string operator()(const TcpLine& l) const {
            return "tcp:" + l.host + ":" + std::to_string(l.port);
        }
        std::string operator()(const UsbLine& l) const { return "usblp:" + l.path; }
        std::string operator()(const SerialLine& l) const {
            return "serial:" + l.path + ":" + std::to_string(l.baud);
        }
    };
    return std::visit(Visitor{}, wire);
}

}  // namespace circle::drivers::printer
