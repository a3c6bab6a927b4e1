// Watches one reader by SCardGetStatusChange: sleeps until something changes, survives the service and the
// reader going and coming, and posts a Sighting for every change.
#pragma once

#include <memory>
#include <string>
#include <thread>

#include "drivers/card/mailbox.h"

namespace circle::drivers::card {

class Monitor {
  public:
    // `wanted` as in Settings::reader. Posts at once what it finds.
    Monitor(std::string wanted, std::shared_ptr<Mailbox> mailbox);
    ~Monitor();  // wakes the thread and joins it, or lets go of it after half a second
    Monitor(const Monitor&) = delete;
    Monitor& operator=(const Monitor&) = delete;

    struct Shared;  // with the thread, which may outlive the Monitor

  private:
    std::shared_ptr<Shared> shared_;
    std::thread thread_;
};

}  // namespace circle::drivers::card
