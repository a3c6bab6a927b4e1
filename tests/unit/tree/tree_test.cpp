#include "kiosk/tree/tree.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "kiosk/tree/strict.h"

namespace circle::tree {
namespace {

Table good(const std::string& text) {
    auto table = parse(text);
    REQUIRE(table.has_value());
    return std::move(*table);
}

}  // namespace

TEST_CASE("a text becomes values with their lines") {
    const Table table = good("a = \"文\"\n\n[b]\nc = 3\nd = true\ne = [1, { f = 2.5 }]\ng = 2026-11-22\n");
    REQUIRE(table.find("a") != nullptr);
    CHECK(std::get<std::string>(table.find("a")->value.data) == "文");
    CHECK(table.find("a")->line == 1);
    const auto& b = std::get<Table>(table.find("b")->value.data);
    CHECK(std::get<std::int64_t>(b.find("c")->value.data) == 3);
    CHECK(b.find("c")->line == 4);
    CHECK(std::get<bool>(b.find("d")->value.data));
    const auto& e = std::get<List>(b.find("e")->value.data);
    REQUIRE(e.size() == 2);
    CHECK(std::get<double>(std::get<Table>(e[1].data).find("f")->value.data) == 2.5);
    CHECK(std::holds_alternative<Moment>(b.find("g")->value.data));
    CHECK(table.find("z") == nullptr);
}

TEST_CASE("what is no TOML is one fault with its line") {
    for (const char* text :
         {"a = 1\na = 2\n", "a = 1\nb = \"", "a = 1\n[", "a = 1\nb = \"\xFF\"", "a = 1\nb"}) {
        INFO(text);
        const auto table = parse(text);
        REQUIRE_FALSE(table.has_value());
        CHECK(table.error().line == 2);
        CHECK_FALSE(table.error().what.empty());
    }
    CHECK_FALSE(parse("a = " + std::string(100000, '[')).has_value());
    CHECK(good("").entries.empty());
}

TEST_CASE("a strict reader tells everything that is wrong, by path and line") {
    const Table table = good("text = 3\nnumber = 200\nother = 1\nlist = 1\n[inner]\nflag = 1\nrest = 2\n");
    std::vector<Fault> faults;
    Strict root(table, "", 1, faults);
    CHECK(root.text("text") == nullptr);
    CHECK_FALSE(root.integer("number", 0, 100).has_value());
    CHECK(root.text("absent") == nullptr);
    CHECK(root.text("may_be_absent", Need::Optional) == nullptr);
    CHECK(root.list("list") == nullptr);
    auto inner = root.table("inner");
    REQUIRE(inner.has_value());
    CHECK_FALSE(inner->boolean("flag").has_value());
    CHECK_FALSE(inner->table("rest").has_value());
    inner->finish();
    root.finish();
    CHECK(faults == std::vector<Fault>{{1, "text", "must be a text in quotes"},
                                       {2, "number", "200 is out of range: 0 to 100"},
                                       {1, "absent", "is missing"},
                                       {4, "list", "must be a list"},
                                       {6, "inner.flag", "must be true or false"},
                                       {7, "inner.rest", "must be a table"},
                                       {3, "other", "is an unknown key"}});
}

TEST_CASE("what may stand on a screen") {
    CHECK_FALSE(unfit("文字", 6).has_value());
    CHECK(unfit("", 6).has_value());
    CHECK(unfit("文字.", 6).has_value());
    CHECK(unfit("a\nb", 6).has_value());
    CHECK(unfit("a\x7F", 6).has_value());
}

}  // namespace circle::tree
