#include "kiosk/events/sinks.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace circle::events {
namespace {

// systemd puts "device:inode" of the stream it made into JOURNAL_STREAM; a redirected one no longer matches.
bool leads_to_journal() {
    const char* const stream = std::getenv("JOURNAL_STREAM");
    struct stat status {};
    if (stream == nullptr || fstat(STDERR_FILENO, &status) != 0) return false;
    return stream == std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino);
}

// Priorities of syslog(3).
std::string_view priority(Level level) {
    switch (level) {
        case Level::Debug:
            return "<7>";
        case Level::Info:
            return "<6>";
        case Level::Notice:
            return "<5>";
        case Level::Warning:
            return "<4>";
        case Level::Error:
            return "<3>";
    }
    return "<3>";
}

class StderrSink : public Sink {
  public:
    explicit StderrSink(Level least)
        : least_(least),
          marked_(leads_to_journal()),
          logger_("events", std::make_shared<spdlog::sinks::stderr_sink_mt>()) {
        logger_.set_level(spdlog::level::trace);
        logger_.set_pattern("%v");
        logger_.flush_on(spdlog::level::trace);
        logger_.set_error_handler(
            [](const std::string&) {});  // the default one would print to the stream that failed
    }

    void take(const Record& record) noexcept override {
        if (record.info->level < least_) return;
        try {
            std::string line(marked_ ? priority(record.info->level) : std::string_view());
            line += record.line();
            logger_.log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
        } catch (...) {  // no memory for the line
        }
    }

  private:
    Level least_;
    bool marked_;
    spdlog::logger logger_;
};

}  // namespace

std::shared_ptr<Sink> stderr_sink(Level least) { return std::make_shared<StderrSink>(least); }

void MemorySink::take(const Record& record) noexcept {
    try {
        const std::lock_guard lock(mutex_);
        records_.push_back(record);
        if (records_.size() > keep_) records_.pop_front();
    } catch (...) {  // no memory: a gap in what tests see
    }
}

std::vector<Record> MemorySink::since(std::uint64_t seq) const {
    const std::lock_guard lock(mutex_);
    std::vector<Record> found;
    for (const Record& record : records_)
        if (record.seq > seq) found.push_back(record);
    return found;
}

}  // namespace circle::events
