// The stage itself: opening, sleeping, waking, being made anew.
#include <SDL2/SDL.h>

#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <fstream>
#include <string>
#include <thread>

#include "tests/unit/screens/stages.h"

using namespace circle;
using namespace circle::screens;
using circle::tests::find;
using circle::tests::open_stage;
using circle::tests::page_of;

namespace {

long times_slept() {
    std::ifstream status("/proc/thread-self/status");
    std::string line;
    while (std::getline(status, line)) {
        if (line.rfind("voluntary_ctxt_switches:", 0) == 0) return std::stol(line.substr(24));
    }
    return -1;
}

Stage* rung = nullptr;

}  // namespace

TEST_CASE("settings that cannot be are named") {
    StageSettings settings;
    settings.allow_headless = true;
    settings.renderer = "vulkan";
    auto stage = Stage::open(settings);
    REQUIRE_FALSE(stage.has_value());
    CHECK(stage.error().what.find("renderer") != std::string::npos);
    settings.renderer = "software";
    settings.panel.rotation = 45;
    stage = Stage::open(settings);
    REQUIRE_FALSE(stage.has_value());
    CHECK(stage.error().what.find("rotation") != std::string::npos);
}

TEST_CASE("without a display the picture has the size of the panel's shape") {
    for (const bool upright : {true, false}) {
        StageSettings settings;
        settings.allow_headless = true;
        settings.panel = upright ? Panel{268, 476, 0, 800} : Panel{476, 268, 0, 800};
        auto stage = Stage::open(settings);
        REQUIRE(stage.has_value());
        const std::string path = "/tmp/circle-size-" + std::to_string(::getpid()) + ".png";
        REQUIRE((*stage)->screenshot(path).has_value());
        std::ifstream file(path, std::ios::binary);
        unsigned char head[24] = {};
        file.read(reinterpret_cast<char*>(head), sizeof head);
        std::remove(path.c_str());
        CHECK(head[18] * 256 + head[19] == (upright ? 1080 : 1920));
        CHECK(head[22] * 256 + head[23] == (upright ? 1920 : 1080));
    }
}

TEST_CASE("a screenshot that cannot be written says so") {
    const auto stage = open_stage();
    CHECK_FALSE(stage->screenshot("/nonexistent/folder/x.png").has_value());
}

TEST_CASE("sleeping costs no wake-up but the deadline's") {
    const auto stage = open_stage();
    stage->draw(page_of("idle"));
    CHECK(stage->wait(std::chrono::milliseconds(1)));  // what SDL had to say at the start
    const long before = times_slept();
    CHECK(stage->wait(std::chrono::milliseconds(400)));
    // One for the sleep itself; a polling wait would count hundreds.
    CHECK(times_slept() - before <= 3);
}

TEST_CASE("wake() ends the sleep, from another thread and from a signal handler") {
    const auto stage = open_stage();
    {
        const std::jthread other([&] { stage->wake(); });
        CHECK(stage->wait(std::chrono::hours(1)));
    }
    rung = stage.get();
    std::signal(SIGUSR1, [](int) { rung->wake(); });
    const pthread_t self = ::pthread_self();
    {
        const std::jthread other([&] { ::pthread_kill(self, SIGUSR1); });
        CHECK(stage->wait(std::chrono::hours(1)));
    }
    std::signal(SIGUSR1, SIG_DFL);
    rung = nullptr;
}

TEST_CASE("a closed window ends the wait with false; signals stay with the program") {
    struct sigaction before {};
    REQUIRE(::sigaction(SIGTERM, nullptr, &before) == 0);
    const auto stage = open_stage();
    SDL_Event event{};
    event.type = SDL_QUIT;
    REQUIRE(SDL_PushEvent(&event) == 1);
    CHECK_FALSE(stage->wait(std::chrono::hours(1)));
    struct sigaction action {};
    REQUIRE(::sigaction(SIGTERM, nullptr, &action) == 0);
    CHECK(action.sa_handler == before.sa_handler);
}

TEST_CASE("made anew, the stage has forgotten the page and the finger") {
    const auto stage = open_stage();
    const auto page = page_of("query");
    const Frame first = stage->draw(page);
    const Node* done = find(first.tree, "query.done");
    REQUIRE(done != nullptr);
    stage->touch(Touch::Down, done->rect_mm.x + 5, done->rect_mm.y + 5);
    stage->draw(page);
    stage->renew();
    CHECK(stage->wants_frame());
    CHECK_FALSE(stage->scroll_to("query.done"));
    stage->touch(Touch::Up, done->rect_mm.x + 5, done->rect_mm.y + 5);
    CHECK(stage->draw(page).intents.empty());
    const auto frames = stage->counters().frames;
    for (int i = 0; i < 20; ++i) {
        stage->renew();
        stage->draw(page);
    }
    CHECK(stage->counters().frames == frames + 20);
}

TEST_CASE("one stage after another in the same process") {
    for (int i = 0; i < 3; ++i) {
        const auto stage = open_stage();
        CHECK_FALSE(stage->draw(page_of("rare")).tree.empty());
    }
}
