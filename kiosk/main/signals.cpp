#include "kiosk/main/signals.h"

#include <pthread.h>

#include <utility>

namespace circle {
namespace {

sigset_t end_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

}  // namespace

void block_end_signals() {
    const sigset_t set = end_signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

EndSignals::EndSignals(std::function<void(int)> asked)
    : thread_([asked = std::move(asked)](const std::stop_token& stop) {
          const sigset_t set = end_signals();
          for (int signal = 0; sigwait(&set, &signal) == 0 && !stop.stop_requested();) asked(signal);
      }) {}

EndSignals::~EndSignals() {
    thread_.request_stop();
    // NOLINTNEXTLINE(bugprone-bad-signal-to-kill-thread): blocked in every thread, it ends none
    pthread_kill(thread_.native_handle(), SIGTERM);  // only wakes the sigwait above: the signal is blocked
}

}  // namespace circle
