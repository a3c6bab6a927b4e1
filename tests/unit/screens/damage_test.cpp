// Drawing only what changed must give the very picture that drawing everything gives.
#include <unistd.h>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>

#include "tests/unit/screens/stages.h"

using namespace circle;
using namespace circle::screens;
using circle::tests::open_stage;
using circle::tests::page_of;
using view::Density;

namespace {

// The PNG of the picture: the encoder is deterministic, so equal files are equal pixels.
std::string picture(Stage& stage) {
    const auto path =
        std::filesystem::temp_directory_path() / ("circle-picture-" + std::to_string(::getpid()) + ".png");
    const auto shot = stage.screenshot(path.string());
    if (!shot) FAIL(shot.error().what);
    std::ifstream file(path, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    std::filesystem::remove(path);
    return bytes;
}

std::string fresh_picture(Stage& stage, const view::Page& page) {
    stage.renew();
    stage.draw(page);
    return picture(stage);
}

}  // namespace

TEST_CASE("an equal page is laid out but not rasterised") {
    const auto stage = open_stage();
    stage->draw(page_of("home"));
    const auto before = stage->counters();
    for (int i = 0; i < 3; ++i) stage->draw(page_of("home"));
    CHECK(stage->counters().frames == before.frames);
    CHECK(stage->counters().layouts == before.layouts + 3);
    stage->draw(page_of("query"));
    CHECK(stage->counters().frames == before.frames + 1);
}

TEST_CASE("partial drawing equals full drawing pixel for pixel") {
    const auto panel = gallery::panels().front();
    const auto partial = open_stage(panel, 0, 2);
    std::mt19937 random(20260101);
    const auto names = gallery::sample_names();
    view::Page page = page_of("idle");
    std::vector<view::Page> pages;
    for (int step = 0; step < 40; ++step) {
        switch (random() % 5) {
            case 0:
                page = gallery::sample(names[random() % names.size()], random() % 2 == 0 ? "zh-CN" : "en",
                                       random() % 3 == 0 ? Density::Elder : Density::Standard);
                break;
            case 1:
                page.header.time = view::Text("上午 9:" + std::to_string(10 + random() % 50));
                break;
            case 2:
                if (!page.dialog) page.dialog = page_of("dialog").dialog;
                page.dialog->seconds_left = static_cast<int>(random() % 60);
                break;
            case 3:
                page.dialog.reset();
                break;
            default:
                page.banner = page.banner ? std::nullopt : page_of("line-down").banner;
                break;
        }
        partial->draw(page);
        pages.push_back(page);
        if (step % 2 == 1) continue;  // several changes may come before anybody looks
        const std::string seen = picture(*partial);
        INFO("step " << step << " page " << page.id);
        CHECK(seen == fresh_picture(*partial, page));
    }
    CHECK(pages.size() == 40);
}

TEST_CASE("a page looks the same whatever was shown before it") {
    // The atlas fills as a visit goes on: sizes that are not used are thrown out, and others move in memory.
    const auto stage = open_stage(gallery::panels().back());
    std::vector<view::Page> pages;
    for (const auto density : {Density::Standard, Density::Elder}) {
        for (const auto& name : gallery::sample_names())
            pages.push_back(gallery::sample(name, "zh-CN", density));
    }
    std::vector<std::string> fresh;
    for (const auto& page : pages) fresh.push_back(fresh_picture(*stage, page));
    stage->renew();
    for (std::size_t i = 0; i < pages.size(); ++i) {
        for (int frame = 0; frame < 3; ++frame) stage->draw(pages[i]);
        INFO("page " << i << " " << pages[i].id);
        const bool same = picture(*stage) == fresh[i];  // never print a picture's bytes
        CHECK(same);
    }
}

TEST_CASE("a target is shown pressed while the finger is on it, and only then") {
    const auto panel = gallery::panels().front();
    const auto stage = open_stage(panel, 0, 2);
    const auto page = page_of("home");
    const Frame frame = stage->draw(page);
    const std::string rest = picture(*stage);
    const Node* tile = circle::tests::find(frame.tree, "home.query");
    REQUIRE(tile != nullptr);
    stage->touch(Touch::Down, tile->rect_mm.x + 20, tile->rect_mm.y + 20);
    stage->draw(page);
    CHECK(picture(*stage) != rest);
    stage->touch(Touch::Move, 2, 200);
    stage->draw(page);
    CHECK(picture(*stage) == rest);
    stage->touch(Touch::Up, 2, 200);
    CHECK(stage->draw(page).intents.empty());
    CHECK(picture(*stage) == rest);
}

TEST_CASE("the picture is the same after the context was made anew") {
    const auto stage = open_stage(gallery::panels().front(), 0, 2);
    const auto page = page_of("rare");
    stage->draw(page);
    const std::string before = picture(*stage);
    CHECK(fresh_picture(*stage, page) == before);
}

TEST_CASE("rare characters are drawn, each with a shape of its own") {
    const auto stage = open_stage(gallery::panels().front(), 0, 2);
    // The last one is in no font: its code point stands in a box.
    std::set<std::string> pictures;
    for (const char* name : {"张", "䶮", "㛃", "𠅤", "𬴊", "𱅒", "?", "\U0003FFFD"}) {
        auto page = page_of("query");
        std::get<view::SheetBody>(page.body).cards.front().title = view::personal(name);
        stage->draw(page);
        pictures.insert(picture(*stage));
    }
    CHECK(pictures.size() == 8);
}

TEST_CASE("a page in another colour or place is another picture") {
    const auto stage = open_stage(gallery::panels().front(), 0, 2);
    auto page = page_of("query");
    stage->draw(page);
    const std::string before = picture(*stage);
    std::get<view::SheetBody>(page.body).cards.front().chip->tone = view::Tone::Bad;
    stage->draw(page);
    CHECK(picture(*stage) != before);
}
