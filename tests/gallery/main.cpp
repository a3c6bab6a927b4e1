// circle-gallery: draws the sample pages to PNG files and prints what the audit finds in them. Made for
// looking.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "screens/stage/stage.h"
#include "tests/gallery/audit.h"
#include "tests/gallery/samples.h"

namespace {

using namespace circle;
using screens::view::Density;

struct Wish {
    std::string out = "gallery";
    std::vector<std::string> pages, panels, languages{"zh-CN", "en"}, views{"standard", "elder"};
};

bool wanted(const std::vector<std::string>& list, const std::string& name) {
    return list.empty() || std::find(list.begin(), list.end(), name) != list.end();
}

// Draws every part of a page that scrolls; returns the number of findings.
int draw_one(screens::Stage& stage, const screens::view::Page& page, const gallery::NamedPanel& panel,
             const std::string& stem) {
    int findings = 0;
    const gallery::AuditFor what{page.density, panel.panel.width_mm, panel.panel.height_mm,
                                 page.dialog.has_value()};
    for (int part = 1; part <= 9; ++part) {
        const screens::Frame frame = stage.draw(page);
        const std::string path = stem + (part > 1 ? "-" + std::to_string(part) : "") + ".png";
        if (const auto shot = stage.screenshot(path); !shot) {
            std::fprintf(stderr, "%s\n", shot.error().what.c_str());
            return findings + 1;
        }
        for (const std::string& finding : gallery::audit(frame.tree, what)) {
            std::printf("%s: %s\n", path.c_str(), finding.c_str());
            ++findings;
        }
        const screens::Node* more = nullptr;
        for (const screens::Node& node : frame.tree) {
            if (node.id == "page.more" && node.reacts) more = &node;
        }
        if (more == nullptr) break;
        const float x = more->rect_mm.x + more->rect_mm.w / 2;
        const float y = more->rect_mm.y + more->rect_mm.h / 2;
        stage.touch(screens::Touch::Down, x, y);
        stage.touch(screens::Touch::Up, x, y);
    }
    return findings;
}

int draw_panel(const gallery::NamedPanel& panel, const Wish& wish) {
    screens::StageSettings settings;
    settings.panel = panel.panel;
    settings.width_px = panel.width_px;
    settings.height_px = panel.height_px;
    settings.fullscreen = false;
    settings.allow_headless = true;
    auto stage = screens::Stage::open(settings);
    if (!stage) {
        std::fprintf(stderr, "%s\n", stage.error().what.c_str());
        return 1;
    }
    int findings = 0;
    for (const std::string& language : wish.languages) {
        for (const std::string& view : wish.views) {
            for (const std::string& name : gallery::sample_names()) {
                if (!wanted(wish.pages, name)) continue;
                const auto density = view == "elder" ? Density::Elder : Density::Standard;
                const std::string stem =
                    fmt::format("{}/{}-{}-{}-{}", wish.out, panel.name, language.substr(0, 2), view, name);
                (*stage)->renew();
                findings += draw_one(**stage, gallery::sample(name, language, density), panel, stem);
            }
        }
    }
    return findings;
}

}  // namespace

int main(int argc, char** argv) {
    Wish wish;
    CLI::App app("Draws sample pages of every kind to PNG files and audits them.", "circle-gallery");
    app.add_option("--out", wish.out, "folder for the pictures")->capture_default_str();
    app.add_option("--page", wish.pages, "only these pages");
    app.add_option("--panel", wish.panels, "only these panels (upright, wide, large)");
    app.add_option("--language", wish.languages, "zh-CN, en");
    app.add_option("--view", wish.views, "standard, elder");
    CLI11_PARSE(app, argc, argv);
    setenv("SDL_VIDEODRIVER", "offscreen", 0);
    std::filesystem::create_directories(wish.out);
    int findings = 0;
    for (const auto& panel : gallery::panels()) {
        if (wanted(wish.panels, panel.name)) findings += draw_panel(panel, wish);
    }
    std::printf("%d findings\n", findings);
    return findings == 0 ? 0 : 1;
}
