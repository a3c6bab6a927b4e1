// SIGTERM and SIGINT as ordinary events, so that no code of ours runs inside a signal handler.
#pragma once

#include <csignal>
#include <functional>
#include <thread>

namespace circle {

// Blocks both signals in the calling thread; threads begun later inherit that. Call before any thread exists.
void block_end_signals();

class EndSignals {
  public:
    explicit EndSignals(std::function<void(int signal)> asked);  // called on a thread of its own
    ~EndSignals();
    EndSignals(const EndSignals&) = delete;
    EndSignals& operator=(const EndSignals&) = delete;

  private:
    std::jthread thread_;
};

}  // namespace circle
