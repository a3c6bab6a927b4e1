// The conformance suite of the card reader: deadlines, cancelling, services and readers that come and go
// (devices.md §2.2, §6.3).
#include <signal.h>
#include <winscard.h>

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <thread>

#include "tests/devices/rig.h"

using namespace circle::drivers;
using namespace circle::drivers::card;
using namespace std::chrono_literals;
using rig::Rig;
using Clock = std::chrono::steady_clock;

namespace {

Settings impatient() {
    Settings settings;
    settings.exchange_deadline = 500ms;
    settings.read_deadline = 2000ms;
    return settings;
}

constexpr auto kMargin = 1000ms;  // of the contract: deadline + 1 s

}  // namespace

TEST_CASE("a card that stalls beyond the deadline is given up, and the reader recovers with the next card") {
    Rig rig(impatient());
    for (const int at : {1, 2, 5, 12}) {
        INFO("at command " << at);
        rig.insert_with({"stall 600000 " + std::to_string(at)});
        const auto start = Clock::now();
        const auto done = rig.read();
        CHECK(Clock::now() - start < 500ms + kMargin);
        REQUIRE(!done.result);
        CHECK(done.result.error().code == Code::TimedOut);
        CHECK(rig.heard.wait([&] { return rig.heard.state() == State::Faulted; }));

        rig.card.say("remove");  // the stuck call comes back, and with it the reader
        CHECK(rig.heard.wait([&] { return rig.heard.state() == State::Ready; }));
        rig.insert();
        CHECK(rig.read().result);
        CHECK(rig.heard.results(done.request) == 1);
    }
    CHECK(rig.reader->health().statistics.timed_out == 4);
}

TEST_CASE("a card that answers too late is not believed, and is read when asked again") {
    Rig rig(impatient());
    rig.insert_with({"stall 1500 4"});
    const auto done = rig.read();
    REQUIRE(!done.result);
    CHECK(done.result.error().code == Code::TimedOut);
    CHECK(rig.heard.wait([&] { return rig.heard.state() == State::Ready; }));
    rig.card.say("clear");
    const auto again = rig.read();
    REQUIRE(again.result);
    CHECK(again.generation > done.generation);
    CHECK(rig.heard.results(done.request) == 1);
}

TEST_CASE("a card that is slow all along reaches the deadline of the whole read") {
    Rig rig(impatient());
    rig.insert_with({"latency 300"});
    const auto start = Clock::now();
    const auto done = rig.read();
    CHECK(Clock::now() - start < 2000ms + kMargin);
    REQUIRE(!done.result);
    CHECK(done.result.error().code == Code::TimedOut);
    rig.insert();
    CHECK(rig.heard.wait([&] { return rig.heard.state() == State::Ready; }));
    CHECK(rig.read().result);
}

TEST_CASE("while a stuck worker holds the reader, reads are answered all the same") {
    Rig rig(impatient());
    rig.insert_with({"stall 600000 3"});
    CHECK(rig.read().result.error().code == Code::TimedOut);
    for (int i = 0; i < 4; ++i) {
        const auto start = Clock::now();
        const auto done = rig.read();
        REQUIRE(!done.result);
        CHECK(Clock::now() - start < 500ms + kMargin);
        CHECK((done.result.error().code == Code::DeviceFault || done.result.error().code == Code::TimedOut));
    }
    rig.insert();
    CHECK(rig.heard.wait([&] { return rig.heard.state() == State::Ready; }));
    CHECK(rig.read().result);
}

TEST_CASE("cancelling gives one completion, before, during and after") {
    Rig rig;
    rig.insert_with({"latency 30"});
    SECTION("during") {
        const auto request = rig.submit();
        CHECK(rig.heard.wait([&] { return rig.heard.state() == State::Busy; }));
        const auto start = Clock::now();
        rig.reader->cancel(request);
        rig.reader->cancel(request);
        const auto done = rig.done(request);
        CHECK(Clock::now() - start < 1000ms);
        REQUIRE(!done.result);
        CHECK(done.result.error().code == Code::Cancelled);
        CHECK(rig.read().result);
        CHECK(rig.heard.results(request) == 1);
    }
    SECTION("at any moment: cancelled or read, never both") {
        std::size_t cancelled = 0;
        for (int i = 0; i < 20; ++i) {
            const auto request = rig.submit();
            std::this_thread::sleep_for(std::chrono::milliseconds(i * 40));
            rig.reader->cancel(request);
            const auto done = rig.done(request);
            if (!done.result) {
                CHECK(done.result.error().code == Code::Cancelled);
                ++cancelled;
            }
        }
        CHECK(cancelled > 0);
        const auto last = rig.read();  // comes after everything else
        CHECK(last.result);
        CHECK(rig.heard.all<ReadDone>().size() == 21);
        CHECK(rig.reader->health().statistics.cancelled == cancelled);
    }
    SECTION("after, and of what was never asked") {
        const auto done = rig.read();
        rig.reader->cancel(done.request);
        rig.reader->cancel(999);
        CHECK(rig.read().result);
        CHECK(rig.heard.all<ReadDone>().size() == 2);
    }
}

TEST_CASE("a card pulled by hand in mid-read is told within a second") {
    Rig rig;
    rig.insert_with({"latency 100"});
    const auto request = rig.submit();
    CHECK(rig.heard.wait([&] { return rig.heard.state() == State::Busy; }));
    const auto start = Clock::now();
    rig.card.say("remove");
    const auto done = rig.done(request);
    CHECK(Clock::now() - start < 1000ms);
    REQUIRE(!done.result);
    CHECK(done.result.error().code == Code::MediaRemoved);
}

TEST_CASE("a card that loses touch in mid-read and has it again at once can be read") {
    Rig rig;
    for (int turn = 0; turn < 3; ++turn) {
        INFO("turn " << turn);
        rig.insert_with({"pull 3"});
        REQUIRE(!rig.read().result);
        rig.card.say("clear");
        rig.card.say("insert");  // before pcscd looks at the slot again
        bool read = false;
        const auto end = Clock::now() + rig::kPatience;
        while (!read && Clock::now() < end) {
            read = rig.read().result.has_value();
            if (!read) std::this_thread::sleep_for(100ms);
        }
        CHECK(read);
    }
}

TEST_CASE("pcscd killed and restarted") {
    Rig rig;
    rig.insert();
    CHECK(rig.read().result);
    for (const int signal : {SIGKILL, SIGTERM}) {
        rig.pcscd.stop(signal);
        CHECK(rig.heard.wait([&] { return rig.heard.state() == State::Absent; }));
        CHECK(rig.heard.wait(
            [&] { return rig.heard.all<Removed>().size() == rig.heard.all<Inserted>().size(); }));
        const auto without = rig.read();
        REQUIRE(!without.result);
        CHECK(without.result.error().code == Code::DeviceGone);
        CHECK(without.result.error().locus == Locus::Service);
        const std::size_t before = rig.heard.all<Inserted>().size();
        rig.pcscd.start();
        CHECK(rig.heard.wait([&] { return rig.heard.all<Inserted>().size() > before; }));
        CHECK(rig.read().result);
    }
}

TEST_CASE("pcscd killed in mid-read") {
    Rig rig;
    rig.insert_with({"latency 100"});
    const auto request = rig.submit();
    CHECK(rig.heard.wait([&] { return rig.heard.state() == State::Busy; }));
    const auto start = Clock::now();
    rig.pcscd.stop(SIGKILL);
    const auto done = rig.done(request);
    CHECK(Clock::now() - start < 1000ms);
    REQUIRE(!done.result);
    CHECK(done.result.error().code == Code::DeviceGone);
    const std::size_t before = rig.heard.all<Inserted>().size();
    rig.pcscd.start();
    CHECK(rig.heard.wait([&] { return rig.heard.all<Inserted>().size() > before; }));
    CHECK(rig.read().result);
    CHECK(rig.heard.results(request) == 1);
}

TEST_CASE("no pcscd, then one without a reader, then one with it, then one under another name") {
    rig::Listener heard;
    Settings settings;
    settings.reader = "Virtual PCD";
    const auto reader = Reader::start(settings, heard.sink());
    REQUIRE(heard.wait([&] { return !heard.all<StateChanged>().empty(); }));
    CHECK(heard.all<StateChanged>().front().state == State::Absent);
    REQUIRE(heard.all<StateChanged>().front().error);
    CHECK(heard.all<StateChanged>().front().error->raw == "SCARD_E_NO_SERVICE");

    rig::Pcscd pcscd("Other Reader");
    REQUIRE(heard.wait([&] { return heard.all<StateChanged>().size() > 1; }));
    CHECK(heard.all<StateChanged>()[1].state == State::Absent);
    CHECK(!heard.all<StateChanged>()[1].error);  // not an error: the reader is not there
    reader->submit(1);
    REQUIRE(heard.wait([&] { return heard.results(1) == 1; }));
    CHECK(heard.result(1)->result.error().code == Code::DeviceGone);

    pcscd.stop(SIGTERM);
    pcscd.start_without_reader();
    reader->submit(2);
    REQUIRE(heard.wait([&] { return heard.results(2) == 1; }));
    CHECK(heard.result(2)->result.error().code == Code::DeviceGone);

    pcscd.stop(SIGTERM);
    pcscd.start("Virtual PCD");
    REQUIRE(heard.wait([&] { return heard.state() == State::Ready; }));
    CHECK(reader->health().identity.model == "Virtual PCD 00 00");
    pcscd.stop(SIGTERM);
    REQUIRE(heard.wait([&] { return heard.state() == State::Absent; }));
    pcscd.start("Virtual PCD Two");
    REQUIRE(heard.wait([&] { return heard.state() == State::Ready; }));
    CHECK(reader->health().identity.model == "Virtual PCD Two 00 00");
}

TEST_CASE("another program has the card") {
    Rig rig;
    rig.insert();
    SCARDCONTEXT context = 0;
    SCARDHANDLE handle = 0;
    DWORD protocol = 0;
    REQUIRE(SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context) == SCARD_S_SUCCESS);
    REQUIRE(SCardConnect(context, "Virtual PCD 00 00", SCARD_SHARE_SHARED,
                         SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &handle, &protocol) == SCARD_S_SUCCESS);
    const auto busy = rig.read();
    REQUIRE(!busy.result);
    CHECK(busy.result.error().code == Code::DeviceBusy);
    CHECK(rig.reader->health().statistics.retried > 0);
    CHECK(SCardDisconnect(handle, SCARD_LEAVE_CARD) == SCARD_S_SUCCESS);
    CHECK(SCardReleaseContext(context) == SCARD_S_SUCCESS);
    CHECK(rig.read().result);
}

TEST_CASE("the driver ends within a second and answers what it owes, even when stuck") {
    rig::Listener heard;
    rig::Pcscd pcscd;
    rig::Card card;
    auto reader = Reader::start({}, heard.sink());
    const auto end_within_a_second = [&] {
        const auto start = Clock::now();
        reader.reset();
        CHECK(Clock::now() - start < 1000ms);
    };
    REQUIRE(heard.wait([&] { return heard.state() == State::Ready; }));
    SECTION("idle") { end_within_a_second(); }
    SECTION("in a call that does not come back") {
        card.say("fault stall 600000 2");
        card.say("insert");
        REQUIRE(heard.wait([&] { return !heard.all<Inserted>().empty(); }));
        reader->submit(1);
        REQUIRE(heard.wait([&] { return card.status().find("commands=2") != std::string::npos; }));
        end_within_a_second();
        REQUIRE(heard.results(1) == 1);
        CHECK(heard.result(1)->result.error().code == Code::Cancelled);
        card.say("remove");
    }
    SECTION("with a service that no longer answers at all") {
        pcscd.send(SIGSTOP);
        end_within_a_second();
        pcscd.send(SIGCONT);
    }
}

namespace {

// How often the driver's own threads were awake: context switches of those that bear its names.
struct Switches {
    int threads = 0;
    std::uint64_t count = 0;
};

Switches driver_switches() {
    Switches out;
    for (const auto& thread : std::filesystem::directory_iterator("/proc/self/task")) {
        std::string name;
        std::getline(std::ifstream(thread.path() / "comm"), name);
        if (!name.starts_with("card-")) continue;
        ++out.threads;
        std::ifstream status(thread.path() / "status");
        for (std::string line; std::getline(status, line);) {
            if (line.find("ctxt_switches") != std::string::npos)
                out.count += std::stoull(line.substr(line.find(':') + 1));
        }
    }
    return out;
}

}  // namespace

TEST_CASE("an idle driver sleeps") {
    Rig rig;
    rig.insert();
    CHECK(rig.read().result);
    std::this_thread::sleep_for(1s);  // let what the read began come to rest
    const Switches before = driver_switches();
    std::this_thread::sleep_for(5s);
    const Switches after = driver_switches();
    CHECK(before.threads == 3);
    CHECK(after.threads == 3);
    CHECK(after.count - before.count <= 1);  // one of the rare looks may fall into the five seconds
}
