// The published health snapshot of a driver, readable from any thread.
#pragma once

#include <mutex>

#include "drivers/contract/contract.h"

namespace circle::drivers {

class HealthBoard {
  public:
    Health get() const {
        const std::lock_guard lock(mutex_);
        return health_;
    }
    void set(const Health& health) {
        const std::lock_guard lock(mutex_);
        health_ = health;
    }

  private:
    mutable std::mutex mutex_;
    Health health_;
};

}  // namespace circle::drivers
