// Forms, review, result: what the finger does comes back under the right names, and ink follows it.
#include <unistd.h>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/unit/screens/stages.h"

using namespace circle;
using namespace circle::screens;
using circle::tests::find;
using circle::tests::open_stage;
using circle::tests::page_of;
using view::Density;

namespace {

struct Point {
    float x, y;
};

Point middle(const Frame& frame, const std::string& id) {
    const Node* node = find(frame.tree, id);
    if (node == nullptr) FAIL("no node " << id);
    return {node->rect_mm.x + node->rect_mm.w / 2, node->rect_mm.y + node->rect_mm.h / 2};
}

std::vector<Intent> touch(Stage& stage, const view::Page& page, const std::string& id) {
    const Point at = middle(stage.draw(page), id);
    stage.touch(Touch::Down, at.x, at.y);
    stage.touch(Touch::Up, at.x, at.y);
    return stage.draw(page).intents;
}

std::string picture(Stage& stage) {
    const auto path =
        std::filesystem::temp_directory_path() / ("circle-ink-" + std::to_string(::getpid()) + ".png");
    const auto shot = stage.screenshot(path.string());
    if (!shot) FAIL(shot.error().what);
    std::ifstream file(path, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    std::filesystem::remove(path);
    return bytes;
}

view::SignatureField& signature_of(view::Page& page) {
    return std::get<view::SignatureField>(std::get<view::FormBody>(page.body).field.kind);
}

}  // namespace

TEST_CASE("every key of every field comes back under its own name") {
    const auto stage = open_stage();
    struct Keys {
        const char* page;
        std::vector<std::string> ids;
    };
    const Keys all[] = {
        {"form-digits",
         {"form.tel.0", "form.tel.1", "form.tel.5", "form.tel.7", "form.tel.9", "form.tel.delete",
          "form.tel.clear", "form.previous", "form.next"}},
        {"form-digits-fault", {"form.tel.dash", "form.tel.clear"}},
        {"form-digits-empty", {"form.tel.x"}},
        {"form-date",
         {"form.begndate.year.less", "form.begndate.month.more", "form.begndate.day.less",
          "form.begndate.today", "form.begndate.open"}},
        {"form-area",
         {"form.rloc_admdvs.430000", "form.rloc_admdvs.441900", "form.rloc_admdvs.next",
          "form.rloc_admdvs.upper.next", "form.rloc_admdvs.find"}},
        {"form-letters",
         {"form.rloc_admdvs.letter.A", "form.rloc_admdvs.letter.Z", "form.rloc_admdvs.letter.delete",
          "form.rloc_admdvs.130600", "form.rloc_admdvs.lists"}},
        {"form-choice", {"form.rloc_rea.work"}},
        {"form-yes-no", {"form.retired.yes", "form.retired.no"}},
        {"form-signature", {"form.sign.undo", "form.sign.clear"}},
        {"form-commitment", {"form.promise.agree"}},
        {"review", {"review.edit.tel", "review.edit.rloc_admdvs", "review.back", "review.send"}},
        {"result", {"rate.1", "rate.3", "rate.5", "result.more", "result.done"}},
        {"result-rated", {"rate.reason.slow", "rate.reason.undone"}},
    };
    for (const Keys& one : all) {
        for (const std::string& id : one.ids) {
            INFO(one.page << " " << id);
            CHECK(touch(*stage, page_of(one.page), id) == std::vector<Intent>{{id}});
        }
    }
}

TEST_CASE("what cannot be done now does not react: the last year, the first page, a faulty review") {
    const auto stage = open_stage();
    CHECK(touch(*stage, page_of("form-date"), "form.begndate.year.more").empty());
    CHECK(touch(*stage, page_of("form-area"), "form.rloc_admdvs.previous").empty());
    CHECK(touch(*stage, page_of("form-choice"), "form.rloc_rea.other").empty());
    CHECK(touch(*stage, page_of("review-fault"), "review.send").empty());
    CHECK(touch(*stage, page_of("form-signature-fault"), "form.sign.clear").empty());
}

TEST_CASE("a field's node holds its value, private where it is about the person; faults stand at it") {
    const auto stage = open_stage();
    const auto tree = stage->draw(page_of("form-digits-fault")).tree;
    const Node* tel = find(tree, "form.tel");
    REQUIRE(tel != nullptr);
    CHECK(tel->role == Role::Field);
    CHECK(tel->value == "138 0735");
    CHECK(tel->is_private);
    CHECK_FALSE(tel->reacts);
    const Node* fault = find(tree, "form.tel.fault");
    REQUIRE(fault != nullptr);
    CHECK(fault->role == Role::Alert);
    CHECK(fault->label.find("11 位") != std::string::npos);
    CHECK(fault->rect_mm.y - (tel->rect_mm.y + tel->rect_mm.h) < 8);

    const auto empty = stage->draw(page_of("form-digits-empty")).tree;
    CHECK(find(empty, "form.tel")->value.empty());
    CHECK(find(empty, "form.tel")->spoken == "还没有填");
    CHECK_FALSE(find(empty, "form.tel")->is_private);
    CHECK(find(stage->draw(page_of("form-choice")).tree, "form.rloc_rea")->value == "跟子女一起住");
    CHECK(find(stage->draw(page_of("form-signature")).tree, "form.sign")->role == Role::Writing);
    CHECK(find(stage->draw(page_of("review-fault")).tree, "review.enddate.fault")->role == Role::Alert);
}

TEST_CASE("what is chosen says so in value and speech, and only that") {
    const auto stage = open_stage();
    const auto tree = stage->draw(page_of("form-area")).tree;
    CHECK(find(tree, "form.rloc_admdvs.441900")->value == "chosen");
    CHECK(find(tree, "form.rloc_admdvs.441900")->spoken == "东莞. 已选");
    CHECK(find(tree, "form.rloc_admdvs.440100")->value.empty());
    CHECK(find(stage->draw(page_of("result-rated")).tree, "rate.4")->value == "chosen");
    CHECK(find(stage->draw(page_of("result")).tree, "rate.4")->value.empty());
    const auto steps = stage->draw(page_of("review")).tree;
    CHECK(find(steps, "step.2")->value == "done");
    CHECK(find(steps, "step.3")->value == "current");
    CHECK(find(steps, "step.4")->value == "ahead");
}

TEST_CASE("a stroke comes back in millimetres of its square, and several at once") {
    const auto stage = open_stage();
    const auto page = page_of("form-signature-fault");
    const RectMm square = find(stage->draw(page).tree, "form.sign")->rect_mm;
    CHECK(square.h >= 90);
    stage->touch(Touch::Down, square.x + 10, square.y + 20);
    stage->touch(Touch::Move, square.x + 10.1F, square.y + 20);  // closer than the pen is wide
    stage->touch(Touch::Move, square.x + 30, square.y + 25);
    Frame frame = stage->draw(page);
    CHECK(frame.touched);
    CHECK(frame.strokes.empty());
    CHECK(frame.settled);
    stage->touch(Touch::Up, square.x - 50, square.y + 5000);
    // The next stroke has begun before anybody looked.
    stage->touch(Touch::Down, square.x + 50, square.y + 50);
    stage->touch(Touch::Up, square.x + 60, square.y + 50);
    frame = stage->draw(page);
    CHECK(frame.intents.empty());
    CHECK_FALSE(frame.settled);
    REQUIRE(frame.strokes.size() == 2);
    CHECK(frame.strokes[0].node == "form.sign");
    REQUIRE(frame.strokes[0].points.size() == 3);
    CHECK(std::abs(frame.strokes[0].points[0].x - 10) < 0.01F);
    CHECK(std::abs(frame.strokes[0].points[1].y - 25) < 0.01F);
    CHECK(frame.strokes[0].points[2] == view::PointMm{0, square.h});
    CHECK(frame.strokes[1].points.size() == 2);
    CHECK(stage->draw(page).strokes.empty());
}

TEST_CASE("a stroke is bounded, and ends when its square goes") {
    const auto stage = open_stage();
    const auto page = page_of("form-signature-fault");
    const RectMm square = find(stage->draw(page).tree, "form.sign")->rect_mm;
    stage->touch(Touch::Down, square.x + 1, square.y + 1);
    for (int i = 0; i < 5000; ++i) {
        stage->touch(Touch::Move, square.x + static_cast<float>(i % 100) + 2,
                     square.y + static_cast<float>(i % 40));
    }
    stage->draw(page);
    stage->touch(Touch::Up, square.x + 5, square.y + 5);
    const Frame frame = stage->draw(page);
    REQUIRE(frame.strokes.size() == 1);
    CHECK(frame.strokes.front().points.size() == view::longest_stroke);
    for (const view::PointMm& point : frame.strokes.front().points) {
        CHECK((point.x >= 0 && point.y >= 0 && point.x <= square.w && point.y <= square.h));
    }
    stage->draw(page);
    stage->touch(Touch::Down, square.x + 1, square.y + 1);
    stage->draw(page);
    stage->draw(page_of("home"));
    stage->touch(Touch::Up, square.x + 9, square.y + 9);
    const Frame gone = stage->draw(page_of("home"));
    CHECK(gone.strokes.empty());
    CHECK(gone.intents.empty());
}

TEST_CASE("ink that follows the finger redraws a small part and equals the full drawing") {
    const auto panel = gallery::panels().front();
    const auto stage = open_stage(panel);
    auto page = page_of("form-signature");
    const RectMm square = find(stage->draw(page).tree, "form.sign")->rect_mm;
    const std::string before = picture(*stage);
    stage->touch(Touch::Down, square.x + 30, square.y + 20);
    stage->draw(page);
    const auto pixels = stage->counters().pixels;
    int points = 0;
    for (float x = 31; x < 80; x += 1.5F, ++points) {
        stage->touch(Touch::Move, square.x + x, square.y + 20 + x * 0.3F);
        stage->draw(page);
    }
    const auto all = static_cast<std::uint64_t>(panel.width_px) * static_cast<std::uint64_t>(panel.height_px);
    const auto each = (stage->counters().pixels - pixels) / static_cast<std::uint64_t>(points);
    CHECK(each > 0);
    CHECK(each < all / 200);
    CHECK(picture(*stage) != before);
    stage->touch(Touch::Up, square.x + 80, square.y + 44);
    const Frame done = stage->draw(page);
    REQUIRE(done.strokes.size() == 1);
    // The page that holds the stroke looks like the one on which it was written, drawn in parts or anew.
    signature_of(page).strokes.push_back(done.strokes.front().points);
    stage->draw(page);
    const std::string partial = picture(*stage);
    stage->renew();
    stage->draw(page);
    const bool same = picture(*stage) == partial;
    CHECK(same);
    signature_of(page).strokes.pop_back();
    stage->draw(page);
    const bool undone = picture(*stage) == before;
    CHECK(undone);
}

TEST_CASE("ink stays in its square and is bounded, whatever the page says") {
    const auto stage = open_stage(gallery::panels().front(), 0, 2);
    auto page = page_of("form-signature-fault");
    stage->draw(page);
    const std::string before = picture(*stage);
    const float far = 1e30F;
    signature_of(page).strokes = {{{-500, -500}, {-400, -600}}, {{far, far}}};
    signature_of(page).here = {};
    signature_of(page).strokes.push_back({});
    stage->draw(page);
    auto none = page;
    signature_of(none).strokes = {{}};
    const std::string seen = picture(*stage);
    stage->draw(none);
    const bool same = picture(*stage) == seen;
    CHECK(same);
    // A hundred strokes to and fro: drawn with air between the stamps, not without end.
    view::InkStroke wild;
    for (int i = 0; i < 2000; ++i) wild.push_back({i % 2 == 0 ? 1.0F : 240.0F, static_cast<float>(i % 90)});
    signature_of(page).strokes.assign(100, wild);
    CHECK(find(stage->draw(page).tree, "form.sign") != nullptr);
}

TEST_CASE("equal pages compare equal, a stroke more or a key chosen does not") {
    auto page = page_of("form-signature");
    CHECK(page == page_of("form-signature"));
    signature_of(page).strokes.back().push_back({1, 1});
    CHECK_FALSE(page == page_of("form-signature"));
    auto area = page_of("form-area");
    std::get<view::AreaField>(std::get<view::FormBody>(area.body).field.kind).lower.options[0].chosen = true;
    CHECK_FALSE(area == page_of("form-area"));
    CHECK_FALSE(page_of("result") == page_of("result-rated"));
    CHECK(page_of("review") == page_of("review"));
    const auto stage = open_stage();
    stage->draw(page);
    const auto frames = stage->counters().frames;
    stage->draw(page);
    CHECK(stage->counters().frames == frames);
}

TEST_CASE("long words wrap and grow their part instead of being cut") {
    const auto stage = open_stage();
    for (const Density density : {Density::Standard, Density::Elder}) {
        auto page = page_of("form-choice", density);
        const float low = find(stage->draw(page).tree, "form.rloc_rea.work")->rect_mm.h;
        auto& body = std::get<view::FormBody>(page.body);
        auto& options = std::get<view::ChoiceField>(body.field.kind).list.options;
        std::string words;
        for (int i = 0; i < 12; ++i) words += "在外地上班而且很久";
        options[1].label = words;
        const Frame frame = stage->draw(page);
        const Node* row = find(frame.tree, "form.rloc_rea.work");
        CHECK(row->rect_mm.h > low);
        CHECK(row->rect_mm.x + row->rect_mm.w <= 268);
        auto review = page_of("review", density);
        auto& answers = std::get<view::ReviewBody>(review.body).answers;
        const float one_line = find(stage->draw(review).tree, "review.tel")->rect_mm.h;
        answers[5].value = view::personal(words);
        CHECK(find(stage->draw(review).tree, "review.tel")->rect_mm.h > 2 * one_line);
    }
}
