// Stages for tests: small ones for pixels, real ones for millimetres.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>

#include "screens/stage/stage.h"
#include "tests/gallery/samples.h"

namespace circle::tests {

inline std::unique_ptr<screens::Stage> open_stage(const gallery::NamedPanel& panel, int rotation = 0,
                                                  int divide = 1) {
    screens::StageSettings settings;
    settings.panel = panel.panel;
    settings.panel.rotation = rotation;
    settings.width_px = panel.width_px / divide;
    settings.height_px = panel.height_px / divide;
    settings.fullscreen = false;
    settings.allow_headless = true;
    auto stage = screens::Stage::open(settings);
    if (!stage) FAIL(stage.error().what);
    return std::move(*stage);
}

inline std::unique_ptr<screens::Stage> open_stage() { return open_stage(gallery::panels().front()); }

inline screens::view::Page page_of(const std::string& name,
                                   screens::view::Density density = screens::view::Density::Standard) {
    return gallery::sample(name, "zh-CN", density);
}

inline const screens::Node* find(const std::vector<screens::Node>& tree, const std::string& id) {
    for (const screens::Node& node : tree) {
        if (node.id == id) return &node;
    }
    return nullptr;
}

}  // namespace circle::tests
