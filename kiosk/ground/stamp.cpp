#include "kiosk/ground/stamp.h"

#include <fmt/format.h>

namespace circle {

Civil civil(std::int64_t unix_ms) {
    using namespace std::chrono;
    const auto local = sys_time<milliseconds>(milliseconds(unix_ms)) + hours(8);
    const auto day = floor<days>(local);
    const hh_mm_ss clock(floor<seconds>(local - day));
    return {.date = year_month_day(day),
            .hour = static_cast<int>(clock.hours().count()),
            .minute = static_cast<int>(clock.minutes().count()),
            .second = static_cast<int>(clock.seconds().count()),
            .weekday = static_cast<int>(weekday(day).iso_encoding())};
}

std::string iso_date(const std::chrono::year_month_day& date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

}  // namespace circle
