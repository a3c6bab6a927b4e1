// The catalogue of the assets folder, loaded once for all cases.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "kiosk/catalogue/loader.h"

namespace circle::test {

inline std::filesystem::path assets() {
    const char* folder = std::getenv("CIRCLE_ASSETS");
    return folder == nullptr ? std::filesystem::path("assets") : std::filesystem::path(folder);
}

inline const catalogue::Catalogue& demo_catalogue() {
    static const auto loaded = [] {
        auto result = catalogue::load(assets() / "catalogue");
        if (!result) {
            for (const auto& fault : result.error()) UNSCOPED_INFO(catalogue::describe(fault));
            FAIL("the catalogue of the assets folder cannot be loaded");
        }
        for (const auto& fault : result->faults) UNSCOPED_INFO(catalogue::describe(fault));
        REQUIRE(result->faults.empty());
        return std::move(*result);
    }();
    return loaded.catalogue;
}

}  // namespace circle::test
