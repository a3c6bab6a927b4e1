// msgid: never given twice, never going back, whatever clock and power do.
#include "kiosk/relay/message_id.h"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <set>

#include "kiosk/relay/wire_time.h"
#include "tests/unit/relay/scratch.h"

using namespace circle;
using namespace circle::relay;
using namespace circle::relay::test;

namespace {

constexpr std::int64_t kNow = 1795333466;  // 2026-11-22 15:44:26 in Asia/Shanghai

// A terminal between two power-ons: the numbers in memory, the mark in the file.
struct Running {
    explicit Running(const std::string& file, int terminal = 7)
        : mark(journal::HighWaterMark::open(file)), ids("H43102100001", terminal, [this](std::int64_t at) {
              ++writes;
              return mark->reserve(at);
          }) {
        if (!mark) FAIL(mark.error().text);
    }
    std::string next(std::int64_t now) {
        const auto id = ids.next(now);
        if (!id) FAIL(id.error().text);
        return *id;
    }
    int writes = 0;
    tl::expected<journal::HighWaterMark, journal::JournalError> mark;
    MessageIds ids;
};

}  // namespace

TEST_CASE("a message id is institution, second, terminal and counter") {
    const Scratch scratch;
    Running run(scratch.path("j.db"));
    CHECK(run.next(kNow) == "H43102100001202611221544260700");
    CHECK(run.next(kNow) == "H43102100001202611221544260701");
    CHECK(run.next(kNow + 1) == "H43102100001202611221544270700");
}

TEST_CASE("the hundred-and-first id of a second takes the next second; a burst costs one write a second") {
    const Scratch scratch;
    Running run(scratch.path("j.db"));
    std::string last;
    for (int i = 0; i < 250; ++i) {
        const std::string id = run.next(kNow);
        CHECK(id > last);
        CHECK(id.size() == 30);
        last = id;
    }
    CHECK(last == "H43102100001202611221544280749");
    CHECK(run.writes == 3);
}

TEST_CASE("a clock that jumps back goes on from the mark") {
    const Scratch scratch;
    Running run(scratch.path("j.db"));
    CHECK(run.next(kNow) == "H43102100001202611221544260700");
    CHECK(run.next(kNow - 86400LL * 365) == "H43102100001202611221544260701");
    CHECK(run.next(0) == "H43102100001202611221544260702");
    CHECK(run.writes == 1);
}

TEST_CASE("after a crash numbering goes on after the reserved second") {
    const Scratch scratch;
    {
        Running run(scratch.path("j.db"));
        run.next(kNow);
    }
    Running again(scratch.path("j.db"));
    CHECK(again.next(kNow) == "H43102100001202611221544270700");
    Running third(scratch.path("j.db"));
    CHECK(third.next(kNow - 5000) == "H43102100001202611221544280700");
}

TEST_CASE("whatever clock, bursts and restarts do, ids only rise") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        const auto pick = [&](int low, int high) {
            return std::uniform_int_distribution<int>(low, high)(random);
        };
        const Scratch scratch;
        auto run = std::make_unique<Running>(scratch.path("j.db"));
        std::int64_t now = kNow;
        std::string last;
        for (int step = 0; step < 60; ++step) {
            switch (pick(0, 4)) {
                case 0:
                    now += pick(0, 3);
                    break;
                case 1:
                    now -= pick(0, 100'000);
                    break;
                case 2:
                    now += pick(0, 100'000);
                    break;
                case 3:
                    run = std::make_unique<Running>(scratch.path("j.db"));
                    break;
                default:
                    break;
            }
            for (int i = pick(1, 130); i > 0; --i) {
                const std::string id = run->next(now);
                if (id <= last) FAIL(id << " after " << last);
                last = id;
            }
        }
        CHECK(last.size() == 30);
    }
}

TEST_CASE("two processes on one file never share a second") {
    const Scratch scratch;
    Running one(scratch.path("j.db"));
    Running two(scratch.path("j.db"));
    std::set<std::string> seen;
    for (int i = 0; i < 400; ++i) {
        CHECK(seen.insert(one.next(kNow)).second);
        CHECK(seen.insert(two.next(kNow + i / 50)).second);
    }
}

TEST_CASE("when the mark cannot be raised there is no id") {
    MessageIds ids("H43102100001", 0, [](std::int64_t) -> tl::expected<std::int64_t, journal::JournalError> {
        return tl::unexpected(journal::JournalError{"disk full"});
    });
    const auto id = ids.next(kNow);
    REQUIRE_FALSE(id);
    CHECK(id.error().text == "disk full");
}
