#include "kiosk/relay/wire_time.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "kiosk/ground/stamp.h"

namespace circle::relay {
namespace {

constexpr std::int64_t kShanghai = 8LL * 3600;
constexpr std::int64_t kDay = 24LL * 3600;

struct Parts {
    int year, month, day, hour, minute, second;
};

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

std::string print(const char* format, std::int64_t unix_seconds) {
    const Civil c = civil(unix_seconds * 1000);
    std::array<char, 96> buffer{};
    const int n = std::snprintf(buffer.data(), buffer.size(), format, static_cast<int>(c.date.year()),
                                static_cast<unsigned>(c.date.month()), static_cast<unsigned>(c.date.day()),
                                c.hour, c.minute, c.second);
    return {buffer.data(), static_cast<std::size_t>(std::max(n, 0))};
}

// Digits at [from, from+count), or -1 when one of them is no digit.
int digits(std::string_view text, std::size_t from, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(from, count)) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<std::int64_t> seconds_of(const Parts& p) {
    if (p.year < 0 || p.month < 0 || p.day < 0 || p.hour < 0 || p.minute < 0 || p.second < 0)
        return std::nullopt;
    if (p.hour > 23 || p.minute > 59 || p.second > 59) return std::nullopt;
    const std::chrono::year_month_day ymd{std::chrono::year{p.year},
                                          std::chrono::month{static_cast<unsigned>(p.month)},
                                          std::chrono::day{static_cast<unsigned>(p.day)}};
    if (!ymd.ok()) return std::nullopt;
    const std::int64_t day = std::chrono::sys_days{ymd}.time_since_epoch().count();
    return day * kDay + p.hour * 3600LL + p.minute * 60LL + p.second - kShanghai;
}

}  // namespace

std::string compact_second(std::int64_t unix_seconds) {
    return print("%04d%02u%02u%02d%02d%02d", unix_seconds);
}

std::string spaced_second(std::int64_t unix_seconds) {
    return print("%04d-%02u-%02u %02d:%02d:%02d", unix_seconds);
}

std::int64_t civil_day(std::int64_t unix_seconds) { return floor_div(unix_seconds + kShanghai, kDay); }

bool is_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    return seconds_of({digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2), 0, 0, 0}).has_value();
}

bool is_time(std::string_view text) {
    if (text.size() != 19 || text[10] != ' ' || text[13] != ':' || text[16] != ':') return false;
    return is_date(text.substr(0, 10)) &&
           seconds_of({1970, 1, 1, digits(text, 11, 2), digits(text, 14, 2), digits(text, 17, 2)}).has_value();
}

std::optional<std::int64_t> compact_to_ms(std::string_view text) {
    if (text.size() != 14 && text.size() != 17) return std::nullopt;
    const auto seconds = seconds_of({digits(text, 0, 4), digits(text, 4, 2), digits(text, 6, 2),
                                     digits(text, 8, 2), digits(text, 10, 2), digits(text, 12, 2)});
    const int ms = text.size() == 17 ? digits(text, 14, 3) : 0;
    if (!seconds || ms < 0) return std::nullopt;
    return *seconds * 1000 + ms;
}

}  // namespace circle::relay
