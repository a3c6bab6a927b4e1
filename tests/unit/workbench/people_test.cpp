#include "tests/workbench/people.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

using namespace circle::workbench;

TEST_CASE("a person is read from her file") {
    const auto person =
        person_of("[person]\nname = \"周建国\"\n[card]\nversion = \"3.00\"\n", "/people/02-employee.toml");
    REQUIRE(person.has_value());
    CHECK(*person == Person{"/people/02-employee.toml", "02-employee", "周建国", "3.00"});
    CHECK(person_of("[person]\nname = \"何志强\"\n", "x.toml")->version.empty());
}

TEST_CASE("a file that names nobody is refused with its name") {
    for (const char* text :
         {"", "[person]\n", "person = 1\n", "[person]\nname = 1\n", "[person]\nname = \"\"\n"}) {
        INFO(text);
        const auto person = person_of(text, "nobody.toml");
        REQUIRE_FALSE(person.has_value());
        CHECK(person.error().find("nobody.toml") == 0);
    }
    CHECK(person_of("[person\n", "broken.toml").error().find("broken.toml:1") == 0);
}

TEST_CASE("everybody of assets/people can be chosen") {
    const auto people = read_people(std::string(std::getenv("CIRCLE_ASSETS")) + "/people");
    REQUIRE(people.has_value());
    CHECK(people->size() >= 14);
    CHECK(people->front().slug == "01-resident");
    CHECK_FALSE(read_people("/nonexistent/people").has_value());
    CHECK_FALSE(read_people("/dev").has_value());
}
