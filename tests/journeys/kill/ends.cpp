#include "tests/journeys/kill/ends.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <utility>

namespace circle::kill {

Ends::Ends(std::string journal, int port) : journal_(std::move(journal)), port_(port) {}

std::string Ends::file(int descriptor) const {
    std::array<char, 4096> path{};
    const auto name = "/proc/self/fd/" + std::to_string(descriptor);
    const auto size = readlink(name.c_str(), path.data(), path.size());
    if (size <= 0) return {};
    auto found = file(std::string_view(path.data(), static_cast<std::size_t>(size)));
    const auto at = static_cast<std::size_t>(descriptor);
    const bool later = at < descriptors_.size() && descriptors_.at(at).later_log;
    return found == "wal" && later ? "mark" : found;
}

void Ends::opened_file(int descriptor, std::string_view path) {
    const auto at = static_cast<std::size_t>(descriptor);
    if (descriptor >= 0 && at < descriptors_.size()) {
        descriptors_.at(at).later_log = file(path) == "wal" && logs_++ > 0;
    }
}

std::string Ends::file(std::string_view path) const {
    if (journal_.empty() || !path.starts_with(journal_)) return {};
    const auto rest = path.substr(journal_.size());
    if (rest.empty()) return "db";
    if (rest == "-wal" || rest == "-journal") return std::string(rest.substr(1));
    return {};
}

bool Ends::leads_there(const void* address, std::size_t size) const {
    sockaddr_in to{};
    if (address == nullptr || size < sizeof to) return false;
    std::memcpy(&to, address, sizeof to);  // the port stands at the same place in sockaddr_in6
    return (to.sin_family == AF_INET || to.sin_family == AF_INET6) && ntohs(to.sin_port) == port_;
}

std::string Ends::line(int descriptor) const {
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    if (getpeername(descriptor, reinterpret_cast<sockaddr*>(&peer), &size) != 0) return {};
    if (!leads_there(&peer, size)) return {};
    const auto at = static_cast<std::size_t>(descriptor);
    return at < descriptors_.size() && descriptors_.at(at).fresh ? "fresh" : "kept";
}

void Ends::opened(int descriptor, bool armed) {
    const auto at = static_cast<std::size_t>(descriptor);
    if (at >= descriptors_.size()) return;
    descriptors_.at(at).fresh = armed;
    descriptors_.at(at).asked = !armed;
}

void Ends::asked(int descriptor) {
    const auto at = static_cast<std::size_t>(descriptor);
    if (at < descriptors_.size()) descriptors_.at(at).asked = true;
}

bool Ends::was_asked(int descriptor) const {
    const auto at = static_cast<std::size_t>(descriptor);
    return at < descriptors_.size() && descriptors_.at(at).asked;
}

}  // namespace circle::kill
