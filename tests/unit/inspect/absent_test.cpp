#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include "kiosk/inspect/channel.h"

TEST_CASE("inspect absent: the factory says so and opens nothing") {
    const char* const path = "/tmp/circle-inspect-absent";
    const auto opened = circle::inspect::Channel::open(path, [] {});
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error() == "the inspect channel is not in this build");
    CHECK(access(path, F_OK) != 0);
}
