#include "drivers/virtual/card/control.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace circle::drivers::virtual_card {
namespace {

constexpr std::size_t kCallers = 8, kLineLimit = 4096;

bool ready(const std::vector<pollfd>& polled, int fd) {
    return std::ranges::any_of(polled, [fd](const pollfd& p) { return p.fd == fd && p.revents != 0; });
}

bool write_all(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t n = write(fd, text.data(), text.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

}  // namespace

Control::~Control() {
    for (const Caller& caller : callers_) {
        if (caller.in != STDIN_FILENO) close(caller.in);
    }
    if (listener_ >= 0) {
        close(listener_);
        unlink(path_.c_str());
    }
}

void Control::use_standard_input() { callers_.push_back({STDIN_FILENO, STDOUT_FILENO, {}}); }

bool Control::listen_on(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        return false;
    }
    std::ranges::copy(path, address.sun_path);
    listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener_ < 0) return false;
    unlink(path.c_str());
    const mode_t before = umask(0177);
    const int bound = bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    umask(before);
    path_ = path;
    return bound == 0 && listen(listener_, 4) == 0;
}

void Control::add_to(std::vector<pollfd>& polled) const {
    if (listener_ >= 0 && callers_.size() < kCallers) polled.push_back({listener_, POLLIN, 0});
    for (const Caller& caller : callers_) polled.push_back({caller.in, POLLIN, 0});
}

void Control::serve(const std::vector<pollfd>& polled) {
    for (auto at = callers_.begin(); at != callers_.end();) {
        if (!ready(polled, at->in) || take(*at)) {
            ++at;
            continue;
        }
        if (at->in == STDIN_FILENO) {
            ended_ = true;
        } else {
            close(at->in);
        }
        at = callers_.erase(at);
    }
    if (listener_ >= 0 && ready(polled, listener_)) {
        const int fd = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (fd >= 0) callers_.push_back({fd, fd, {}});
    }
}

bool Control::take(Caller& caller) {
    std::array<char, 1024> bytes{};
    const ssize_t got = read(caller.in, bytes.data(), bytes.size());
    if (got < 0) return errno == EINTR;
    if (got == 0) return false;
    caller.line.append(bytes.data(), static_cast<std::size_t>(got));
    for (auto end = caller.line.find('\n'); end != std::string::npos; end = caller.line.find('\n')) {
        std::string line = caller.line.substr(0, end);
        caller.line.erase(0, end + 1);
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (!write_all(caller.out, handler_(line) + "\n")) return false;
    }
    return caller.line.size() <= kLineLimit;
}

}  // namespace circle::drivers::virtual_card
