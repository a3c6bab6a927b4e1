// The decisions of the card driver with workers that do as they are told and a clock that is a number.
#include "drivers/card/supervisor.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "drivers/card/faults.h"

using namespace circle::drivers;
using namespace circle::drivers::card;
using namespace std::chrono_literals;

namespace {

class Desk {
  public:
    Desk()
        : supervisor(
              settings(), [this](Event event) { events.push_back(std::move(event)); }, factory(), board) {}

    static Settings settings() {
        Settings s;
        s.reader = "R";
        return s;
    }

    void say(Message message) { supervisor.handle(message, now); }
    void see(Sighting::Kind kind, std::uint32_t counter = 0, const char* reader = "R 00") {
        const bool there = kind == Sighting::Kind::Card || kind == Sighting::Kind::Empty;
        std::optional<Error> error;
        if (kind == Sighting::Kind::NoService) error = fault(Code::DeviceGone, "SCARD_E_NO_SERVICE");
        say(Sighting{kind, there ? reader : "", counter, error, kind == Sighting::Kind::Card ? "3B00" : ""});
    }
    void finish(std::size_t job, ReadResult result) {
        say(Finished{jobs.at(job).id, std::make_unique<ReadResult>(std::move(result)), 0});
    }
    void after(std::chrono::milliseconds time) {
        now += time;
        supervisor.tick(now);
    }
    void stick(std::size_t job) { jobs.at(job).watch->in_call_since = now.time_since_epoch().count(); }

    static ReadResult good() {
        CardData card;
        card.card_number = "A00000011";
        return card;
    }

    template <typename T>
    std::vector<const T*> all() const {
        std::vector<const T*> out;
        for (const Event& event : events) {
            if (const T* one = std::get_if<T>(&event)) out.push_back(one);
        }
        return out;
    }
    std::vector<State> states() const {
        std::vector<State> out;
        for (const StateChanged* change : all<StateChanged>()) out.push_back(change->state);
        return out;
    }
    Code outcome(std::size_t index = 0) const { return all<ReadDone>().at(index)->result.error().code; }

    Supervisor::Clock::time_point now = Supervisor::Clock::now();
    std::vector<Event> events;
    std::vector<Job> jobs;
    int abandoned = 0, workers = 0;
    std::shared_ptr<HealthBoard> board = std::make_shared<HealthBoard>();
    Supervisor supervisor;

  private:
    class Puppet final : public Worker {
      public:
        explicit Puppet(Desk& desk) : desk_(desk) { ++desk_.workers; }
        ~Puppet() override { --desk_.workers; }
        Puppet(const Puppet&) = delete;
        Puppet& operator=(const Puppet&) = delete;
        void run(Job job) override { desk_.jobs.push_back(std::move(job)); }
        void abandon() override { ++desk_.abandoned; }

      private:
        Desk& desk_;
    };
    WorkerFactory factory() {
        return [this] { return std::make_unique<Puppet>(*this); };
    }
};

}  // namespace

TEST_CASE("a card is read once and the reader is ready again") {
    Desk desk;
    desk.see(Sighting::Kind::Empty);
    desk.see(Sighting::Kind::Card, 1);
    desk.say(Submit{7});
    REQUIRE(desk.jobs.size() == 1);
    CHECK(desk.jobs[0].reader == "R 00");
    desk.finish(0, Desk::good());
    REQUIRE(desk.all<ReadDone>().size() == 1);
    CHECK(desk.all<ReadDone>()[0]->request == 7);
    CHECK(desk.all<ReadDone>()[0]->generation == 1);
    CHECK(desk.all<ReadDone>()[0]->result->card_number == "A00000011");
    CHECK(desk.all<ReadDone>()[0]->result->atr == "3B00");
    CHECK(desk.states() == std::vector{State::Starting, State::Ready, State::Busy, State::Ready});
    CHECK(desk.board->get().statistics.completed == 1);
    CHECK(desk.board->get().statistics.arrivals == 1);
    CHECK(!desk.supervisor.wake_at());
}

TEST_CASE("reads that cannot start are answered at once") {
    Desk desk;
    SECTION("no service") {
        desk.see(Sighting::Kind::NoService);
        desk.say(Submit{1});
        CHECK(desk.outcome() == Code::DeviceGone);
        CHECK(desk.all<ReadDone>()[0]->result.error().raw == "SCARD_E_NO_SERVICE");
    }
    SECTION("no reader is a state, not an error") {
        desk.see(Sighting::Kind::NoReader);
        REQUIRE(desk.all<StateChanged>().size() == 1);
        CHECK(desk.all<StateChanged>()[0]->state == State::Absent);
        CHECK(!desk.all<StateChanged>()[0]->error);
        desk.say(Submit{1});
        CHECK(desk.outcome() == Code::DeviceGone);
    }
    SECTION("no card") {
        desk.see(Sighting::Kind::Empty);
        desk.say(Submit{1});
        CHECK(desk.outcome() == Code::NoMedia);
    }
    SECTION("a second read while one is under way") {
        desk.see(Sighting::Kind::Card);
        desk.say(Submit{1});
        desk.say(Submit{2});
        CHECK(desk.outcome() == Code::DeviceBusy);
        CHECK(desk.all<ReadDone>()[0]->request == 2);
    }
    CHECK(desk.all<ReadDone>().size() == 1);
}

TEST_CASE("a read asked for before anything is known waits for the first sighting") {
    Desk desk;
    desk.say(Submit{1});
    CHECK(desk.all<ReadDone>().empty());
    SECTION("and starts with it") {
        desk.see(Sighting::Kind::Card, 1);
        CHECK(desk.jobs.size() == 1);
    }
    SECTION("or ends at its deadline") {
        REQUIRE(desk.supervisor.wake_at());
        desk.after(8000ms);
        CHECK(desk.outcome() == Code::TimedOut);
    }
    SECTION("or with the driver") {
        desk.say(Stop{});
        CHECK(desk.outcome() == Code::Cancelled);
    }
}

TEST_CASE("cancelling ends a read once, whatever the worker brings afterwards") {
    Desk desk;
    desk.see(Sighting::Kind::Card, 1);
    desk.say(Submit{1});
    desk.say(Cancel{9});
    CHECK(desk.all<ReadDone>().empty());
    desk.say(Cancel{1});
    desk.say(Cancel{1});
    CHECK(desk.outcome() == Code::Cancelled);
    CHECK(desk.jobs[0].watch->stop);

    desk.say(Submit{2});  // waits for the worker
    CHECK(desk.jobs.size() == 1);
    desk.finish(0, Desk::good());
    CHECK(desk.all<ReadDone>().size() == 1);
    REQUIRE(desk.jobs.size() == 2);
    desk.finish(1, Desk::good());
    REQUIRE(desk.all<ReadDone>().size() == 2);
    CHECK(desk.all<ReadDone>()[1]->result);
    desk.say(Cancel{2});
    CHECK(desk.all<ReadDone>().size() == 2);
}

TEST_CASE("a card pulled in mid-read ends it at once") {
    Desk desk;
    desk.see(Sighting::Kind::Card, 1);
    desk.say(Submit{1});
    SECTION("seen as an empty reader") {
        desk.see(Sighting::Kind::Empty, 2);
        CHECK(desk.outcome() == Code::MediaRemoved);
        CHECK(desk.all<Removed>().size() == 1);
        CHECK(desk.all<Inserted>().size() == 1);
    }
    SECTION("and another put in between two looks") {
        desk.see(Sighting::Kind::Card, 3);
        CHECK(desk.outcome() == Code::MediaRemoved);
        CHECK(desk.all<Removed>().size() == 1);
        REQUIRE(desk.all<Inserted>().size() == 2);
        CHECK(desk.all<Inserted>()[1]->generation == 2);
    }
    SECTION("together with the reader") {
        desk.see(Sighting::Kind::NoReader);
        CHECK(desk.outcome() == Code::DeviceGone);
        CHECK(desk.board->get().state == State::Absent);
    }
    SECTION("together with the service") {
        desk.see(Sighting::Kind::NoService);
        CHECK(desk.outcome() == Code::DeviceGone);
        REQUIRE(desk.board->get().last_error);
    }
    SECTION("because another reader took its place") {
        desk.see(Sighting::Kind::Card, 1, "R 01");
        CHECK(desk.outcome() == Code::DeviceGone);
        CHECK(desk.all<Inserted>().size() == 2);
    }
    CHECK(desk.jobs[0].watch->stop);
    desk.finish(0, Desk::good());
    CHECK(desk.all<ReadDone>().size() == 1);
}

TEST_CASE("a worker stuck in a call is put away and its late result dropped") {
    Desk desk;
    desk.see(Sighting::Kind::Card, 1);
    desk.say(Submit{1});
    desk.stick(0);
    desk.after(2999ms);
    CHECK(desk.all<ReadDone>().empty());
    desk.after(1ms);
    CHECK(desk.outcome() == Code::TimedOut);
    CHECK(desk.abandoned == 1);
    CHECK(desk.board->get().state == State::Faulted);
    CHECK(desk.board->get().generation == 2);
    CHECK(desk.board->get().statistics.timed_out == 1);

    SECTION("it comes back by itself") {
        desk.finish(0, Desk::good());
        CHECK(desk.board->get().state == State::Ready);
        CHECK(desk.all<ReadDone>().size() == 1);
        CHECK(desk.workers == 0);
    }
    SECTION("a fresh worker gets through") {
        desk.say(Submit{2});
        REQUIRE(desk.jobs.size() == 2);
        CHECK(desk.workers == 2);
        desk.finish(1, Desk::good());
        CHECK(desk.board->get().state == State::Ready);
        CHECK(desk.all<ReadDone>()[1]->result);
        desk.finish(0, Desk::good());
        CHECK(desk.workers == 1);
        CHECK(desk.all<ReadDone>().size() == 2);
    }
    SECTION("a fresh worker finds the reader held by the stuck one") {
        desk.say(Submit{2});
        desk.finish(1, tl::unexpected(fault(Code::DeviceBusy, "SCARD_E_SHARING_VIOLATION")));
        CHECK(desk.outcome(1) == Code::DeviceFault);
        CHECK(desk.board->get().state == State::Faulted);
    }
    SECTION("no more than three are put away") {
        for (std::uint64_t request = 2; request <= 3; ++request) {
            desk.say(Submit{request});
            desk.stick(request - 1);
            desk.after(3000ms);
        }
        CHECK(desk.workers == 3);
        desk.say(Submit{4});
        CHECK(desk.outcome(3) == Code::DeviceFault);
        CHECK(desk.workers == 3);
        desk.finish(1, Desk::good());
        CHECK(desk.board->get().state == State::Faulted);
        desk.say(Submit{5});
        CHECK(desk.jobs.size() == 4);
    }
    SECTION("the reader goes and comes") {
        desk.see(Sighting::Kind::NoService);
        desk.see(Sighting::Kind::Card, 0);
        CHECK(desk.board->get().state == State::Ready);
        desk.say(Submit{2});
        CHECK(desk.jobs.size() == 2);
    }
}

TEST_CASE("a read that never ends although every exchange does is ended too") {
    Desk desk;
    desk.see(Sighting::Kind::Card, 1);
    desk.say(Submit{1});
    for (int i = 0; i < 7; ++i) {
        desk.stick(0);
        desk.after(1000ms);
    }
    CHECK(desk.all<ReadDone>().empty());
    desk.stick(0);
    desk.after(1000ms);
    CHECK(desk.outcome() == Code::TimedOut);
    CHECK(desk.jobs[0].watch->stop);
}

TEST_CASE("a cancelled read whose worker is stuck does not hold up the next one for ever") {
    Desk desk;
    desk.see(Sighting::Kind::Card, 1);
    desk.say(Submit{1});
    desk.stick(0);
    desk.say(Cancel{1});
    desk.say(Submit{2});
    desk.after(3000ms);
    CHECK(desk.jobs.size() == 2);
    CHECK(desk.all<ReadDone>().size() == 1);
    desk.finish(1, Desk::good());
    REQUIRE(desk.all<ReadDone>().size() == 2);
    CHECK(desk.all<ReadDone>()[1]->result);
}

TEST_CASE("stopping answers what is owed and nothing after that") {
    Desk desk;
    desk.see(Sighting::Kind::Card, 1);
    desk.say(Submit{1});
    desk.say(Stop{});
    CHECK(desk.outcome() == Code::Cancelled);
    desk.finish(0, Desk::good());
    CHECK(desk.all<ReadDone>().size() == 1);
    CHECK(desk.supervisor.stopped());
}

TEST_CASE("every state follows from the one before by the table") {
    Desk desk;
    State before = State::Absent;
    std::size_t checked = 0;
    const auto check = [&] {
        const auto states = desk.states();
        for (; checked < states.size(); ++checked) {
            INFO(name(before) << " -> " << name(states[checked]));
            CHECK((states[checked] == State::Absent || may_follow(before, states[checked])));
            before = states[checked];
        }
    };
    // A long walk of everything that can happen, in an order that a small generator makes up and that is always
    // the same.
    std::uint32_t seed = 12345;
    std::uint64_t request = 0;
    for (int step = 0; step < 5000; ++step) {
        seed = seed * 1664525U + 1013904223U;
        switch (seed >> 28U) {
            case 0:
                desk.see(Sighting::Kind::NoService);
                break;
            case 1:
                desk.see(Sighting::Kind::NoReader);
                break;
            case 2:
            case 3:
                desk.see(Sighting::Kind::Empty, seed >> 8U & 3U);
                break;
            case 4:
            case 5:
            case 6:
                desk.see(Sighting::Kind::Card, seed >> 8U & 3U);
                break;
            case 7:
            case 8:
            case 9:
                desk.say(Submit{++request});
                break;
            case 10:
                desk.say(Cancel{request});
                break;
            case 11:
                if (!desk.jobs.empty()) desk.stick(desk.jobs.size() - 1);
                break;
            case 12:
                desk.after(1500ms);
                break;
            default:
                if (!desk.jobs.empty()) {
                    const std::size_t job =
                        (seed >> 8U) % 4 < 3 ? desk.jobs.size() - 1 : (seed >> 8U) % desk.jobs.size();
                    desk.finish(job, seed >> 10U & 1U ? Desk::good()
                                                      : ReadResult(tl::unexpected(fault(Code::MediaMute))));
                }
        }
        check();
    }
    desk.say(Stop{});
    std::vector<std::uint64_t> answered;
    for (const ReadDone* done : desk.all<ReadDone>()) answered.push_back(done->request);
    std::ranges::sort(answered);
    CHECK(std::ranges::adjacent_find(answered) == answered.end());
    CHECK(answered.size() == request);
}
