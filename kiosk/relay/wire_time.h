// Times as the wire writes them. All of them are Asia/Shanghai, which has been UTC+8 without summer time since
// 1992; the platform knows no other zone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace circle::relay {

std::string compact_second(std::int64_t unix_seconds);  // "20261122154426", in msgid; four-digit years only
std::string spaced_second(std::int64_t unix_seconds);   // "2026-11-22 15:44:26", inf_time
std::int64_t civil_day(std::int64_t unix_seconds);      // days since 1970-01-01 in Asia/Shanghai

bool is_date(std::string_view text);  // "2026-11-22" and a day of the calendar
bool is_time(std::string_view text);  // "2026-11-22 15:44:26"

// "yyyyMMddHHmmss" with or without "SSS" (refmsg_time, respond_time) → milliseconds since 1970 UTC.
std::optional<std::int64_t> compact_to_ms(std::string_view text);

}  // namespace circle::relay
