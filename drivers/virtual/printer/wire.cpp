#include "drivers/virtual/printer/wire.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pty.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace circle::drivers::virtual_printer {

Wire::~Wire() {
    if (listener_ >= 0) close(listener_);
    if (fd_ >= 0) close(fd_);
    if (slave_ >= 0) close(slave_);
    if (!link_.empty()) unlink(link_.c_str());
}

bool Wire::listen_on(const std::string& host, const std::string& port) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    if (getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0) {
        errno = EADDRNOTAVAIL;
        return false;
    }
    listener_ = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const int one = 1;
    setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    const bool good = bind(listener_, found->ai_addr, found->ai_addrlen) == 0 && listen(listener_, 4) == 0;
    freeaddrinfo(found);
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (!good || getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) return false;
    port_ = ntohs(address.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6&>(address).sin6_port
                                                : reinterpret_cast<const sockaddr_in&>(address).sin_port);
    return true;
}

bool Wire::open_pty(const std::string& link) {
    termios raw{};
    cfmakeraw(&raw);
    raw.c_cflag |= CS8 | CREAD | CLOCAL;
    char name[128] = {};
    if (openpty(&fd_, &slave_, name, &raw, nullptr) != 0) return false;
    fcntl(fd_, F_SETFL, O_NONBLOCK);
    unlink(link.c_str());
    if (symlink(name, link.c_str()) != 0) return false;
    link_ = link;
    return true;
}

void Wire::add_to(std::vector<pollfd>& polled, bool reading) const {
    if (fd_ >= 0) {
        polled.push_back({fd_, static_cast<short>(reading ? POLLIN : 0), 0});
    } else if (listener_ >= 0) {
        polled.push_back({listener_, POLLIN, 0});
    }
}

std::vector<std::uint8_t> Wire::serve(const std::vector<pollfd>& polled) {
    const auto ready = [&polled](int fd) {
        return std::any_of(polled.begin(), polled.end(),
                           [fd](const pollfd& p) { return p.fd == fd && p.revents != 0; });
    };
    if (fd_ < 0 && listener_ >= 0 && ready(listener_)) {
        fd_ = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (fd_ < 0) return {};
        const int one = 1;
        setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        ++connections_;
        received_ = 0;
        return {};
    }
    if (fd_ < 0 || !ready(fd_)) return {};
    std::vector<std::uint8_t> bytes(4096);
    const ssize_t got = read(fd_, bytes.data(), bytes.size());
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return {};
    if (got <= 0) {
        if (listener_ >= 0) close_client();
        return {};
    }
    bytes.resize(static_cast<std::size_t>(got));
    received_ += bytes.size();
    return bytes;
}

void Wire::send(const std::vector<std::uint8_t>& bytes) {
    if (fd_ < 0) return;
    // An answer that nobody takes is lost, as on paper.
    if (write(fd_, bytes.data(), bytes.size()) < 0 && errno != EAGAIN && listener_ >= 0) close_client();
}

void Wire::reset() {
    if (fd_ < 0 || listener_ < 0) return;
    const linger now{1, 0};
    setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close_client();
}

void Wire::close_client() {
    close(fd_);
    fd_ = -1;
}

}  // namespace circle::drivers::virtual_printer
