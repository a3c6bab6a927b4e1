#include "kiosk/inspect/waits.h"

#include <catch2/catch_test_macros.hpp>
#include <variant>

namespace {

using namespace circle::inspect;  // NOLINT: the whole file is about these names
using namespace std::chrono_literals;

struct World {  // what main would show
    std::vector<circle::screens::Node> tree;
    StateNow state{"idle", std::nullopt, "zh-CN", "standard", {}};
    std::vector<LoggedEvent> log;
    bool settled = true;
    int asked = 0;

    void show(const std::string& id) {
        circle::screens::Node node;
        node.id = id;
        tree.push_back(node);
    }
    void happen(const std::string& id) {
        const std::uint64_t seq = log.size() + 1;
        log.push_back({seq, id, "{\"seq\":" + std::to_string(seq) + "}"});
    }
    Snapshot snapshot() {
        return {tree, state, settled, [this](std::uint64_t after) {
                    ++asked;
                    std::vector<LoggedEvent> newer;
                    for (const auto& event : log)
                        if (event.seq > after) newer.push_back(event);
                    return newer;
                }};
    }
};

Wait for_node(const std::string& id, std::chrono::milliseconds timeout = 10s) {
    Wait wait;
    wait.node = id;
    wait.timeout = timeout;
    return wait;
}
Wait for_state(const std::string& id) {
    Wait wait;
    wait.state = id;
    return wait;
}
Wait for_event(const std::string& id) {
    Wait wait;
    wait.event = id;
    return wait;
}

const Waits::Time t0{};

}  // namespace

TEST_CASE("waits: a node is found at once or when it comes, in a settled frame only") {
    World world;
    Waits waits;
    waits.add(1, for_node("idle.start"), t0);
    CHECK(waits.check(world.snapshot(), t0).empty());
    world.show("idle.start");
    world.settled = false;
    CHECK(waits.check(world.snapshot(), t0).empty());
    world.settled = true;
    const auto answers = waits.check(world.snapshot(), t0);
    REQUIRE(answers.size() == 1);
    CHECK(answers[0].first == 1);
    CHECK(std::get<NodeThere>(answers[0].second).node.id == "idle.start");
    CHECK(waits.empty());
    CHECK(world.asked == 0);
}

TEST_CASE("waits: a state") {
    World world;
    Waits waits;
    waits.add(1, for_state("query"), t0);
    CHECK(waits.check(world.snapshot(), t0).empty());
    world.state.state = "query";
    const auto answers = waits.check(world.snapshot(), t0);
    REQUIRE(answers.size() == 1);
    CHECK(std::get<StateNow>(answers[0].second).state == "query");
}

TEST_CASE("waits: time runs out for each by itself, and the answer says what was missing") {
    World world;
    Waits waits;
    CHECK_FALSE(waits.next_deadline().has_value());
    waits.add(1, for_node("a", 500ms), t0);
    waits.add(2, for_node("b", 200ms), t0 + 100ms);
    CHECK(waits.next_deadline() == t0 + 300ms);
    CHECK(waits.check(world.snapshot(), t0 + 299ms).empty());
    auto answers = waits.check(world.snapshot(), t0 + 300ms);
    REQUIRE(answers.size() == 1);
    CHECK(answers[0].first == 2);
    const auto& error = std::get<Error>(answers[0].second);
    CHECK(error.code == Code::Timeout);
    CHECK(error.text == "no node b within 200 ms; the state is idle");
    CHECK(waits.next_deadline() == t0 + 500ms);
    answers = waits.check(world.snapshot(), t0 + 9s);
    REQUIRE(answers.size() == 1);
    CHECK(answers[0].first == 1);
}

TEST_CASE("waits: what is there at the deadline counts") {
    World world;
    world.show("a");
    Waits waits;
    waits.add(1, for_node("a", 0ms), t0);
    const auto answers = waits.check(world.snapshot(), t0 + 1s);
    REQUIRE(answers.size() == 1);
    CHECK(std::holds_alternative<NodeThere>(answers[0].second));
}

TEST_CASE("waits: an event is looked for from the last acting command on, then from the last one found") {
    World world;
    Waits waits;
    world.happen("card.inserted");
    world.happen("card.read.end");
    waits.add(1, for_event("card.inserted"), t0);  // nothing acted yet: the whole log counts
    REQUIRE(waits.check(world.snapshot(), t0).size() == 1);
    waits.add(2, for_event("card.inserted"), t0);  // found already
    CHECK(waits.check(world.snapshot(), t0).empty());
    world.happen("card.inserted");
    const auto answers = waits.check(world.snapshot(), t0);
    REQUIRE(answers.size() == 1);
    CHECK(std::get<EventSeen>(answers[0].second).seq == 3);

    world.happen("visit.started");
    waits.acting(world.log.size());
    waits.add(3, for_event("visit.started"), t0);
    CHECK(waits.check(world.snapshot(), t0).empty());
    Wait earlier = for_event("visit.started");
    earlier.after = 0;
    waits.add(4, earlier, t0);
    const auto found = waits.check(world.snapshot(), t0);
    REQUIRE(found.size() == 1);
    CHECK(found[0].first == 4);
    CHECK(std::get<EventSeen>(found[0].second).seq == 4);
}

TEST_CASE("waits: looking is not acting") {
    for (const Command& command : std::initializer_list<Command>{Tap{}, Text{}, Key{}, Stroke{}, Advance{}})
        CHECK(acts(command));
    for (const Command& command :
         std::initializer_list<Command>{Tree{}, Wait{}, Said{}, Screenshot{}, State{}, Counters{}, Quit{}})
        CHECK_FALSE(acts(command));
}

TEST_CASE("waits: an event counts although the frame still moves") {
    World world;
    world.settled = false;
    world.happen("line.down");
    Waits waits;
    waits.add(1, for_event("line.down"), t0);
    CHECK(waits.check(world.snapshot(), t0).size() == 1);
}
