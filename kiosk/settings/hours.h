// Opening hours of a service point: a weekly timetable. Pure; the clock is the caller's (civil time,
// Asia/Shanghai).
//
// Written form, as in [site] hours: "1-5 08:30-12:00,13:30-17:00; 6 09:00-12:00". Days are 1 Monday … 7 Sunday
// or Mo … Su, one day, a range or a list ("1,3-5"); spans without days hold every day; spans are minutes of a
// day, begin included, end not, "24:00" ends a day. A day that is not named is closed. Empty text: always open.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace circle::settings {

struct Span {
    int from = 0, to = 0;  // minutes since midnight; 0 <= from < to <= 1440

    bool operator==(const Span&) const = default;
};

class OpeningHours {
  public:
    OpeningHours() = default;  // always open

    // The error says what is wrong in the technician's words.
    static tl::expected<OpeningHours, std::string> parse(std::string_view text);

    bool always() const { return always_; }
    // weekday 1 Monday … 7 Sunday, minute 0 … 1439; anything else is closed.
    bool open_at(int weekday, int minute) const;

    struct Moment {
        int days_ahead = 0;  // 0 today … 7 the same weekday next week
        int weekday = 1;
        int minute = 0;

        bool operator==(const Moment&) const = default;
    };
    // The first moment, this one included, at which the point is open.
    Moment next_opening(int weekday, int minute) const;
    // When the span that is open now ends; nothing when closed or always open. A span that runs on over
    // midnight
    // ("24:00" followed by "00:00") is reported to its real end within the next seven days.
    std::optional<Moment> next_closing(int weekday, int minute) const;

    // The spans of one day, sorted; none when closed that day. A whole day when always open.
    std::vector<Span> spans(int weekday) const;
    // The written form again, days joined where they agree; empty when always open.
    std::string text() const;

    bool operator==(const OpeningHours&) const = default;

  private:
    bool always_ = true;
    std::array<std::vector<Span>, 7> days_;
};

}  // namespace circle::settings
