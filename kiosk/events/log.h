// The one way into the log: a typed event of the catalogue (assets/events/events.toml), written to every sink.
//
//     log.write(events::VisitEnded{.visit = 12, .reason = "finished", .seconds = 93});
//
// Log and the sinks may be used from any thread. write() never fails and never throws: a log that cannot be
// written must not stop a visit.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace circle::events {

enum class Kind : std::uint16_t;  // the generated list of events: kiosk/events/events.h

enum class Level { Debug, Info, Notice, Warning, Error };
std::string_view name(Level level);

// Who may see an event; joined by |.
enum Audience : unsigned { technician = 1, clerk = 2, centre = 4 };

struct Info {  // one row of the catalogue
    std::string_view id;
    Level level;
    unsigned seen_by;
    std::string_view begins, ends;  // the slow action it begins or ends; empty for neither
    std::string_view zh, en;        // plain meaning
};

struct Record {
    std::uint64_t seq = 0;  // from 1, without gaps, in the order of the lines
    std::chrono::system_clock::time_point time;
    const Info* info = nullptr;
    std::string fields;  // the inside of a JSON object

    // {"time":"2026-11-22T08:30:00.125Z","seq":7,"level":"info","event":"visit.ended","visit":12,…}; no new
    // line
    std::string line() const;
};

class Sink {
  public:
    virtual ~Sink() = default;
    // Called in order of seq, one at a time; must not write to the Log.
    virtual void take(const Record& record) noexcept = 0;
};

class Log {
  public:
    using Clock = std::function<std::chrono::system_clock::time_point()>;

    explicit Log(std::vector<std::shared_ptr<Sink>> sinks, Clock utc = std::chrono::system_clock::now);
    Log(const Log&) = delete;
    Log(Log&&) = delete;
    Log& operator=(const Log&) = delete;
    Log& operator=(Log&&) = delete;
    ~Log() = default;

    template <typename Event>  // a struct of kiosk/events/events.h
    void write(const Event& event) noexcept {
        put(info(Event::kind), [&] { return fields(event); });
    }

    std::uint64_t last() const noexcept;  // seq of the newest line, 0 when there is none

  private:
    void put(const Info& info, const std::function<std::string()>& fields) noexcept;

    mutable std::mutex mutex_;
    std::vector<std::shared_ptr<Sink>> sinks_;
    Clock utc_;
    std::uint64_t seq_ = 0;
};

}  // namespace circle::events
