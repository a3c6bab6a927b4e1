#include "tests/workbench/wire.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace circle::workbench {
namespace {

constexpr std::size_t longest_answer = 64 * 1024;

}  // namespace

bool Wire::connect() {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path_.size() >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        return false;
    }
    std::copy(path_.begin(), path_.end(), address.sun_path);
    socket_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket_ < 0) return false;
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return true;
    const int reason = errno;
    close();
    errno = reason;
    return false;
}

void Wire::close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
}

bool Wire::send(const std::string& text) const {
    std::string_view rest = text;
    while (!rest.empty()) {
        const ssize_t n = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        rest.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

tl::expected<std::string, std::string> Wire::receive(std::chrono::milliseconds patience) {
    const auto end = std::chrono::steady_clock::now() + patience;
    std::string answer;
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        pollfd polled{socket_, POLLIN, 0};
        const int ready = ::poll(&polled, 1, static_cast<int>(std::max<long long>(0, left.count())));
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return tl::unexpected(path_ + ": no answer");
        char buffer[4096];
        const ssize_t n = ::recv(socket_, buffer, sizeof buffer, 0);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return tl::unexpected(path_ + ": closed");
        answer.append(buffer, static_cast<std::size_t>(n));
        if (const std::size_t at = answer.find('\n'); at != std::string::npos) return answer.substr(0, at);
        if (answer.size() > longest_answer) return tl::unexpected(path_ + ": an answer without end");
    }
}

tl::expected<std::string, std::string> Wire::ask(const std::string& line, std::chrono::milliseconds patience) {
    // A connection that went meanwhile is only noticed by using it.
    bool sent = socket_ >= 0 && send(line + "\n");
    if (!sent) {
        close();
        if (!connect()) return tl::unexpected(path_ + ": " + std::strerror(errno));
        sent = send(line + "\n");
    }
    auto answer = sent ? receive(patience) : tl::unexpected(path_ + ": closed");
    if (!answer) close();  // a late answer must not be taken for that to the next line
    return answer;
}

}  // namespace circle::workbench
