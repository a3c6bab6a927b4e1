#include "kiosk/events/log.h"

#include <cstdio>

#include "kiosk/events/events.h"

namespace circle::events {

std::string_view name(Level level) {
    switch (level) {
        case Level::Debug:
            return "debug";
        case Level::Info:
            return "info";
        case Level::Notice:
            return "notice";
        case Level::Warning:
            return "warning";
        case Level::Error:
            return "error";
    }
    return "error";
}

namespace {

std::string iso(std::chrono::system_clock::time_point time) {
    using namespace std::chrono;
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(floor<milliseconds>(time - day));
    std::array<char, 40> text{};
    const int length = std::snprintf(
        text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
    return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace

std::string Record::line() const {
    std::string line = R"({"time":")" + iso(time) + R"(","seq":)" + std::to_string(seq) + R"(,"level":")";
    line.append(name(info->level)).append(R"(","event":")").append(info->id).append("\"");
    if (!fields.empty()) line.append(",").append(fields);
    return line + '}';
}

Log::Log(std::vector<std::shared_ptr<Sink>> sinks, Clock utc)
    : sinks_(std::move(sinks)), utc_(std::move(utc)) {}

std::uint64_t Log::last() const noexcept {
    const std::lock_guard lock(mutex_);
    return seq_;
}

void Log::put(const Info& info, const std::function<std::string()>& fields) noexcept {
    try {
        Record record{0, utc_(), &info, fields()};
        const std::lock_guard lock(mutex_);  // held over the sinks: lines stand in the order of their numbers
        record.seq = ++seq_;
        for (const auto& sink : sinks_) sink->take(record);
    } catch (...) {  // out of memory: the line is lost, the visit goes on
    }
}

}  // namespace circle::events
