#include "kiosk/events/log.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/events/events.h"
#include "kiosk/events/sinks.h"

namespace {

using namespace circle::events;  // NOLINT: the whole file is about these names
using namespace std::chrono_literals;

Log::Clock fixed() {
    return [] { return std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + 8h + 30min + 125ms; };
}

// What `work` writes to standard error.
template <typename Work>
std::string stderr_of(const Work& work) {
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    const int saved = dup(STDERR_FILENO);
    dup2(ends[1], STDERR_FILENO);
    work();
    dup2(saved, STDERR_FILENO);
    close(saved);
    close(ends[1]);
    std::string text;
    std::array<char, 4096> buffer{};
    for (ssize_t got = 0; (got = read(ends[0], buffer.data(), buffer.size())) > 0;)
        text.append(buffer.data(), static_cast<std::size_t>(got));
    close(ends[0]);
    return text;
}

}  // namespace

TEST_CASE("log: a line is one JSON object with time, number, level, id and fields") {
    auto memory = std::make_shared<MemorySink>();
    Log log({memory}, fixed());
    CHECK(log.last() == 0);
    log.write(VisitEnded{.visit = 12, .reason = "timeout", .seconds = 93});
    log.write(CardReadEnd{.request = 4,
                          .generation = std::uint64_t{2},
                          .success = false,
                          .code = Token::checked("media_mute"),
                          .locus = "media",
                          .raw = RawCode::checked("6F00"),
                          .took = 1200ms});
    log.write(InspectOpened{});
    const auto records = memory->since(0);
    REQUIRE(records.size() == 3);
    CHECK(records[0].line() ==
          R"({"time":"2026-11-22T08:30:00.125Z","seq":1,"level":"info","event":"visit.ended",)"
          R"("visit":12,"reason":"timeout","seconds":93})");
    CHECK(records[1].line() ==
          R"({"time":"2026-11-22T08:30:00.125Z","seq":2,"level":"info","event":"card.read.end","request":4,)"
          R"("generation":2,"success":false,"code":"media_mute","locus":"media","raw":"6F00","took":1200})");
    CHECK(records[2].line() ==
          R"({"time":"2026-11-22T08:30:00.125Z","seq":3,"level":"warning","event":"inspect.opened"})");
    CHECK(log.last() == 3);
    CHECK(memory->since(2).size() == 1);
    CHECK(memory->since(3).empty());
}

TEST_CASE("log: the memory sink keeps the newest only") {
    auto memory = std::make_shared<MemorySink>(3);
    Log log({memory}, fixed());
    for (int i = 0; i < 10; ++i) log.write(CardInserted{.generation = i});
    const auto records = memory->since(0);
    REQUIRE(records.size() == 3);
    CHECK(records.front().seq == 8);
}

TEST_CASE("log: threads share one numbering without gaps, and every sink sees the same order") {
    auto one = std::make_shared<MemorySink>(10000);
    auto other = std::make_shared<MemorySink>(10000);
    Log log({one, other});
    {
        std::vector<std::jthread> threads;
        threads.reserve(4);
        for (int thread = 0; thread < 4; ++thread)
            threads.emplace_back([&log] {
                for (int i = 0; i < 1000; ++i) log.write(CardRemoved{.generation = i});
            });
    }
    const auto seen = one->since(0);
    const auto same = other->since(0);
    REQUIRE(seen.size() == 4000);
    REQUIRE(same.size() == 4000);
    bool ordered = true;
    for (std::size_t i = 0; i < seen.size(); ++i)
        ordered = ordered && seen[i].seq == i + 1 && same[i].fields == seen[i].fields;
    CHECK(ordered);
}

TEST_CASE("log: standard error gets whole lines at or above the level") {
    unsetenv("JOURNAL_STREAM");
    const std::string text = stderr_of([] {
        Log log({stderr_sink(Level::Notice)}, fixed());
        log.write(CardInserted{.generation = 1});  // info: below
        log.write(CardForgotten{.generation = 1});
    });
    CHECK(text ==
          "{\"time\":\"2026-11-22T08:30:00.125Z\",\"seq\":2,\"level\":\"notice\",\"event\":\"card.forgotten\","
          "\"generation\":1}\n");
}

TEST_CASE("log: a sink that cannot write does not stop the program") {
    const int saved = dup(STDERR_FILENO);
    const std::shared_ptr<Sink> sink = stderr_sink(Level::Debug);
    auto memory = std::make_shared<MemorySink>();
    Log log({sink, memory});
    close(STDERR_FILENO);
    log.write(CardInserted{.generation = 1});
    dup2(saved, STDERR_FILENO);
    close(saved);
    clearerr(stderr);
    CHECK(memory->since(0).size() == 1);
}

TEST_CASE("catalogue: ids are unique and found, meanings are there, every begin has its end") {
    std::set<std::string_view> ids;
    std::multiset<std::string_view> begun, ended;
    for (const Info& row : catalogue()) {
        CHECK(ids.insert(row.id).second);
        CHECK_FALSE(row.zh.empty());
        CHECK_FALSE(row.en.empty());
        CHECK(row.seen_by != 0);
        const auto kind = find(row.id);
        REQUIRE(kind.has_value());
        CHECK(&info(*kind) == &row);
        if (!row.begins.empty()) begun.insert(row.begins);
        if (!row.ends.empty()) ended.insert(row.ends);
    }
    CHECK(begun == ended);
    CHECK_FALSE(begun.empty());
    CHECK_FALSE(find("visit.unheard_of").has_value());
}
