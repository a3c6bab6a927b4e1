// What the page says for a state, and that each of its buttons does something.
#include "tests/workbench/words.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace circle::workbench;
using namespace circle::screens::view;

namespace {

const std::vector<Person> people{{"/p/01-anna.toml", "01-anna", "演示甲", "2.00"},
                                 {"/p/02-bert.toml", "02-bert", "周建国", ""}};

const std::vector<Choice>& choices(const Page& page) { return std::get<ChoicesBody>(page.body).choices; }

const Choice& choice(const Page& page, const std::string& id) {
    const auto& all = choices(page);
    const auto found = std::find_if(all.begin(), all.end(), [&](const Choice& one) { return one.id == id; });
    REQUIRE(found != all.end());
    return *found;
}

}  // namespace

TEST_CASE("every button that can be touched changes something") {
    State inside;
    inside.inserted = inside.line_cut = true;
    State list;
    list.choosing = true;
    for (const State& state : {State{}, inside, list}) {
        const Page page = page_of(state, people);
        std::vector<std::string> ids;
        for (const Choice& one : choices(page)) {
            if (one.enabled) ids.push_back(one.id);
        }
        for (const Button& one : page.bar) ids.push_back(one.id);
        for (const std::string& id : ids) {
            INFO(id);
            CHECK(touched(state, people, id) != Step{state, {}, false});
        }
    }
}

TEST_CASE("the banner says what is plugged in and what is broken") {
    State state;
    Page page = page_of(state, people);
    CHECK(page.banner->title.words == "读卡器是空的");
    CHECK(page.banner->tone == Tone::Info);
    CHECK_FALSE(choice(page, "bench.clear").enabled);
    state.inserted = true;
    state.person = 1;
    page = page_of(state, people);
    CHECK(page.banner->title.words == "卡在读卡器里：周建国");
    CHECK(page.banner->tone == Tone::Good);
    CHECK(choice(page, "bench.remove").hint.words == "周建国");
    state.slow = state.mute = true;
    page = page_of(state, people);
    CHECK(page.banner->body.words == "回答慢 2 秒、卡读不出");
    CHECK(page.banner->tone == Tone::Caution);
    CHECK(choice(page, "bench.slow").chip.has_value());
    CHECK_FALSE(choice(page, "bench.refused").chip.has_value());
    CHECK(choice(page, "bench.clear").enabled);
    state.trouble = Trouble::Card;
    state.said = "/s/card: closed";
    page = page_of(state, people);
    CHECK(page.banner->tone == Tone::Bad);
    CHECK(page.banner->body.words == "/s/card: closed");
}

TEST_CASE("the list names everybody and whose card is in") {
    State state;
    state.choosing = state.inserted = true;
    const Page page = page_of(state, people);
    REQUIRE(choices(page).size() == 2);
    CHECK(choices(page)[0].title.words == "演示甲");
    CHECK(choices(page)[0].chip->tone == Tone::Good);
    CHECK(choices(page)[1].chip->label.words == "bert · 旧卡");
    CHECK(page.id != page_of({}, people).id);
    const std::vector<Person> known{{"", "07-rare-ext-b-c", "x", "2.00"}, {"", "02-employee", "y", "3.00"}};
    state.inserted = false;
    CHECK(choices(page_of(state, known))[0].chip->label.words == "生僻字");
    state.chinese = false;
    CHECK(choices(page_of(state, known))[0].chip->label.words == "rare ext b c");
    CHECK(choices(page_of(state, known))[1].chip->label.words == "employee · 3.00");
}

TEST_CASE("in English no Chinese is left but names and the other language's own name") {
    State state;
    state.chinese = false;
    state.slow = state.refused = state.mute = state.pulled_out = state.line_cut = state.inserted = true;
    const auto ascii = [](const Text& text) {
        return std::all_of(text.words.begin(), text.words.end(),
                           [](char c) { return static_cast<unsigned char>(c) < 128; });
    };
    for (const bool inserted : {true, false}) {
        state.inserted = inserted;
        const Page page = page_of(state, {});
        CHECK(page.language == "en");
        CHECK(ascii(page.header.point));
        CHECK(ascii(page.banner->title));
        CHECK(ascii(page.banner->body));
        for (const Choice& one : choices(page)) {
            INFO(one.title.words);
            CHECK(ascii(one.title));
            CHECK(ascii(one.hint));
        }
    }
}
