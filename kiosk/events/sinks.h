// Where lines go: standard error for the journal, and a short memory for tests and the inspect channel.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "kiosk/events/log.h"

namespace circle::events {

// One JSON line per event of `least` or above on standard error, written through at once. Where standard error
// leads to the systemd journal (JOURNAL_STREAM names it) each line is led by the priority mark "<6>" of
// sd-daemon(3), so that the journal knows the level. A line that cannot be written is dropped.
std::shared_ptr<Sink> stderr_sink(Level least = Level::Info);

// The newest lines, for tests and the inspect channel's wait{event}. Any thread.
class MemorySink : public Sink {
  public:
    explicit MemorySink(std::size_t keep = 1024) : keep_(keep) {}

    void take(const Record& record) noexcept override;
    // Records with a number above `seq`, oldest first; older ones than it keeps are gone.
    std::vector<Record> since(std::uint64_t seq) const;

  private:
    mutable std::mutex mutex_;
    std::size_t keep_;
    std::deque<Record> records_;
};

}  // namespace circle::events
