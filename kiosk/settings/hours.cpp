#include "kiosk/settings/hours.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace circle::settings {
namespace {

constexpr int minutes_of_day = 24 * 60;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    for (std::size_t found = 0; found != std::string_view::npos;) {
        found = text.find(at);
        parts.push_back(trimmed(text.substr(0, found)));
        text = found == std::string_view::npos ? std::string_view() : text.substr(found + 1);
    }
    return parts;
}

// Exactly `digits` decimal digits.
std::optional<int> number(std::string_view text, std::size_t digits) {
    if (text.size() != digits || text.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::optional<int> minute_of(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto hour = number(text.substr(0, 2), 2);
    const auto minute = number(text.substr(3), 2);
    if (!hour || !minute || *minute > 59 || *hour > 24 || (*hour == 24 && *minute > 0)) return std::nullopt;
    return *hour * 60 + *minute;
}

// 1 (Monday) … 7 (Sunday), as a digit or by the first two letters of its English name.
std::optional<int> day_of(std::string_view text) {
    constexpr std::array names{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (text == names.at(i)) return static_cast<int>(i) + 1;
    }
    const auto day = number(text, 1);
    return day && *day >= 1 && *day <= 7 ? day : std::nullopt;
}

std::string clock(int minute) {
    const auto two = [](int value) { return std::string(value < 10 ? "0" : "") + std::to_string(value); };
    return two(minute / 60) + ":" + two(minute % 60);
}

tl::expected<std::vector<int>, std::string> days_of(std::string_view text) {
    std::vector<int> days;
    for (const std::string_view part : split(text, ',')) {
        const std::vector<std::string_view> ends = split(part, '-');
        const auto first = day_of(ends.front());
        const auto last = day_of(ends.back());
        if (ends.size() > 2 || !first || !last || *first > *last) {
            return tl::unexpected("\"" + std::string(part) +
                                  "\" names no days; write 1 (Monday) to 7 (Sunday), as in 1-5 or 6");
        }
        for (int day = *first; day <= *last; ++day) days.push_back(day);
    }
    return days;
}

tl::expected<std::vector<Span>, std::string> spans_of(std::string_view text) {
    std::vector<Span> spans;
    for (const std::string_view part : split(text, ',')) {
        const std::vector<std::string_view> ends = split(part, '-');
        const auto from = minute_of(ends.front());
        const auto to = minute_of(ends.back());
        if (ends.size() != 2 || !from || !to) {
            return tl::unexpected("\"" + std::string(part) + "\" is no span of time; write it as 08:30-12:00");
        }
        if (*from >= *to) return tl::unexpected("\"" + std::string(part) + "\" ends before it begins");
        spans.push_back({*from, *to});
    }
    std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.from < b.from; });
    for (std::size_t i = 1; i < spans.size(); ++i) {
        if (spans[i].from < spans[i - 1].to)
            return tl::unexpected("the spans \"" + std::string(text) + "\" overlap");
    }
    return spans;
}

std::string text_of(const std::vector<Span>& spans) {
    std::string result;
    for (const Span& span : spans) {
        if (!result.empty()) result += ',';
        result += clock(span.from) + "-" + clock(span.to);
    }
    return result;
}

int after(int weekday, int days) { return (weekday - 1 + days) % 7 + 1; }

bool on_the_clock(int weekday, int minute) {
    return weekday >= 1 && weekday <= 7 && minute >= 0 && minute < minutes_of_day;
}

}  // namespace

tl::expected<OpeningHours, std::string> OpeningHours::parse(std::string_view text) {
    OpeningHours hours;
    if (trimmed(text).empty()) return hours;
    hours.always_ = false;
    for (const std::string_view rule : split(text, ';')) {
        const std::size_t gap = rule.find(' ');
        const bool every_day = gap == std::string_view::npos;
        const auto days = days_of(every_day ? "1-7" : rule.substr(0, gap));
        if (!days) return tl::unexpected(days.error());
        const auto spans = spans_of(every_day ? rule : trimmed(rule.substr(gap)));
        if (!spans) return tl::unexpected(spans.error());
        for (const int day : *days) {
            std::vector<Span>& of_day = hours.days_.at(static_cast<std::size_t>(day - 1));
            if (!of_day.empty()) return tl::unexpected("day " + std::to_string(day) + " is named twice");
            of_day = *spans;
        }
    }
    return hours;
}

bool OpeningHours::open_at(int weekday, int minute) const {
    if (!on_the_clock(weekday, minute)) return false;
    const std::vector<Span> of_day = spans(weekday);
    return std::any_of(of_day.begin(), of_day.end(),
                       [minute](const Span& span) { return span.from <= minute && minute < span.to; });
}

OpeningHours::Moment OpeningHours::next_opening(int weekday, int minute) const {
    if (!on_the_clock(weekday, minute) || open_at(weekday, minute)) return {0, weekday, minute};
    for (int ahead = 0; ahead <= 7; ++ahead) {
        const int day = after(weekday, ahead);
        for (const Span& span : spans(day)) {
            if (ahead > 0 || span.from > minute) return {ahead, day, span.from};
        }
    }
    return {0, weekday, minute};  // not reached: a timetable that is not always open names at least one span
}

std::optional<OpeningHours::Moment> OpeningHours::next_closing(int weekday, int minute) const {
    if (always_ || !open_at(weekday, minute)) return std::nullopt;
    Moment end{0, weekday, minute};
    while (end.days_ahead <= 7 && open_at(end.weekday, end.minute)) {
        for (const Span& span : spans(end.weekday)) {
            if (span.from <= end.minute && end.minute < span.to) {
                end.minute = span.to;
                break;
            }
        }
        if (end.minute == minutes_of_day && open_at(after(end.weekday, 1), 0)) {
            end = {end.days_ahead + 1, after(end.weekday, 1), 0};
        }
    }
    if (end.days_ahead > 7) return std::nullopt;  // every span joins the next: it never closes
    return end;
}

std::vector<Span> OpeningHours::spans(int weekday) const {
    if (weekday < 1 || weekday > 7) return {};
    if (always_) return {{0, minutes_of_day}};
    return days_.at(static_cast<std::size_t>(weekday - 1));
}

std::string OpeningHours::text() const {
    if (always_) return {};
    std::string result;
    for (int day = 1; day <= 7; ++day) {
        const std::vector<Span> of_day = spans(day);
        if (of_day.empty()) continue;
        int last = day;
        while (last < 7 && spans(last + 1) == of_day) ++last;
        if (!result.empty()) result += "; ";
        result += std::to_string(day) + (last > day ? "-" + std::to_string(last) : "") + " " + text_of(of_day);
        day = last;
    }
    return result;
}

}  // namespace circle::settings
