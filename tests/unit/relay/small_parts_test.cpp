// Wire times, the clock offset and the line watch: pure values, told the time.
#include <catch2/catch_test_macros.hpp>

#include "kiosk/relay/clock_offset.h"
#include "kiosk/relay/line_watch.h"
#include "kiosk/relay/relay.h"
#include "kiosk/relay/session.h"
#include "kiosk/relay/wire_time.h"

using namespace circle::relay;
using namespace std::chrono_literals;

TEST_CASE("times are written in Asia/Shanghai") {
    CHECK(compact_second(1795333466) == "20261122154426");
    CHECK(spaced_second(1795333466) == "2026-11-22 15:44:26");
    CHECK(compact_second(0) == "19700101080000");
    CHECK(spaced_second(253402271999) == "9999-12-31 23:59:59");
    CHECK(civil_day(1795363199) == civil_day(1795363200) - 1);  // 23:59:59 and 00:00:00 there, 16:00 UTC
}

TEST_CASE("dates and times must stand in the calendar") {
    CHECK(is_date("2024-02-29"));
    for (const char* wrong :
         {"2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "26-01-01", "2026/01/01", "", "2026-01-0x"}) {
        INFO(wrong);
        CHECK_FALSE(is_date(wrong));
    }
    CHECK(is_time("2026-11-22 23:59:59"));
    for (const char* wrong : {"2026-11-22", "2026-11-22T23:59:59", "2026-11-22 24:00:00", "2026-11-22 23:60:00",
                              "2026-11-31 01:01:01"}) {
        INFO(wrong);
        CHECK_FALSE(is_time(wrong));
    }
}

TEST_CASE("the platform's compact times are read with and without milliseconds") {
    CHECK(compact_to_ms("20261122154426345") == 1795333466345);
    CHECK(compact_to_ms("20261122154426") == 1795333466000);
    for (const char* wrong : {"", "2026112215442", "20261322154426", "2026112215442634x", "2026-11-22 15:44"}) {
        INFO(wrong);
        CHECK_FALSE(compact_to_ms(wrong));
    }
}

TEST_CASE("the clock offset is applied only when followed, and only within its bound") {
    ClockOffset offset(24h);
    CHECK_FALSE(offset.follow());
    offset.learn(1'000'600'000, 999'999'000, 1'000'001'000);
    CHECK(offset.measured() == 600s);
    CHECK(offset.applied() == 0s);
    CHECK(offset.follow());
    CHECK(offset.applied() == 600s);
    CHECK_FALSE(offset.follow());  // asking again would be signed the same
    offset.learn(1'000'600'900, 1'000'000'000, 1'000'000'000);
    CHECK_FALSE(offset.follow());
    offset.learn(1'000'000'000 + 90'000'000, 1'000'000'000, 1'000'000'000);
    CHECK_FALSE(offset.follow());
    CHECK(offset.applied() == 600s);
}

TEST_CASE("the line is looked at after an interval without contact, and at once when in doubt") {
    const LineWatch::Time start{};
    LineWatch line(3s, start);
    CHECK_FALSE(line.up().has_value());
    CHECK(line.next_probe() == start + 3s);
    line.replied(start + 1s);
    CHECK(line.up() == true);
    CHECK(line.next_probe() == start + 4s);
    line.doubtful();
    CHECK(line.up() == true);  // one slow reply is not the end of the line
    CHECK(line.next_probe() < start);
    line.probe_started(start + 5s);
    CHECK(line.next_probe() == start + 8s);
    line.not_reached(start + 6s, "connect");
    CHECK(line.up() == false);
    CHECK(line.reason() == "connect");
    CHECK(line.next_probe() == start + 9s);
    line.shook_hands(start + 9s);
    CHECK(line.up() == true);
    CHECK(line.reason().empty());
}

TEST_CASE("the end of a line is known within five seconds") {
    const Settings defaults;
    CHECK(defaults.probe_interval + kProbeLimit < 5s);
}

TEST_CASE("a certificate that is not taken is not forgotten by a mere handshake") {
    const LineWatch::Time start{};
    LineWatch line(3s, start);
    line.not_reached(start, "client_certificate");
    line.shook_hands(start + 3s);
    CHECK(line.up() == false);
    CHECK(line.reason() == "client_certificate");
    line.replied(start + 4s);
    CHECK(line.up() == true);
}

TEST_CASE("a session is of a day, and an old refusal does not close a new one") {
    Session session;
    CHECK_FALSE(session.open_on(10));
    session.open("A", 10);
    CHECK(session.open_on(10));
    CHECK_FALSE(session.open_on(11));
    session.open("B", 10);
    session.refused("A");
    CHECK(session.open_on(10));
    session.refused("B");
    CHECK_FALSE(session.open_on(10));
}
