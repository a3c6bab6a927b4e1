// The thread that talks to the card. It may get stuck in a call that has no time-out; then its owner lets go of
// it and it ends by itself whenever the call returns.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "drivers/card/mailbox.h"
#include "drivers/card/pcsc.h"

namespace circle::drivers::card {

struct Job {
    std::uint64_t id = 0;
    std::string reader;
    std::shared_ptr<Watch> watch;
};

class Worker {
  public:
    virtual ~Worker() = default;
    virtual void run(Job job) = 0;  // one at a time; ends with Finished in the mailbox
    virtual void abandon() = 0;     // stuck: the destructor will not wait
};

using WorkerFactory = std::function<std::unique_ptr<Worker>()>;

// A worker over PC/SC. Its destructor waits for a running job only shortly.
std::unique_ptr<Worker> make_pcsc_worker(std::shared_ptr<Mailbox> mailbox);

}  // namespace circle::drivers::card
