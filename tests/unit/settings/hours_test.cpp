#include "kiosk/settings/hours.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace circle::settings {
namespace {

OpeningHours hours(const std::string& text) {
    auto parsed = OpeningHours::parse(text);
    INFO(text << (parsed ? "" : ": " + parsed.error()));
    REQUIRE(parsed.has_value());
    return *parsed;
}

constexpr int at(int hour, int minute = 0) { return hour * 60 + minute; }

using Moment = OpeningHours::Moment;

const char* const office = "1-5 08:30-12:00,13:30-17:00; 6 09:00-12:00";

}  // namespace

TEST_CASE("open from the first minute of a span to the one before its end") {
    const OpeningHours open = hours(office);
    for (int day = 1; day <= 5; ++day) {
        CHECK_FALSE(open.open_at(day, at(8, 29)));
        CHECK(open.open_at(day, at(8, 30)));
        CHECK(open.open_at(day, at(11, 59)));
        CHECK_FALSE(open.open_at(day, at(12)));
        CHECK_FALSE(open.open_at(day, at(13, 29)));
        CHECK(open.open_at(day, at(13, 30)));
        CHECK_FALSE(open.open_at(day, at(17)));
    }
    CHECK_FALSE(open.open_at(6, at(8, 30)));
    CHECK(open.open_at(6, at(9)));
    CHECK_FALSE(open.open_at(6, at(13, 30)));
    CHECK_FALSE(open.open_at(7, at(10)));
}

TEST_CASE("the next opening: now, later today, another day, next week") {
    const OpeningHours open = hours(office);
    CHECK(open.next_opening(1, at(9)) == Moment{0, 1, at(9)});
    CHECK(open.next_opening(1, at(8, 29)) == Moment{0, 1, at(8, 30)});
    CHECK(open.next_opening(1, at(12)) == Moment{0, 1, at(13, 30)});
    CHECK(open.next_opening(5, at(17)) == Moment{1, 6, at(9)});
    CHECK(open.next_opening(6, at(12)) == Moment{2, 1, at(8, 30)});
    CHECK(open.next_opening(7, at(23, 59)) == Moment{1, 1, at(8, 30)});
    const OpeningHours weekly = hours("3 10:00-11:00");
    CHECK(weekly.next_opening(3, at(11)) == Moment{7, 3, at(10)});
    CHECK(weekly.next_opening(4, 0) == Moment{6, 3, at(10)});
}

TEST_CASE("the next closing: end of the span, joined spans and nights count as one") {
    const OpeningHours open = hours(office);
    CHECK(open.next_closing(1, at(8, 30)) == Moment{0, 1, at(12)});
    CHECK(open.next_closing(1, at(11, 59)) == Moment{0, 1, at(12)});
    CHECK_FALSE(open.next_closing(1, at(12)).has_value());
    CHECK(hours("1 08:00-12:00,12:00-17:00").next_closing(1, at(9)) == Moment{0, 1, at(17)});
    CHECK(hours("5 20:00-24:00; 6 00:00-04:00").next_closing(5, at(21)) == Moment{1, 6, at(4)});
    CHECK(hours("7 20:00-24:00").next_closing(7, at(21)) == Moment{0, 7, at(24)});
    CHECK_FALSE(hours("1-7 00:00-24:00").next_closing(3, 0).has_value());
    CHECK_FALSE(hours("").next_closing(3, 0).has_value());
}

TEST_CASE("no text is always open; a whole day ends at 24:00") {
    for (const char* text : {"", "   "}) {
        const OpeningHours open = hours(text);
        CHECK(open.always());
        CHECK(open.open_at(7, 0));
        CHECK(open.next_opening(7, 30) == Moment{0, 7, 30});
        CHECK(open.text().empty());
    }
    const OpeningHours day = hours("7 00:00-24:00");
    CHECK(day.open_at(7, 0));
    CHECK(day.open_at(7, at(23, 59)));
    CHECK_FALSE(day.open_at(1, 0));
    CHECK_FALSE(day.always());
}

TEST_CASE("moments that no clock shows are closed") {
    for (const OpeningHours& open : {hours(""), hours("1-7 00:00-24:00")}) {
        CHECK_FALSE(open.open_at(0, 0));
        CHECK_FALSE(open.open_at(8, 0));
        CHECK_FALSE(open.open_at(1, -1));
        CHECK_FALSE(open.open_at(1, at(24)));
    }
}

TEST_CASE("the written form comes back, tidied") {
    CHECK(hours(office).text() == office);
    CHECK(hours("1,2 09:00-10:00;3  09:00-10:00 ; 5-6,7 08:00-09:00").text() ==
          "1-3 09:00-10:00; 5-7 08:00-09:00");
    CHECK(hours("1 13:00-14:00,09:00-10:00").text() == "1 09:00-10:00,13:00-14:00");
    CHECK(hours(hours(office).text()) == hours(office));
}

TEST_CASE("days may be named by two letters, and spans without days hold every day") {
    CHECK(hours("Mo-Fr 08:30-12:00; Sa 09:00-12:00") == hours("1-5 08:30-12:00; 6 09:00-12:00"));
    CHECK(hours("08:30-12:00,13:30-17:00") == hours("1-7 08:30-12:00,13:30-17:00"));
}

TEST_CASE("what is no timetable is refused with its reason") {
    for (const char* text : {"8:30-12:00",
                             "1-5",
                             "0 08:00-09:00",
                             "8 08:00-09:00",
                             "5-1 08:00-09:00",
                             "1-3-5 08:00-09:00",
                             "x 08:00-09:00",
                             "1 8:00-09:00",
                             "1 08:00",
                             "1 08:00-",
                             "1 08:00-08:00",
                             "1 09:00-08:00",
                             "1 08:60-09:00",
                             "1 08:00-24:01",
                             "1 24:00-24:00",
                             "1 08:00-10:00,09:00-11:00",
                             "1 08:00-09:00; 1 10:00-11:00",
                             "1-3 08:00-09:00; 2 08:00-09:00",
                             "1 08:00-09:00;",
                             ";",
                             "1 08:00-09:00-10:00",
                             "1, 08:00-09:00",
                             "1 08：00-09：00",
                             "1 ,",
                             "1  "}) {
        INFO(text);
        const auto parsed = OpeningHours::parse(text);
        REQUIRE_FALSE(parsed.has_value());
        CHECK_FALSE(parsed.error().empty());
    }
}

}  // namespace circle::settings
