// The time that pure rooms are handed. No pure room reads a clock.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace circle {

// `steady` never jumps and may be advanced by tests; `unix_ms` is the wall clock and may jump.
struct Stamp {
    std::int64_t steady_ms = 0;
    std::int64_t unix_ms = 0;
};

// A civil time in Asia/Shanghai: UTC+8 all year since 1991, so no zone database is needed.
struct Civil {
    std::chrono::year_month_day date;
    int hour = 0, minute = 0, second = 0;
    int weekday = 1;  // 1 Monday … 7 Sunday

    bool operator==(const Civil&) const = default;
};

Civil civil(std::int64_t unix_ms);
std::string iso_date(const std::chrono::year_month_day& date);  // "2026-11-22"

}  // namespace circle
