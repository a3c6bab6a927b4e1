// The example configuration, as text to be changed by the cases.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "kiosk/settings/settings.h"

namespace circle::test {

inline std::string example_text() {
    const char* assets = std::getenv("CIRCLE_ASSETS");
    const std::filesystem::path folder = assets == nullptr ? "assets" : assets;
    std::ifstream stream(folder / "config" / "example.toml", std::ios::binary);
    REQUIRE(stream.is_open());
    return {std::istreambuf_iterator<char>(stream), {}};
}

// The line on which `what` begins, from 1.
inline int line_of(const std::string& text, const std::string& what) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    int line = 1;
    for (std::size_t i = 0; i < at; ++i) line += text[i] == '\n' ? 1 : 0;
    return line;
}

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    INFO(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

inline settings::Settings good(const std::string& text) {
    auto parsed = settings::parse(text, "/etc/circle");
    if (!parsed) {
        for (const auto& problem : parsed.error()) UNSCOPED_INFO(settings::describe(problem));
    }
    REQUIRE(parsed.has_value());
    return *parsed;
}

inline std::vector<settings::Problem> problems(const std::string& text) {
    auto parsed = settings::parse(text, "/etc/circle");
    REQUIRE_FALSE(parsed.has_value());
    return parsed.error();
}

}  // namespace circle::test
