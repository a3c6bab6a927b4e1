// The whole relay against a small platform: the line's end and return, cancel, forget, and the relay's own end.
#include <algorithm>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <thread>

#include "kiosk/relay/relay.h"
#include "tests/unit/relay/town.h"

using namespace circle;
using namespace circle::relay;
using namespace circle::relay::test;
using namespace std::chrono_literals;
TEST_CASE("silence ends the call with a time-out but not the line") {
    Town town([](const Seen&) -> Action { return {.silent = true}; });
    town.settings.call_timeout = 400ms;
    const auto relay = town.start();
    town.heard.line(is_ready);
    relay->ask(person(1));
    CHECK(told(town.heard.answer()) == told(FailureKind::TimedOut, "timeout"));
    while (town.server.handshakes() < 2)
        std::this_thread::yield();  // the probe that asks whether the line is there
    CHECK(std::ranges::all_of(town.heard.lines(), &LineChanged::up));
}

TEST_CASE("the line's end and return are told, and the session outlives them") {
    Town town;
    town.settings.probe_interval = 200ms;
    const auto relay = town.start();
    town.heard.line(is_ready);
    town.server.stop();
    const LineChanged down = town.heard.line([](const LineChanged& line) { return !line.up; });
    CHECK(down.reason == "connect");
    relay->ask(person(1));
    CHECK(told(town.heard.answer()) == told(FailureKind::NotReached, "connect"));
    town.server.listen_again();
    town.heard.line(is_ready);
    relay->ask(person(2));
    CHECK(told(town.heard.answer()) == "ok");
    CHECK(town.sign_ins == 1);
}

TEST_CASE("a platform that appears later is signed in to as soon as it is there") {
    Town town;
    town.settings.probe_interval = 200ms;
    town.server.stop();
    const auto relay = town.start();
    const LineChanged down = town.heard.line([](const LineChanged& line) { return !line.up; });
    CHECK_FALSE(down.signed_in);
    town.server.listen_again();
    town.heard.line(is_ready);
    CHECK(town.sign_ins == 1);
}

TEST_CASE("a sign-in that is turned down is told, and each waiting call with it") {
    Town town;
    town.sign_in = [](const Seen&) { return refused("机构未授权"); };
    const auto relay = town.start();
    relay->ask(person(1));
    CHECK(told(town.heard.answer()) == told(FailureKind::Declined, "declined"));
    const LineChanged line = town.heard.line([](const LineChanged& l) { return l.up && !l.reason.empty(); });
    CHECK_FALSE(line.signed_in);
    CHECK(line.reason == "declined");
}

TEST_CASE("a sign-in without a number is no sign-in") {
    Town town;
    town.sign_in = [](const Seen&) { return ok(R"({"signinoutb":{"sign_no":""}})"); };
    const auto relay = town.start();
    relay->ask(person(1));
    CHECK(told(town.heard.answer()) == told(FailureKind::Broken, "sign_number_missing"));
}

TEST_CASE("cancel gives exactly one answer, whenever it comes") {
    std::atomic<bool> silent{true};
    Town town([&](const Seen&) -> Action { return silent ? Action{.silent = true} : ok("{}"); });
    const auto relay = town.start();
    town.heard.line(is_ready);
    relay->ask(person(1));
    while (town.server.requests() < 2) std::this_thread::yield();
    relay->cancel(1);
    CHECK(told(town.heard.answer()) == told(FailureKind::Cancelled, "cancelled"));
    relay->cancel(1);
    relay->cancel(99);
    silent = false;
    relay->ask(person(2));
    CHECK(town.heard.answer().id == 2);
    for (std::uint64_t id = 100; id < 160; ++id) {
        relay->ask(person(id));
        relay->cancel(id);
    }
    std::vector<std::uint64_t> ids;
    ids.reserve(60);
    for (int i = 0; i < 60; ++i) ids.push_back(town.heard.answer().id);
    std::ranges::sort(ids);
    CHECK(std::ranges::adjacent_find(ids) == ids.end());
    CHECK(town.heard.answers_left() == 0);
}

TEST_CASE("forget drops the connections and what runs; the session stays") {
    std::atomic<bool> silent{false};
    Town town([&](const Seen&) -> Action { return silent ? Action{.silent = true} : ok("{}"); });
    const auto relay = town.start();
    relay->ask(person(1));
    CHECK(told(town.heard.answer()) == "ok");
    CHECK(town.server.handshakes() == 1);
    CHECK(town.server.open_connections() == 1);
    relay->forget();
    while (town.server.open_connections() != 0) std::this_thread::yield();
    silent = true;
    relay->ask(person(2));
    while (town.server.requests() < 3) std::this_thread::yield();
    relay->forget();
    CHECK(told(town.heard.answer()) == told(FailureKind::Cancelled, "cancelled"));
    silent = false;
    relay->ask(person(3));
    CHECK(told(town.heard.answer()) == "ok");
    CHECK(town.sign_ins == 1);
    CHECK(town.server.handshakes() >= 3);
}

TEST_CASE("forgetting during the sign-in does not lose the session") {
    Town town;
    std::atomic<int> seen{0};
    town.sign_in = [&](const Seen&) -> Action {
        if (++seen == 1) return {.silent = true};
        return ok(R"({"signinoutb":{"sign_no":"SN-2"}})");
    };
    const auto relay = town.start();
    while (town.sign_ins == 0) std::this_thread::yield();
    relay->forget();
    town.heard.line(is_ready);
    CHECK(town.sign_ins == 2);
}

TEST_CASE("the end of the relay answers everything first") {
    Town town([](const Seen&) -> Action { return {.silent = true}; });
    auto relay = town.start();
    town.heard.line(is_ready);
    for (std::uint64_t id = 1; id <= 20; ++id) relay->ask(person(id));
    relay.reset();
    for (int i = 0; i < 20; ++i) CHECK(told(town.heard.answer()) == told(FailureKind::Cancelled, "cancelled"));
    CHECK(town.heard.answers_left() == 0);
}

TEST_CASE("more than sixty-four calls at once are turned away, none is lost") {
    Town town([](const Seen&) -> Action { return {.silent = true}; });
    auto relay = town.start();
    town.heard.line(is_ready);
    for (std::uint64_t id = 0; id < 70; ++id) relay->ask(person(id));
    for (int i = 0; i < 6; ++i) CHECK(told(town.heard.answer()) == told(FailureKind::Invalid, "too_many"));
    relay.reset();
    for (int i = 0; i < 64; ++i) CHECK(told(town.heard.answer()) == told(FailureKind::Cancelled, "cancelled"));
}

TEST_CASE(
    "a certificate that the platform does not take is a steady state, not one that comes and goes with each "
    "probe") {
    Town town;
    const Authority stranger("stranger");
    const Issued wrong = stranger.issue({"terminal", "DNS:terminal"});
    town.settings.certificate_file = town.scratch.write("wrong.pem", wrong.certificate);
    town.settings.key_file = town.scratch.write("wrong.key", wrong.key);
    town.settings.probe_interval = 100ms;
    const auto relay = town.start();
    const LineChanged line = town.heard.line([](const LineChanged&) { return true; });
    CHECK_FALSE(line.up);
    CHECK(line.reason == "client_certificate");
    while (town.server.accepted() < 5) std::this_thread::yield();
    CHECK(town.heard.lines().size() == 1);
    relay->ask(person(1));
    CHECK(told(town.heard.answer()) == told(FailureKind::NotReached, "client_certificate"));
}
