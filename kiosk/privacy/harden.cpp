#include "kiosk/privacy/harden.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace circle::privacy {
namespace {

constexpr std::array names = {
    "HOME",
    "PATH",
    "USER",
    "LOGNAME",
    "LANG",
    "LANGUAGE",
    "TZ",
    "TERM",
    "DISPLAY",
    "XAUTHORITY",
    "NOTIFY_SOCKET",
    "WATCHDOG_USEC",
    "WATCHDOG_PID",
    "JOURNAL_STREAM",
    "INVOCATION_ID",
    "LISTEN_FDS",
    "LISTEN_PID",
    "LD_LIBRARY_PATH",
    "TMPDIR",
    "RUNTIME_DIRECTORY",
    "STATE_DIRECTORY",
    "CREDENTIALS_DIRECTORY",
    "DBUS_SESSION_BUS_ADDRESS",
};

constexpr std::array prefixes = {
    "LC_",  "XDG_",   "WAYLAND_", "SDL_",      "MESA_",     "LIBGL_",  "GALLIUM_", "EGL_",   "GBM_",  "LP_",
    "XKB_", "PULSE_", "ALSA_",    "PIPEWIRE_", "PCSCLITE_", "CIRCLE_", "ASAN_",    "UBSAN_", "TSAN_", "LSAN_",
};

std::vector<std::string> clean_environment() {
    std::vector<std::string> dropped;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view whole = *entry;
        const std::string name(whole.substr(0, whole.find('=')));
        if (!environment_keeps(name)) dropped.push_back(name);
    }
    for (const std::string& name : dropped) unsetenv(name.c_str());
    return dropped;
}

// Empty when everything is locked, else the token of the reason.
std::string lock_memory() {
    rlimit limit{};
    if (getrlimit(RLIMIT_MEMLOCK, &limit) != 0) return "kernel";
    if (limit.rlim_cur != RLIM_INFINITY) {
        const rlimit wanted{RLIM_INFINITY,
                            RLIM_INFINITY};  // granted where the hard limit is, or to the machine's root
        if (setrlimit(RLIMIT_MEMLOCK, &wanted) != 0) return "limit";
    }
    // As pages are used: locking the whole of every thread's stack and every mapped font at once would fetch
    // them all.
    if (mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) != 0) return "kernel";
    return {};
}

}  // namespace

bool environment_keeps(const std::string& name) {
    const auto starts = [&](const char* prefix) { return name.starts_with(prefix); };
    return std::ranges::find(names, std::string_view(name)) != names.end() ||
           std::ranges::any_of(prefixes, starts);
}

Hardening harden_process() {
    Hardening done;
    done.undumpable = prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0;
    const rlimit none{0, 0};
    done.no_core = setrlimit(RLIMIT_CORE, &none) == 0;
    umask(077);
    done.dropped = clean_environment();
    done.lock_refusal = lock_memory();
    done.memory_locked = done.lock_refusal.empty();
    return done;
}

}  // namespace circle::privacy
