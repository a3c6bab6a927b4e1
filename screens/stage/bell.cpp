#include "screens/stage/bell.h"

#include <SDL2/SDL_syswm.h>
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

namespace circle::screens::stage {
namespace {

using Clock = std::chrono::steady_clock;

// SDL has loaded the client library already; we link neither.
int descriptor_of(const char* library, const char* function, void* display) {
    void* handle = ::dlopen(library, RTLD_LAZY | RTLD_NOLOAD);
    if (handle == nullptr || display == nullptr) return -1;
    int (*call)(void*) = nullptr;
    void* symbol = ::dlsym(handle, function);
    static_assert(sizeof call == sizeof symbol);
    std::memcpy(&call, &symbol, sizeof call);
    const int fd = call != nullptr ? call(display) : -1;
    ::dlclose(handle);
    return fd;
}

void empty(int fd) {
    char bytes[4096];
    while (::read(fd, bytes, sizeof bytes) > 0) {
    }
}

}  // namespace

Bell::Bell() : event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

Bell::~Bell() {
    for (const int fd : inputs_) ::close(fd);
    if (hotplug_ >= 0) ::close(hotplug_);
    if (event_ >= 0) ::close(event_);
}

void Bell::attach(const std::string& driver, SDL_Window* window) {
    if (driver == "dummy" || driver == "offscreen") return;
    if (driver == "KMSDRM") {
        hotplug_ = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
        if (hotplug_ >= 0) ::inotify_add_watch(hotplug_, "/dev/input", IN_CREATE | IN_ATTRIB | IN_DELETE);
        listen_to_evdev();
        return;
    }
    // NOLINTBEGIN(cppcoreguidelines-pro-type-union-access): SDL's own interface
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (SDL_GetWindowWMInfo(window, &info) == SDL_TRUE) {
#if defined(SDL_VIDEO_DRIVER_X11)
        if (info.subsystem == SDL_SYSWM_X11) {
            driver_ = descriptor_of("libX11.so.6", "XConnectionNumber", info.info.x11.display);
        }
#endif
#if defined(SDL_VIDEO_DRIVER_WAYLAND)
        if (info.subsystem == SDL_SYSWM_WAYLAND) {
            driver_ = descriptor_of("libwayland-client.so.0", "wl_display_get_fd", info.info.wl.display);
        }
#endif
    }
    // NOLINTEND(cppcoreguidelines-pro-type-union-access)
    deaf_ = driver_ < 0;
}

void Bell::ring() const noexcept {
    const std::uint64_t one = 1;
    const ssize_t written = ::write(event_, &one, sizeof one);
    (void)written;  // full means that it rings already
}

void Bell::listen_to_evdev() {
    for (const int fd : inputs_) ::close(fd);
    inputs_.clear();
    DIR* folder = ::opendir("/dev/input");
    if (folder == nullptr) return;
    while (const dirent* entry = ::readdir(folder)) {
        if (std::strncmp(entry->d_name, "event", 5) != 0) continue;
        const int fd = ::openat(::dirfd(folder), entry->d_name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        if (fd >= 0) inputs_.push_back(fd);
    }
    ::closedir(folder);
}

void Bell::drain_evdev() {
    for (const int fd : inputs_) empty(fd);
}

Bell::Heard Bell::sleep(Clock::time_point deadline) {
    using std::chrono::duration_cast;
    using std::chrono::nanoseconds;
    for (;;) {
        auto left = duration_cast<nanoseconds>(deadline - Clock::now());
        if (left < nanoseconds(0)) left = nanoseconds(0);
        const bool short_nap = deaf_ && left > std::chrono::milliseconds(20);
        if (short_nap) left = std::chrono::milliseconds(20);
        std::vector<pollfd> fds{{event_, POLLIN, 0}};
        for (const int fd : {driver_, hotplug_}) {
            if (fd >= 0) fds.push_back({fd, POLLIN, 0});
        }
        for (const int fd : inputs_) fds.push_back({fd, POLLIN, 0});
        const timespec time{static_cast<time_t>(left.count() / 1'000'000'000), left.count() % 1'000'000'000};
        const int ready = ::ppoll(fds.data(), fds.size(), &time, nullptr);
        if (ready < 0) continue;  // interrupted by a signal: its handler may have rung
        if (ready == 0) {
            if (short_nap) return Heard::Input;  // look, SDL cannot tell us
            return Heard::Nothing;
        }
        const bool rung = (fds.front().revents & POLLIN) != 0;
        if (rung) empty(event_);
        if (hotplug_ >= 0 && (fds[1].revents & POLLIN) != 0) {
            empty(hotplug_);
            listen_to_evdev();
        }
        // An unplugged device stays readable for ever; the hot-plug watch brings its successor.
        for (std::size_t i = fds.size() - inputs_.size(); i < fds.size() && !inputs_.empty(); ++i) {
            if ((fds[i].revents & (POLLERR | POLLHUP | POLLNVAL)) != 0) {
                listen_to_evdev();
                break;
            }
        }
        drain_evdev();
        return rung ? Heard::Ring : Heard::Input;
    }
}

}  // namespace circle::screens::stage
