#include "drivers/virtual/card/vpcd_link.h"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace circle::drivers::virtual_card {

std::optional<Octets> FrameReader::next() {
    if (buffer_.size() < 2) return std::nullopt;
    const std::size_t length = buffer_[0] * 256U + buffer_[1];
    if (buffer_.size() < 2 + length) return std::nullopt;
    const auto begin = buffer_.begin() + 2;
    Octets payload(begin, begin + static_cast<std::ptrdiff_t>(length));
    buffer_.erase(buffer_.begin(), begin + static_cast<std::ptrdiff_t>(length));
    return payload;
}

Octets frame(const Octets& payload) {
    Octets out(2 + payload.size());
    out[0] = static_cast<std::uint8_t>(payload.size() >> 8U);
    out[1] = static_cast<std::uint8_t>(payload.size() & 0xFFU);
    std::ranges::copy(payload, out.begin() + 2);
    return out;
}

bool VpcdLink::connect() {
    disconnect();
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    if (getaddrinfo(host_.c_str(), port_.c_str(), &hints, &list) != 0) return false;
    for (const addrinfo* at = list; at != nullptr && fd_ < 0; at = at->ai_next) {
        const int fd = socket(at->ai_family, at->ai_socktype | SOCK_CLOEXEC, at->ai_protocol);
        if (fd < 0) continue;
        if (::connect(fd, at->ai_addr, at->ai_addrlen) == 0) {
            fd_ = fd;
        } else {
            close(fd);
        }
    }
    freeaddrinfo(list);
    if (fd_ < 0) return false;
    const int on = 1;
    setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    hurry();
    return true;
}

void VpcdLink::disconnect() {
    if (fd_ >= 0) close(fd_);
    fd_ = -1;
    frames_ = FrameReader();
}

// vpcd sends length and data apart: without immediate acknowledgement every exchange waits 40 ms. The kernel
// drops the flag.
void VpcdLink::hurry() const {
    const int on = 1;
    setsockopt(fd_, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
}

bool VpcdLink::receive() {
    std::array<std::uint8_t, 4096> bytes{};
    const ssize_t got = recv(fd_, bytes.data(), bytes.size(), MSG_DONTWAIT);
    hurry();
    if (got > 0) {
        frames_.feed(bytes.data(), static_cast<std::size_t>(got));
        return true;
    }
    return got < 0 && (errno == EAGAIN || errno == EINTR);
}

bool VpcdLink::send(const Octets& payload) {
    const Octets bytes = frame(payload);
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const ssize_t n = ::send(fd_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        sent += static_cast<std::size_t>(n);
    }
    hurry();
    return true;
}

}  // namespace circle::drivers::virtual_card
