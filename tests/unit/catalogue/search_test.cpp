// Life events, the elder view's first screen, and search by pinyin initials.
#include <string>
#include <vector>

#include "tests/unit/catalogue/demo_catalogue.h"

namespace circle::catalogue {
namespace {

using Ids = std::vector<std::string>;

template <typename Pointers>
Ids ids(const Pointers& pointers) {
    Ids result;
    for (const auto* pointer : pointers) result.push_back(pointer->id);
    return result;
}

}  // namespace

TEST_CASE("the six life events of the home screen, only where there is something behind them") {
    const Catalogue& catalogue = test::demo_catalogue();
    CHECK(ids(catalogue.groups_for(Kind::Township)) ==
          Ids{"birth", "away", "work", "enrol", "illness", "mine"});
    CHECK(ids(catalogue.groups_for(Kind::Village)) == Ids{"birth", "away", "work", "enrol", "mine"});
    CHECK(ids(catalogue.groups_for(Kind::Provider)) == Ids{"birth", "away", "enrol", "illness", "mine"});
    CHECK(ids(catalogue.groups_for(Kind::School)) == Ids{"birth", "away", "enrol", "mine"});
    CHECK(ids(catalogue.groups_for(Kind::Extension)) == Ids{"birth", "away", "work", "enrol", "mine"});
}

TEST_CASE("every item offered at a point is found under at least one of its life events") {
    const Catalogue& catalogue = test::demo_catalogue();
    for (const Kind kind : kinds) {
        for (const Item* item : catalogue.items_for(kind)) {
            INFO(name(kind) << " " << item->id);
            bool found = false;
            for (const Group* group : catalogue.groups_for(kind)) {
                for (const Item* other : catalogue.items_for(kind, group->id)) found = found || other == item;
            }
            CHECK(found);
        }
    }
}

TEST_CASE(
    "what stands beside the query under my insurance is found elsewhere too, for that tile opens the query") {
    for (const Kind kind : kinds) {
        for (const Item* item : test::demo_catalogue().items_for(kind, "mine")) {
            INFO(item->id);
            CHECK((item->id == "I07" || item->groups.size() > 1));
        }
    }
}

TEST_CASE("the items of one life event keep the order of the appendix") {
    const Catalogue& catalogue = test::demo_catalogue();
    CHECK(ids(catalogue.items_for(Kind::Township, "away")) == Ids{"I12", "I13", "I14", "I15"});
    CHECK(ids(catalogue.items_for(Kind::Provider, "birth")) == Ids{"I22", "I23"});
    CHECK(ids(catalogue.items_for(Kind::Township, "birth")) == Ids{"I03"});
    CHECK(ids(catalogue.items_for(Kind::Provider, "illness")) == Ids{"I18", "I19", "I20", "I21"});
    CHECK(ids(catalogue.items_for(Kind::Provider, "enrol")) == Ids{"I16", "I23"});
    CHECK(ids(catalogue.items_for(Kind::School, "mine")) == Ids{"I07", "I16"});
    CHECK(catalogue.items_for(Kind::Village, "illness").empty());
    CHECK(catalogue.items_for(Kind::Village, "nothing").empty());
}

TEST_CASE("a hint promises only what this kind of point offers") {
    const Group* birth = test::demo_catalogue().group("birth");
    REQUIRE(birth != nullptr);
    CHECK(birth->hint_for(Kind::Provider).zh == "新生儿参保、生育登记");
    CHECK(birth->hint_for(Kind::Township).zh == "新生儿参保");
    CHECK(test::demo_catalogue().group("enrol")->hint_for(Kind::Provider).zh == "新生儿参保、激活医保码");
    CHECK(birth->icon == screens::view::Icon::Baby);
}

TEST_CASE("the elder view: its own order and words, the rest behind other things") {
    const Catalogue& catalogue = test::demo_catalogue();
    CHECK(ids(catalogue.elder_groups_for(Kind::Township)) == Ids{"mine", "enrol", "away", "illness"});
    CHECK(ids(catalogue.elder_groups_for(Kind::Village)) == Ids{"mine", "enrol", "away"});
    CHECK(ids(catalogue.other_groups_for(Kind::Township)) == Ids{"birth", "work"});
    CHECK(catalogue.group("enrol")->elder_title.zh == "参保交费");
    CHECK(catalogue.group("birth")->elder_title.zh == "生孩子");
}

TEST_CASE("search: beginning before middle, official and plain name, any case, only what is offered") {
    const Catalogue& catalogue = test::demo_catalogue();
    CHECK(ids(catalogue.search(Kind::Township, "yd")) == Ids{"I12", "I13", "I15", "I14"});
    CHECK(ids(catalogue.search(Kind::Township, "YDJ")) == Ids{"I15"});
    CHECK(ids(catalogue.search(Kind::Provider, "mtb")) == Ids{"I21"});
    CHECK(ids(catalogue.search(Kind::Provider, "cwdyb")) == Ids{"I07"});
    CHECK(catalogue.search(Kind::Village, "zyfy").empty());
    CHECK(catalogue.search(Kind::School, "").size() == 8);
}

}  // namespace circle::catalogue
