#include "kiosk/inspect/socket.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace circle::inspect {
namespace {

std::string reason() { return std::generic_category().message(errno); }

sockaddr* generic(sockaddr_un* address) { return reinterpret_cast<sockaddr*>(address); }

// Makes way for the socket: nothing there, or a socket that nobody answers on. Words when it cannot.
std::string make_way(const std::string& path, sockaddr_un& address) {
    struct stat status {};
    if (lstat(path.c_str(), &status) != 0) return errno == ENOENT ? "" : path + ": " + reason();
    if (!S_ISSOCK(status.st_mode)) return path + ": exists and is not a socket";
    const Handle probe(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (connect(probe.get(), generic(&address), sizeof address) == 0 || errno != ECONNREFUSED)
        return path + ": another process uses it";
    if (unlink(path.c_str()) != 0) return path + ": " + reason();
    return {};
}

}  // namespace

tl::expected<Listener, std::string> Listener::open(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof address.sun_path || path.find('\0') != std::string::npos)
        return tl::unexpected("a socket's path has 1 to " + std::to_string(sizeof address.sun_path - 1) +
                              " bytes");
    memcpy(address.sun_path, path.data(), path.size());
    if (const std::string fault = make_way(path, address); !fault.empty()) return tl::unexpected(fault);

    Listener listener;
    listener.handle_ = Handle(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const int descriptor = listener.handle_.get();
    // Linux gives the file the mode of the unbound socket, less the mask: never a moment with a wider one, and
    // the process-wide mask of other threads is left alone.
    if (descriptor < 0 || fchmod(descriptor, 0600) != 0 ||
        bind(descriptor, generic(&address), sizeof address) != 0)
        return tl::unexpected(path + ": " + reason());
    struct stat status {};
    const bool known = lstat(path.c_str(), &status) == 0;
    listener.path_ = path;
    listener.device_ = status.st_dev;
    listener.inode_ = status.st_ino;
    if (!known || (status.st_mode & 0077) != 0) return tl::unexpected(path + ": could not be made private");
    if (listen(descriptor, 8) != 0) return tl::unexpected(path + ": " + reason());
    return listener;
}

Listener::~Listener() {
    struct stat status {};
    if (!handle_.valid() || path_.empty() || lstat(path_.c_str(), &status) != 0) return;
    if (status.st_dev == device_ && status.st_ino == inode_) unlink(path_.c_str());
}

Handle Listener::accept() const {
    while (true) {
        Handle client(accept4(handle_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (!client.valid()) {
            if (errno == EINTR || errno == ECONNABORTED) continue;
            return client;
        }
        ucred peer{};
        socklen_t size = sizeof peer;
        const bool told = getsockopt(client.get(), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0;
        if (told && (peer.uid == geteuid() || peer.uid == 0)) return client;
    }
}

}  // namespace circle::inspect
