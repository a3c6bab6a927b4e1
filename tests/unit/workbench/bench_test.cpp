// Which touch sends which lines, in the words of the two control sockets' own documents.
#include "tests/workbench/bench.h"

#include <catch2/catch_test_macros.hpp>

using namespace circle::workbench;
using namespace std::chrono_literals;

namespace {

const std::vector<Person> people{{"/p/01-anna.toml", "01-anna", "演示甲", "2.00"},
                                 {"/p/02-bert.toml", "02-bert", "周建国", "3.00"},
                                 {"/p/03-cleo.toml", "03-cleo", "吴小玲", ""}};

const std::string slow = R"({"do":"fault","name":"delay","ms":2000,"times":0})";
const std::string refused =
    R"({"do":"fault","name":"failure","text":"演示：平台暂时不能办理，请稍后再试","times":0})";

std::vector<std::string> lines(const Step& step, FarEnd to) {
    std::vector<std::string> found;
    for (const Command& one : step.commands) {
        if (one.to == to) found.push_back(one.line);
    }
    return found;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a card goes in and out") {
    const Step in = touched({}, people, "bench.insert");
    CHECK(lines(in, FarEnd::Card) == Lines{"person /p/01-anna.toml", "insert"});
    CHECK(lines(in, FarEnd::Platform).empty());
    CHECK(in.state.inserted);
    const Step out = touched(in.state, people, "bench.remove");
    CHECK(lines(out, FarEnd::Card) == Lines{"remove"});
    CHECK_FALSE(out.state.inserted);
}

TEST_CASE("a person of the list goes in at once") {
    State state = touched({}, people, "bench.people").state;
    CHECK(state.choosing);
    const Step step = touched(state, people, "people.1");
    CHECK_FALSE(step.state.choosing);
    CHECK(step.state.person == 1);
    CHECK(step.state.inserted);
    CHECK(step.commands ==
          std::vector<Command>{{FarEnd::Card, "person /p/02-bert.toml", 0ms}, {FarEnd::Card, "insert", 0ms}});
}

TEST_CASE("another person's card waits until the reader has seen the first one go") {
    State state;
    state.inserted = true;
    const Step step = touched(state, people, "people.2");
    CHECK(lines(step, FarEnd::Card) == Lines{"remove", "person /p/03-cleo.toml", "insert"});
    CHECK(step.commands[0].rest == 0ms);
    CHECK(step.commands[1].rest > 400ms);  // how often pcscd looks at its readers
}

TEST_CASE("a node that nobody drew leads nowhere") {
    const State state;
    for (const char* node : {"", "people.", "people.3", "people.-1", "people.1x", "people.99999999999999999999",
                             "bench.status", "page.more"}) {
        INFO(node);
        CHECK(touched(state, people, node) == Step{state, {}, false});
    }
    CHECK(touched(state, {}, "bench.insert").commands.empty());
}

TEST_CASE("the line is cut and restored") {
    const Step cut = touched({}, people, "bench.line");
    CHECK(lines(cut, FarEnd::Platform) == Lines{R"({"do":"line","state":"off"})"});
    CHECK(cut.state.line_cut);
    const Step whole = touched(cut.state, people, "bench.line");
    CHECK(lines(whole, FarEnd::Platform) == Lines{R"({"do":"line","state":"on"})"});
    CHECK_FALSE(whole.state.broken());
}

TEST_CASE("each fault is set by one line") {
    CHECK(lines(touched({}, people, "bench.slow"), FarEnd::Platform) == Lines{slow});
    CHECK(lines(touched({}, people, "bench.refused"), FarEnd::Platform) == Lines{refused});
    CHECK(lines(touched({}, people, "bench.mute"), FarEnd::Card) == Lines{"fault mute"});
    CHECK(lines(touched({}, people, "bench.pulled"), FarEnd::Card) == Lines{"fault pull 2"});
}

TEST_CASE("a fault touched again goes, the others stay") {
    State state;
    state.slow = state.refused = state.mute = state.pulled_out = state.line_cut = true;
    const std::string off = R"({"do":"line","state":"off"})";
    const std::string clear = R"({"do":"clear"})";
    const Step quick = touched(state, people, "bench.slow");
    CHECK(lines(quick, FarEnd::Platform) == Lines{clear, refused, off});
    CHECK(lines(quick, FarEnd::Card).empty());
    CHECK_FALSE(quick.state.slow);
    CHECK(quick.state.refused);
    CHECK(lines(touched(state, people, "bench.refused"), FarEnd::Platform) == Lines{clear, slow, off});
    CHECK(lines(touched(state, people, "bench.mute"), FarEnd::Card) == Lines{"clear", "fault pull 2"});
    CHECK(lines(touched(state, people, "bench.pulled"), FarEnd::Card) == Lines{"clear", "fault mute"});
}

TEST_CASE("all well again clears both far ends") {
    State state;
    state.slow = state.refused = state.mute = state.pulled_out = state.line_cut = true;
    const Step step = touched(state, people, "bench.clear");
    CHECK_FALSE(step.state.broken());
    CHECK(lines(step, FarEnd::Card) == Lines{"clear"});
    CHECK(lines(step, FarEnd::Platform) == Lines{R"({"do":"clear"})"});
}

TEST_CASE("language, back and the end") {
    CHECK_FALSE(touched({}, people, "bar.language").state.chinese);
    State choosing;
    choosing.choosing = true;
    CHECK(touched(choosing, people, "bar.back") == Step{State{}, {}, false});
    CHECK(touched({}, people, "bar.quit").quit);
}
