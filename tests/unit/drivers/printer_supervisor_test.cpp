// The decisions of the printer driver with workers that do as they are told and a clock that is a number.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "drivers/printer/supervisor.h"

using namespace circle::drivers;
using namespace circle::drivers::printer;
using namespace std::chrono_literals;

namespace {

class Desk {
  public:
    Desk() { supervisor.tick(now); }

    struct FakeWorker final : Worker {
        explicit FakeWorker(Desk& d) : desk(d) {}
        void run(Job job) override { desk.jobs.push_back(std::move(job)); }
        void abandon() override { ++desk.abandoned; }
        Desk& desk;
    };

    void say(Message message) { supervisor.handle(message, now); }
    void submit(std::uint64_t request) { say(Submit{request, {{Words{.text = "x"}}}}); }
    void wait(Clock::duration time) {
        now += time;
        supervisor.tick(now);
    }
    static Condition condition(std::uint8_t reason = 0x12, std::uint8_t paper = 0x12) {
        return read_real_time({0x12, reason, 0x12, paper});
    }
    // The last job comes back.
    void well(std::optional<Outcome> outcome = std::nullopt, Condition how = condition()) {
        Report report{.reached = true, .condition = how, .outcome = outcome, .known = jobs.back().known};
        report.known.asked = report.known.dle_eot = true;
        say(Finished{jobs.back().id, report});
    }
    void gone(std::optional<Outcome> outcome = std::nullopt) {
        say(Finished{jobs.back().id, Report{.outcome = outcome}});
    }
    std::vector<State> states() const {
        std::vector<State> out;
        for (const Event& event : events) {
            if (const auto* changed = std::get_if<StateChanged>(&event)) out.push_back(changed->state);
        }
        return out;
    }
    std::vector<Printed> printed() const {
        std::vector<Printed> out;
        for (const Event& event : events) {
            if (const auto* one = std::get_if<Printed>(&event)) out.push_back(*one);
        }
        return out;
    }

    std::vector<Event> events;
    std::vector<Job> jobs;
    int abandoned = 0;
    Clock::time_point now{1h};
    std::shared_ptr<HealthBoard> board = std::make_shared<HealthBoard>();
    Supervisor supervisor{Settings{.wire = TcpLine{"printer", 9100}},
                          [this](Event event) { events.push_back(std::move(event)); },
                          [this] { return std::make_unique<FakeWorker>(*this); }, board, now};
};

constexpr Outcome kDone{Certainty::Done, Trouble::None};

}  // namespace

TEST_CASE("a printer that is well is looked at every thirty seconds, and nothing wakes between") {
    Desk desk;
    REQUIRE(desk.jobs.size() == 1);
    CHECK(!desk.jobs[0].slip);
    desk.well();
    CHECK(desk.states() == std::vector{State::Starting, State::Ready});
    CHECK(desk.supervisor.wake_at() == desk.now + 30s);
    desk.wait(30s);
    REQUIRE(desk.jobs.size() == 2);
    CHECK(desk.jobs[1].known.dle_eot);
    desk.well();
    CHECK(desk.states().size() == 2);
}

TEST_CASE("an absent printer is told once, and looked for with longer and longer pauses") {
    Desk desk;
    std::vector<Clock::duration> pauses;
    for (int i = 0; i < 9; ++i) {
        desk.gone();
        pauses.push_back(*desk.supervisor.wake_at() - desk.now);
        desk.wait(pauses.back());
    }
    CHECK(pauses == std::vector<Clock::duration>{1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s, 60s});
    CHECK(desk.states() == std::vector{State::Absent});
    desk.well();
    CHECK(desk.states() == std::vector{State::Absent, State::Starting, State::Ready});
    CHECK(desk.board->get().generation == 1);
}

TEST_CASE("slips go one after another, each with one end; a cancelled one never starts") {
    Desk desk;
    desk.well();
    desk.submit(1);
    desk.submit(2);
    desk.submit(3);
    REQUIRE(desk.jobs.size() == 2);
    desk.say(Cancel{2});
    desk.say(Cancel{2});
    desk.well(kDone);
    REQUIRE(desk.jobs.size() == 3);
    desk.well(kDone);
    const auto printed = desk.printed();
    REQUIRE(printed.size() == 3);
    CHECK(printed[0].request == 2);
    CHECK(printed[0].certainty == Certainty::NotDone);
    CHECK(printed[1].request == 1);
    CHECK(printed[2].request == 3);
    CHECK(desk.states().back() == State::Ready);
    CHECK(desk.board->get().statistics.completed == 2);
    CHECK(desk.board->get().statistics.cancelled == 1);
}

TEST_CASE("cancelling works until the first byte leaves, and not after") {
    for (const bool leaves : {false, true}) {
        Desk desk;
        desk.well();
        desk.submit(1);
        if (leaves) CHECK(desk.jobs.back().watch->begin_sending());
        desk.say(Cancel{1});
        CHECK(desk.printed().size() == (leaves ? 0U : 1U));
        CHECK(desk.jobs.back().watch->begin_sending() == false);
        desk.well(leaves ? kDone : Outcome{Certainty::NotDone, Trouble::Cancelled});
        REQUIRE(desk.printed().size() == 1);
        CHECK(desk.printed()[0].certainty == (leaves ? Certainty::Done : Certainty::NotDone));
    }
}

TEST_CASE("a stuck worker is let go; what had left is unknown, what had not never will") {
    for (const bool left : {false, true}) {
        Desk desk;
        desk.well();
        desk.submit(1);
        const auto watch = desk.jobs.back().watch;
        if (left) CHECK(watch->begin_sending());
        desk.wait(10min);
        REQUIRE(desk.printed().size() == 1);
        CHECK(desk.printed()[0].certainty == (left ? Certainty::Unknown : Certainty::NotDone));
        CHECK(!watch->begin_sending());
        CHECK(desk.abandoned == 1);
        CHECK(desk.states().back() == State::Faulted);
        const std::uint64_t late = desk.jobs.back().id;
        desk.wait(1s);
        CHECK(desk.jobs.size() == 3);  // another worker looks
        desk.say(Finished{late, Report{.outcome = kDone}});
        CHECK(desk.printed().size() == 1);
        desk.well();
        CHECK(desk.states().back() == State::Ready);
    }
}

TEST_CASE("after three stuck workers nothing more is tried, and slips are answered at once") {
    Desk desk;
    for (int i = 0; i < 5; ++i) desk.wait(10min);  // each second one starts the next look
    CHECK(desk.abandoned == 3);
    CHECK(!desk.supervisor.wake_at());
    desk.submit(1);
    REQUIRE(desk.printed().size() == 1);
    CHECK(desk.printed()[0].certainty == Certainty::NotDone);
}

TEST_CASE("paper: low is degraded, out is faulted, and each is told once") {
    Desk desk;
    desk.well(std::nullopt, Desk::condition(0x12, 0x1E));
    CHECK(desk.states().back() == State::Degraded);
    desk.wait(30s);
    desk.well(std::nullopt, Desk::condition(0x32, 0x7E));
    CHECK(desk.states().back() == State::Faulted);
    const auto told = desk.states().size();
    desk.wait(1s);
    desk.well(std::nullopt, Desk::condition(0x32, 0x7E));
    CHECK(desk.states().size() == told);
    desk.wait(2s);
    desk.well();
    CHECK(desk.states().back() == State::Ready);
    const auto all = desk.states();
    State before = State::Absent;
    for (const State state : all) {
        CHECK((state == before || may_follow(before, state)));
        before = state;
    }
}

TEST_CASE("the end completes everything, with its certainty") {
    Desk desk;
    desk.well();
    desk.submit(1);
    desk.submit(2);
    CHECK(desk.jobs.back().watch->begin_sending());
    desk.say(Stop{});
    CHECK(desk.supervisor.stopped());
    const auto printed = desk.printed();
    REQUIRE(printed.size() == 2);
    CHECK(printed[0].certainty == Certainty::Unknown);
    CHECK(printed[1].certainty == Certainty::NotDone);
    CHECK(desk.jobs.back().watch->stop);
}

TEST_CASE("the ninth slip that waits is refused") {
    Desk desk;
    for (std::uint64_t i = 1; i <= 9; ++i) desk.submit(i);
    REQUIRE(desk.printed().size() == 1);
    CHECK(desk.printed()[0].request == 9);
    CHECK(desk.printed()[0].error->code == Code::DeviceBusy);
}
