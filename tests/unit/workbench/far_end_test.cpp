// What the far ends say, in the words of their own documents.
#include "tests/workbench/far_end.h"

#include <catch2/catch_test_macros.hpp>

using namespace circle::workbench;
using namespace std::chrono_literals;

namespace {

const std::vector<Person> people{{"/p/01-anna.toml", "01-anna", "演示甲", "2.00"},
                                 {"/p/02-bert.toml", "02-bert", "周建国", "3.00"},
                                 {"/p/03-cleo.toml", "03-cleo", "吴小玲", ""}};

}  // namespace

TEST_CASE("the card says what is in the reader") {
    State state = card_said({}, people, "ok inserted connected powered person=02-bert commands=17 faults=none");
    CHECK(state.inserted);
    CHECK(state.person == 1);
    state = card_said(state, people, "ok out apart off person=02-bert commands=2 faults=mute,pull");
    CHECK_FALSE(state.inserted);
    CHECK((state.mute && state.pulled_out && !state.other_card));
    CHECK(state.person == 1);
    // The person that goes in next is the one chosen here, whoever was in last.
    state.person = 2;
    CHECK(card_said(state, people, "ok out apart off person=02-bert commands=2 faults=none").person == 2);
    CHECK(card_said(state, people, "ok inserted connected off person=x commands=0 faults=none").person == 2);
}

TEST_CASE("an answer that is none is trouble, until a good one comes") {
    for (const char* answer : {"", "ok", "ok 12", "error no such command", "/s/card: closed",
                               "ok person=01-anna", "ok inserted out person=01-anna"}) {
        INFO(answer);
        State state = card_said({}, people, answer);
        CHECK(state.trouble == Trouble::Card);
        CHECK(state.said == answer);
        state = card_said(state, people, "ok out apart off person=01-anna commands=0 faults=none");
        CHECK(state == State{});
    }
}

TEST_CASE("the platform says how the line is and what is broken") {
    const State broken = platform_said(
        {}, R"({"ok": true, "result": {"line": "off", "port": 1, "faults": ["delay", "failure", "cut"]}})");
    CHECK((broken.line_cut && broken.slow && broken.refused && broken.other_platform));
    CHECK(platform_said(broken, R"({"ok":true,"result":{"line":"on","faults":[]}})") == State{});
    CHECK(platform_said({}, R"({"ok":true,"result":{"line":"silent","faults":[]}})").line_cut);
    for (const char* answer :
         {"", "{", "[]", R"({"ok":true})", R"({"ok":false,"error":"x"})", R"({"ok":true,"result":1})",
          R"({"ok":true,"result":{"line":"on"}})", R"({"ok":true,"result":{"line":"on","faults":1}})",
          R"({"ok":1,"result":{"line":"on","faults":[]}})"}) {
        INFO(answer);
        CHECK(platform_said({}, answer).trouble == Trouble::Platform);
    }
}

TEST_CASE("the trouble of one far end is not healed by the other") {
    const Command to_platform{FarEnd::Platform, "{}", 0ms};
    const Command to_card{FarEnd::Card, "insert", 0ms};
    State state = answered({}, to_platform, R"({"ok": false, "error": "ValueError: x"})");
    CHECK(state.trouble == Trouble::Platform);
    CHECK(answered(state, to_card, "ok inserted").trouble == Trouble::Platform);
    CHECK(answered(state, to_platform, R"({"ok": true, "result": ["delay"]})") == State{});
    CHECK(answered({}, to_card, "error nobody").trouble == Trouble::Card);
    CHECK(answered({}, to_card, "okay").trouble == Trouble::Card);
    CHECK(answered({}, to_card, "ok") == State{});
}
