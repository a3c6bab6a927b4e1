// Hardening changes the process for good, so each case runs it in a child and looks at what the child reports.
#include "kiosk/privacy/harden.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <functional>

namespace {

int in_child(const std::function<int()>& work) {
    const pid_t child = fork();
    if (child == 0) _exit(work());
    int status = 0;
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status)) return -1;
    return WEXITSTATUS(status);
}

}  // namespace

TEST_CASE("harden: no core, no dump, files for nobody else") {
    CHECK(in_child([] {
              const auto done = circle::privacy::harden_process();
              rlimit core{};
              if (getrlimit(RLIMIT_CORE, &core) != 0) return 1;
              if (!done.no_core || core.rlim_cur != 0 || core.rlim_max != 0) return 2;
              if (!done.undumpable || prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0) return 3;
              return umask(077) == 077 ? 0 : 4;
          }) == 0);
}

TEST_CASE("harden: memory is locked where the limit allows everything, else the refusal is said") {
    CHECK(in_child([] {
              const auto done = circle::privacy::harden_process();
              rlimit limit{};
              if (getrlimit(RLIMIT_MEMLOCK, &limit) != 0) return 1;
              if (done.memory_locked != done.lock_refusal.empty()) return 2;
              if (done.memory_locked && limit.rlim_cur != RLIM_INFINITY) return 3;
              // Locked or not, the process must be able to go on allocating.
              void* const later =
                  mmap(nullptr, 64U << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
              return later == MAP_FAILED ? 4 : 0;
          }) == 0);
}

TEST_CASE("harden: a bounded limit that cannot be raised is named") {
    CHECK(in_child([] {
              const rlimit small{65536, 65536};
              if (setrlimit(RLIMIT_MEMLOCK, &small) != 0) return 1;
              if (geteuid() == 0 && setuid(65534) != 0) return 2;  // root could raise it again
              const auto done = circle::privacy::harden_process();
              return !done.memory_locked && done.lock_refusal == "limit" ? 0 : 3;
          }) == 0);
}

TEST_CASE("harden: the environment keeps the display and loses what leads the line elsewhere") {
    using circle::privacy::environment_keeps;
    for (const char* kept : {"DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "SDL_VIDEODRIVER", "LC_ALL",
                             "NOTIFY_SOCKET", "WATCHDOG_USEC", "PCSCLITE_CSOCK_NAME", "HOME"})
        CHECK(environment_keeps(kept));
    for (const char* lost :
         {"http_proxy", "HTTPS_PROXY", "ALL_PROXY", "SSLKEYLOGFILE", "OPENSSL_CONF", "LD_PRELOAD",
          "CURL_CA_BUNDLE", "SSL_CERT_FILE", "MALLOC_PERTURB_", "GLIBC_TUNABLES", "DISPLAYS", ""})
        CHECK_FALSE(environment_keeps(lost));
    CHECK(in_child([] {
              setenv("SSLKEYLOGFILE", "/nowhere", 1);
              setenv("DISPLAY", ":7", 1);
              const auto done = circle::privacy::harden_process();
              if (getenv("SSLKEYLOGFILE") != nullptr || getenv("DISPLAY") == nullptr) return 1;
              for (const auto& name : done.dropped)
                  if (name == "SSLKEYLOGFILE") return 0;
              return 2;
          }) == 0);
}
