// What a finger does: the tree is the only thing that can be touched.
#include <SDL2/SDL.h>

#include <catch2/catch_test_macros.hpp>

#include "tests/unit/screens/stages.h"

using namespace circle;
using namespace circle::screens;
using circle::tests::find;
using circle::tests::open_stage;
using circle::tests::page_of;

namespace {

struct Point {
    float x, y;
};

Point middle(const Frame& frame, const std::string& id) {
    const Node* node = find(frame.tree, id);
    if (node == nullptr) FAIL("no node " << id);
    return {node->rect_mm.x + node->rect_mm.w / 2, node->rect_mm.y + node->rect_mm.h / 2};
}

void tap(Stage& stage, Point at) {
    stage.touch(Touch::Down, at.x, at.y);
    stage.touch(Touch::Up, at.x, at.y);
}

}  // namespace

TEST_CASE("down and up inside a target is an intent; the picture waits for the page that follows") {
    const auto stage = open_stage();
    const auto page = page_of("home");
    const Frame first = stage->draw(page);
    CHECK_FALSE(stage->wants_frame());
    tap(*stage, middle(first, "home.query"));
    CHECK(stage->wants_frame());
    const auto frames = stage->counters().frames;
    const Frame touched = stage->draw(page);
    REQUIRE(touched.intents.size() == 1);
    CHECK(touched.intents.front().node == "home.query");
    CHECK(touched.touched);
    CHECK_FALSE(touched.settled);
    CHECK(stage->counters().frames == frames);
    CHECK(stage->wants_frame());
    CHECK(stage->draw(page_of("query")).settled);
    CHECK_FALSE(stage->wants_frame());
    CHECK(stage->counters().frames == frames + 1);
}

TEST_CASE("sliding out, sliding in and a second tap do nothing") {
    const auto stage = open_stage();
    const auto page = page_of("home");
    const Frame first = stage->draw(page);
    const Point query = middle(first, "home.query");
    const Point pay = middle(first, "home.pay");
    stage->touch(Touch::Down, query.x, query.y);
    stage->touch(Touch::Up, pay.x, pay.y);
    const Frame slid = stage->draw(page);
    CHECK(slid.intents.empty());
    CHECK(slid.touched);
    CHECK_FALSE(slid.beside);
    stage->touch(Touch::Down, 1, 1);
    stage->touch(Touch::Move, pay.x, pay.y);
    stage->touch(Touch::Up, pay.x, pay.y);
    const Frame beside = stage->draw(page);
    CHECK(beside.intents.empty());
    CHECK(beside.touched);
    CHECK(beside.beside);
    stage->touch(Touch::Up, query.x, query.y);
    CHECK(stage->draw(page).intents.empty());
    // Two quick taps: the second was not meant for the page that the first leads to.
    tap(*stage, query);
    tap(*stage, pay);
    CHECK(stage->draw(page).intents == std::vector<Intent>{{"home.query"}});
    CHECK(stage->draw(page_of("query")).intents.empty());
}

TEST_CASE("what is disabled does not react") {
    const auto stage = open_stage();
    const auto page = page_of("home");
    const Frame first = stage->draw(page);
    REQUIRE(find(first.tree, "home.work") != nullptr);
    CHECK_FALSE(find(first.tree, "home.work")->enabled);
    tap(*stage, middle(first, "home.work"));
    CHECK(stage->draw(page).intents.empty());
}

TEST_CASE("a dialog keeps the page below from reacting") {
    const auto stage = open_stage();
    const Frame open = stage->draw(page_of("query"));
    const Point done = middle(open, "query.done");
    const auto page = page_of("dialog");
    const Frame over = stage->draw(page);
    CHECK_FALSE(find(over.tree, "query.done")->reacts);
    CHECK_FALSE(find(over.tree, "bar.help")->enabled);
    tap(*stage, done);
    const Frame below = stage->draw(page);
    CHECK(below.intents.empty());
    CHECK(below.beside);
    CHECK_FALSE(stage->draw(page).beside);  // told once
    tap(*stage, middle(over, "bar.back"));
    CHECK(stage->draw(page).intents.empty());
    tap(*stage, middle(over, "warning.more"));
    CHECK(stage->draw(page).intents == std::vector<Intent>{{"warning.more"}});
}

TEST_CASE("what does not fit is read on by one button, and scrolled to by name") {
    const auto stage = open_stage();
    const auto page = page_of("long-query");
    const Frame first = stage->draw(page);
    REQUIRE(find(first.tree, "page.more") != nullptr);
    const Node* last = find(first.tree, "query.right.3.3");
    REQUIRE(last != nullptr);
    CHECK_FALSE(last->visible);
    tap(*stage, middle(first, "page.more"));
    const Frame second = stage->draw(page);
    CHECK(second.intents == std::vector<Intent>{{"page.more"}});
    CHECK(second.settled);
    CHECK_FALSE(find(second.tree, "query.number")->visible);
    CHECK(stage->scroll_to("query.right.3.3"));
    CHECK(stage->wants_frame());
    const Frame third = stage->draw(page);
    CHECK(find(third.tree, "query.right.3.3")->visible);
    REQUIRE(find(third.tree, "page.top") != nullptr);
    tap(*stage, middle(third, "page.top"));
    CHECK(find(stage->draw(page).tree, "query.number")->visible);
    CHECK_FALSE(stage->scroll_to("no.such.node"));
    // Another page starts at its beginning; new facts on the same one keep the position.
    CHECK(stage->scroll_to("query.right.3.3"));
    auto changed = page;
    std::get<view::SheetBody>(changed.body).cards.front().facts.front().value = view::personal("other");
    CHECK(find(stage->draw(changed).tree, "query.right.3.3")->visible);
    stage->draw(page_of("home"));
    CHECK(find(stage->draw(page).tree, "query.number")->visible);
}

TEST_CASE("fingers and mouse of the window reach the same targets, however the panel is turned") {
    const auto upright = gallery::panels().front();
    for (const int rotation : {0, 90, 180, 270}) {
        INFO("rotation " << rotation);
        const auto stage = open_stage(upright, rotation);
        const auto page = page_of("home");
        const Frame first = stage->draw(page);
        const Point at = middle(first, "home.query");
        // Where that point lies in the window, as a share of its sides.
        const float u = at.x / upright.panel.width_mm;
        const float v = at.y / upright.panel.height_mm;
        SDL_Event event{};
        event.tfinger.x = rotation == 0 ? u : rotation == 90 ? 1 - v : rotation == 180 ? 1 - u : v;
        event.tfinger.y = rotation == 0 ? v : rotation == 90 ? u : rotation == 180 ? 1 - v : 1 - u;
        event.tfinger.fingerId = 7;
        event.type = SDL_FINGERDOWN;
        REQUIRE(SDL_PushEvent(&event) == 1);
        SDL_Event palm = event;
        palm.tfinger.fingerId = 8;
        palm.tfinger.x = palm.tfinger.y = 0.99F;
        REQUIRE(SDL_PushEvent(&palm) == 1);
        CHECK(stage->wait(std::chrono::minutes(5)));
        CHECK(stage->wants_frame());
        stage->draw(page);
        event.type = SDL_FINGERUP;
        REQUIRE(SDL_PushEvent(&event) == 1);
        CHECK(stage->wait(std::chrono::minutes(5)));
        CHECK(stage->draw(page).intents == std::vector<Intent>{{"home.query"}});
    }
    const auto stage = open_stage(upright);
    const auto page = page_of("home");
    const Point at = middle(stage->draw(page), "home.pay");
    SDL_Event event{};
    event.button.button = SDL_BUTTON_LEFT;
    event.button.x = static_cast<int>(at.x / upright.panel.width_mm * static_cast<float>(upright.width_px));
    event.button.y = static_cast<int>(at.y / upright.panel.height_mm * static_cast<float>(upright.height_px));
    for (const Uint32 type : {SDL_MOUSEBUTTONDOWN, SDL_MOUSEBUTTONUP}) {
        event.type = type;
        REQUIRE(SDL_PushEvent(&event) == 1);
        CHECK(stage->wait(std::chrono::minutes(5)));
    }
    CHECK(stage->draw(page).intents == std::vector<Intent>{{"home.pay"}});
}
