// The thread that talks to the printer. It may get stuck in a call that has no time-out (a name service,
// closing a serial line); then its owner lets go of it and it ends by itself whenever the call returns.
#pragma once

#include <functional>
#include <memory>

#include "drivers/printer/mailbox.h"

namespace circle::drivers::printer {

struct Job {
    std::uint64_t id = 0;
    std::optional<Slip> slip;  // without: look how it is
    Known known;
    std::shared_ptr<Watch> watch;
};

class Worker {
  public:
    virtual ~Worker() = default;
    virtual void run(Job job) = 0;  // one at a time; ends with Finished in the mailbox
    virtual void abandon() = 0;     // stuck: the destructor will not wait
};
using WorkerFactory = std::function<std::unique_ptr<Worker>()>;

// Opens the wire, does the job, closes the wire.
Report do_job(const Job& job, const Settings& settings);

// Its destructor waits for a running job only shortly.
std::unique_ptr<Worker> make_worker(const Settings& settings, std::shared_ptr<Mailbox> mailbox);

}  // namespace circle::drivers::printer
