// Days and identity numbers. Every number is made up; check characters are worked out by hand.
#include <catch2/catch_test_macros.hpp>

#include "kiosk/ground/day.h"
#include "kiosk/ground/id_number.h"

namespace circle {

using namespace std::chrono_literals;

TEST_CASE("a day is exactly YYYY-MM-DD and exists") {
    CHECK(day_from("2026-11-25") == 2026y / 11 / 25);
    CHECK(day_from("2028-02-29") == 2028y / 2 / 29);
    for (const char* wrong : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-11-00", "2026-11-31", "2026-1-1",
                              "2026/11/25", "2026-11-25 ", " 2026-11-25", "2026-11-2x", "0000-01-01",
                              "0999-01-01", "20261125", "", "2026-+1-01"}) {
        INFO(wrong);
        CHECK_FALSE(day_from(wrong).has_value());
    }
}

TEST_CASE("whole years, at the birthday and the day before") {
    CHECK(years_between(1990y / 6 / 15, 2026y / 6 / 15) == 36);
    CHECK(years_between(1990y / 6 / 15, 2026y / 6 / 14) == 35);
    CHECK(years_between(2008y / 2 / 29, 2026y / 2 / 28) == 17);
    CHECK(years_between(2008y / 2 / 29, 2026y / 3 / 1) == 18);
    CHECK(years_between(2026y / 6 / 15, 2026y / 6 / 14) == -1);
}

TEST_CASE("an identity number: check character, date, length (LR-01)") {
    // GB 11643-1999's own example, 11010519491231002X; and one of the demo's people.
    CHECK(valid_id_number("11010519491231002X"));
    CHECK(valid_id_number("11010519491231002x"));
    CHECK(valid_id_number("430102199001010016"));
    for (const char* wrong : {
             "110105194912310020",   // check character
             "11010519491231003X",   // one digit changed
             "11010519491232002X",   // no such day
             "430102199013010016",   // no such month
             "110105491231002",      // the old number of 15 places
             "11010519491231002",    // cut
             "11010519491231002XX",  // too long
             "1101051949123100AX",   // a letter inside
             "X1010519491231002X",
             "",
         }) {
        INFO(wrong);
        CHECK_FALSE(valid_id_number(wrong));
    }
}

TEST_CASE("every single wrong digit is found") {
    const std::string good = "430102199001010016";
    for (std::size_t at = 0; at < 17; ++at) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string number = good;
            if (number[at] == digit) continue;
            number[at] = digit;
            CHECK_FALSE(valid_id_number(number));
        }
    }
}

TEST_CASE("birth date and sex are read from a valid number only (LR-02)") {
    CHECK(id_birth_date("11010519491231002X") == 1949y / 12 / 31);
    CHECK(id_male("11010519491231002X") == false);
    CHECK(id_male("430102199001010016") == true);
    CHECK_FALSE(id_birth_date("110105194912310020").has_value());
    CHECK_FALSE(id_male("").has_value());
}

}  // namespace circle
