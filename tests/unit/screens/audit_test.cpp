// Every sample page on every panel, in both languages and both views, by the house numbers.
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "tests/gallery/audit.h"
#include "tests/unit/screens/stages.h"

using namespace circle;
using namespace circle::screens;
using circle::tests::find;
using circle::tests::open_stage;
using view::Density;

namespace {

// The ids that a page gives; each must come back as a node.
struct Ids {
    std::set<std::string> all;
    void add(const std::string& id) {
        if (!id.empty()) all.insert(id);
    }
    template <typename List>
    void each(const List& list) {
        for (const auto& one : list) add(one.id);
    }
    template <typename Maybe>
    void maybe(const Maybe& one) {
        if (one) add(one->id);
    }
    void take(const view::IdleBody& b) { each(b.invitations), each(b.links), maybe(b.notice); }
    void take(const view::ChoicesBody& b) { each(b.choices), each(b.strips), each(b.links); }
    void take(const view::PaperBody& b) { maybe(b.primary), maybe(b.secondary); }
    void take(const view::MomentBody& b) { each(b.alternatives), maybe(b.primary), maybe(b.secondary); }
    void take(const view::FormBody& b) {
        maybe(b.primary), maybe(b.secondary);
        add("form." + b.field.name);
        if (!b.field.fault.empty()) add("form." + b.field.name + ".fault");
    }
    void take(const view::ReviewBody& b) {
        maybe(b.primary), maybe(b.secondary), maybe(b.code);
        for (const view::Answer& one : b.answers) {
            add("review." + one.field);
            if (!one.edit.empty()) add("review.edit." + one.field);
            if (!one.fault.empty()) add("review." + one.field + ".fault");
        }
    }
    void take(const view::ResultBody& b) {
        maybe(b.primary), maybe(b.secondary), maybe(b.code);
        for (const view::Card& card : b.cards) each(card.facts);
        if (!b.rating) return;
        for (std::size_t i = 1; i <= b.rating->levels.size(); ++i) add("rate." + std::to_string(i));
        for (const view::Option& one : b.rating->reasons) add("rate.reason." + one.key);
    }
    void take(const view::SheetBody& b) {
        maybe(b.primary), maybe(b.secondary);
        for (const view::Card& card : b.cards) each(card.facts), maybe(card.strip), maybe(card.action);
    }
};

std::set<std::string> ids_of(const view::Page& page) {
    Ids ids;
    ids.add(page.id);
    ids.each(page.bar);
    ids.maybe(page.banner);
    if (page.dialog)
        ids.add(page.dialog->id), ids.maybe(page.dialog->primary), ids.maybe(page.dialog->secondary);
    std::visit([&](const auto& body) { ids.take(body); }, page.body);
    return ids.all;
}

void check_frame(const Frame& frame, const gallery::AuditFor& what) {
    for (const std::string& finding : gallery::audit(frame.tree, what)) FAIL_CHECK(finding);
    for (const Node& node : frame.tree) {
        // What reacts is a button or a choice with words; nothing else reacts.
        if (node.reacts)
            CHECK((node.role == Role::Button || node.role == Role::Choice || node.role == Role::Row ||
                   node.role == Role::Writing));
        if (node.reacts) CHECK_FALSE(node.label.empty());
    }
}

void check_page(Stage& stage, const view::Page& page, const gallery::NamedPanel& panel) {
    const gallery::AuditFor what{page.density, panel.panel.width_mm, panel.panel.height_mm,
                                 page.dialog.has_value()};
    stage.renew();
    std::set<std::string> seen;
    for (int part = 0; part < 20; ++part) {
        const Frame frame = stage.draw(page);
        check_frame(frame, what);
        for (const std::string& id : ids_of(page)) {
            INFO(id);
            CHECK(find(frame.tree, id) != nullptr);
        }
        for (const Node& node : frame.tree) {
            if (node.visible) seen.insert(node.id);
        }
        const Node* more = find(frame.tree, "page.more");
        if (more == nullptr || !more->reacts) break;
        const float x = more->rect_mm.x + more->rect_mm.w / 2;
        const float y = more->rect_mm.y + more->rect_mm.h / 2;
        stage.touch(Touch::Down, x, y);
        stage.touch(Touch::Up, x, y);
    }
    // Reading on to the end has shown everything (below a dialog nobody reads on).
    if (page.dialog) return;
    for (const std::string& id : ids_of(page)) {
        INFO("never in sight: " << id);
        CHECK(seen.contains(id));
    }
}

}  // namespace

TEST_CASE("every sample page obeys the house numbers on every panel") {
    for (const auto& panel : gallery::panels()) {
        const auto stage = open_stage(panel);
        for (const std::string language : {"zh-CN", "en"}) {
            for (const Density density : {Density::Standard, Density::Elder}) {
                for (const std::string& name : gallery::sample_names()) {
                    INFO(panel.name << " " << language << " " << (density == Density::Elder ? "elder " : "")
                                    << name);
                    check_page(*stage, gallery::sample(name, language, density), panel);
                }
            }
        }
    }
}

TEST_CASE("on a tall panel the choices and what starts a visit stand within reach of a seated person") {
    const gallery::NamedPanel large = gallery::panels().back();
    const auto stage = open_stage(large);
    const float highest = large.panel.height_mm - (1220 - large.panel.mounting_mm);
    for (const Density density : {Density::Standard, Density::Elder}) {
        for (const std::string name : {"idle", "home", "read-card", "query", "dialog"}) {
            stage->renew();
            for (const Node& node : stage->draw(circle::tests::page_of(name, density)).tree) {
                INFO(name << " " << node.id);
                if (node.reacts) CHECK(node.rect_mm.y >= highest - 0.5F);
            }
        }
    }
}

TEST_CASE("the audit finds what is wrong") {
    Node good;
    good.id = "a";
    good.role = Role::Button;
    good.label = good.spoken = "word";
    good.rect_mm = {10, 10, 30, 20};
    good.text_mm = 5;
    good.fg = {0, 0, 0};
    good.bg = {255, 255, 255};
    const gallery::AuditFor what{Density::Standard, 268, 476, false};
    CHECK(gallery::audit({good}, what).empty());

    const auto broken = [&](auto change) {
        Node bad = good;
        change(bad);
        return gallery::audit({bad}, what).size();
    };
    CHECK(broken([](Node& n) { n.spoken.clear(); }) == 1);
    CHECK(broken([](Node& n) { n.text_mm = 4.7F; }) == 1);
    CHECK(broken([](Node& n) { n.fg = {120, 120, 120}; }) == 1);
    CHECK(broken([](Node& n) { n.rect_mm.h = 14; }) == 1);
    CHECK(broken([](Node& n) { n.rect_mm.x = 250; }) == 1);
    CHECK(broken([](Node& n) { n.id.clear(); }) == 1);

    Node near = good;
    near.id = "b";
    near.rect_mm.x = 41;
    CHECK(gallery::audit({good, near}, what).size() == 1);
    near.rect_mm.x = 30;
    CHECK(gallery::audit({good, near}, what).size() == 1);
    near.id = "a";
    near.rect_mm.x = 60;
    CHECK(gallery::audit({good, near}, what).size() == 1);
    Node elder = good;
    CHECK(gallery::audit({elder}, {Density::Elder, 268, 476, false}).size() == 1);
}

TEST_CASE("personal words are marked private in the tree, others are not") {
    const auto stage = open_stage();
    const auto tree = stage->draw(circle::tests::page_of("query")).tree;
    REQUIRE(find(tree, "query.number") != nullptr);
    CHECK(find(tree, "query.number")->is_private);
    CHECK(find(tree, "query.number")->value == "431*************25");
    CHECK(find(tree, "query.person.title")->is_private);
    CHECK_FALSE(find(tree, "query.right.1")->is_private);
    CHECK_FALSE(find(tree, "bar.help")->is_private);
}

TEST_CASE("a state is a word and an icon, never a colour alone") {
    const auto stage = open_stage();
    const auto tree = stage->draw(circle::tests::page_of("query")).tree;
    const Node* chip = find(tree, "query.filing.1.chip");
    REQUIRE(chip != nullptr);
    CHECK(chip->role == Role::Status);
    CHECK(chip->label == "有效");
}
