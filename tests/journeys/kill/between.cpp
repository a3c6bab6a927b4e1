// The functions of libc that stand between the terminal and its disk and line, each with an act around it.
// SQLite takes their addresses for its table of system calls, libcurl calls them (its BIO carries OpenSSL's
// records); both get the first definition in the order of loading, which is this library's.
#undef _FORTIFY_SOURCE  // with it the headers define read and recv themselves
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tests/journeys/kill/acts.h"
#include "tests/journeys/kill/ends.h"

namespace circle::kill {
namespace {

std::string value_of(const char* name) {
    const char* value =
        std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read once, before there are threads
    return value == nullptr ? std::string() : std::string(value);
}

struct Watch {
    Ends ends{value_of("CIRCLE_KILL_JOURNAL"), std::atoi(value_of("CIRCLE_KILL_PORT").c_str())};
    Acts acts{value_of("CIRCLE_KILL_ARMED"), value_of("CIRCLE_KILL_TRACE"),
              boundary_of(value_of("CIRCLE_KILL_AT"))};
};

// Never destroyed: threads may still write while the process ends.
Watch& watch() {
    static auto* const made = new Watch;
    return *made;
}

template <typename Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

// `act`: its name, empty for none.
template <typename Call>
auto around(const std::string& act, Call call) {
    if (act.empty()) return call();
    const int ordinal = watch().acts.begins(act);
    const auto result = call();
    const int error = errno;
    watch().acts.ended(act, ordinal);
    errno = error;
    return result;
}

std::string on_file(const std::string& file, std::string_view what) {
    return file.empty() ? std::string() : file + "." + std::string(what);
}

std::string on_file(int descriptor, std::string_view what) {
    return watch().acts.armed() ? on_file(watch().ends.file(descriptor), what) : std::string();
}

// What leaves by its first byte, the type of a TLS record (RFC 8446 §5.1): 22 is the first flight, 20 begins
// the second (middlebox compatibility, appendix D.4), 23 is what only the platform can read; of that the alert
// that closes has 24 bytes (two, their type, a tag of 16, a head of 5), and no request is so short.
std::string sending(int descriptor, const void* data, std::size_t size) {
    constexpr unsigned char kApplicationData = 23;
    constexpr std::size_t kClosing = 24;
    if (size == 0 || !watch().acts.armed()) return {};
    const auto line = watch().ends.line(descriptor);
    if (line.empty()) return {};
    if (*static_cast<const unsigned char*>(data) != kApplicationData) return line + ".handshake";
    if (size == kClosing) return line + ".goodbye";
    watch().ends.asked(descriptor);
    return line + ".request";
}

// An act only where bytes are there to be read.
std::string receiving(int descriptor) {
    static const auto real = next<ssize_t(int, void*, size_t, int)>("recv");
    if (!watch().acts.armed()) return {};
    const auto line = watch().ends.line(descriptor);
    char first = 0;
    if (line.empty() || real(descriptor, &first, 1, MSG_PEEK | MSG_DONTWAIT) != 1) return {};
    return line + (watch().ends.was_asked(descriptor) ? ".reply" : ".greeting");
}

}  // namespace
}  // namespace circle::kill

#pragma GCC visibility push(default)  // the linker must find these before libc's
// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): libc's own names are reserved

namespace kill = circle::kill;

extern "C" {

ssize_t pwrite64(int descriptor, const void* data, size_t size, off64_t at) {
    static const auto real = kill::next<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
    return kill::around(kill::on_file(descriptor, "write"), [&] { return real(descriptor, data, size, at); });
}

ssize_t pwrite(int descriptor, const void* data, size_t size, off_t at) {
    static const auto real = kill::next<ssize_t(int, const void*, size_t, off_t)>("pwrite");
    return kill::around(kill::on_file(descriptor, "write"), [&] { return real(descriptor, data, size, at); });
}

ssize_t write(int descriptor, const void* data, size_t size) {
    static const auto real = kill::next<ssize_t(int, const void*, size_t)>("write");
    auto act = kill::on_file(descriptor, "write");
    if (act.empty()) act = kill::sending(descriptor, data, size);
    return kill::around(act, [&] { return real(descriptor, data, size); });
}

int fdatasync(int descriptor) {
    static const auto real = kill::next<int(int)>("fdatasync");
    return kill::around(kill::on_file(descriptor, "sync"), [&] { return real(descriptor); });
}

int fsync(int descriptor) {
    static const auto real = kill::next<int(int)>("fsync");
    return kill::around(kill::on_file(descriptor, "sync"), [&] { return real(descriptor); });
}

int ftruncate64(int descriptor, off64_t size) noexcept {
    static const auto real = kill::next<int(int, off64_t)>("ftruncate64");
    return kill::around(kill::on_file(descriptor, "truncate"), [&] { return real(descriptor, size); });
}

int ftruncate(int descriptor, off_t size) noexcept {
    static const auto real = kill::next<int(int, off_t)>("ftruncate");
    return kill::around(kill::on_file(descriptor, "truncate"), [&] { return real(descriptor, size); });
}

int unlink(const char* path) noexcept {
    static const auto real = kill::next<int(const char*)>("unlink");
    const bool armed = kill::watch().acts.armed();
    const auto act =
        armed ? kill::on_file(kill::watch().ends.file(std::string_view(path)), "unlink") : std::string();
    return kill::around(act, [&] { return real(path); });
}

int open64(const char* path, int flags, ...) {
    static const auto real = kill::next<int(const char*, int, ...)>("open64");
    va_list more;
    va_start(more, flags);
    const bool makes = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
    const int descriptor = real(path, flags, makes ? va_arg(more, mode_t) : mode_t{0});
    va_end(more);
    const int error = errno;
    kill::watch().ends.opened_file(descriptor, path);
    errno = error;
    return descriptor;
}

int connect(int descriptor, const sockaddr* address, socklen_t size) {
    static const auto real = kill::next<int(int, const sockaddr*, socklen_t)>("connect");
    auto& watch = kill::watch();
    if (!watch.ends.leads_there(address, size)) return real(descriptor, address, size);
    const bool armed = watch.acts.armed();
    watch.ends.opened(descriptor, armed);
    return kill::around(armed ? "fresh.connect" : "", [&] { return real(descriptor, address, size); });
}

ssize_t send(int descriptor, const void* data, size_t size, int flags) {
    static const auto real = kill::next<ssize_t(int, const void*, size_t, int)>("send");
    return kill::around(kill::sending(descriptor, data, size),
                        [&] { return real(descriptor, data, size, flags); });
}

ssize_t sendto(int descriptor, const void* data, size_t size, int flags, const sockaddr* address,
               socklen_t length) {
    static const auto real =
        kill::next<ssize_t(int, const void*, size_t, int, const sockaddr*, socklen_t)>("sendto");
    return kill::around(kill::sending(descriptor, data, size),
                        [&] { return real(descriptor, data, size, flags, address, length); });
}

ssize_t recv(int descriptor, void* data, size_t size, int flags) {
    static const auto real = kill::next<ssize_t(int, void*, size_t, int)>("recv");
    return kill::around(kill::receiving(descriptor), [&] { return real(descriptor, data, size, flags); });
}

ssize_t read(int descriptor, void* data, size_t size) {
    static const auto real = kill::next<ssize_t(int, void*, size_t)>("read");
    return kill::around(kill::receiving(descriptor), [&] { return real(descriptor, data, size); });
}

}  // extern "C"

// NOLINTEND(readability-inconsistent-declaration-parameter-name)
#pragma GCC visibility pop
