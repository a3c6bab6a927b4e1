#include "kiosk/main/assets.h"

#include <system_error>
#include <utility>

namespace circle {
namespace {

std::filesystem::path program_folder() {
    std::error_code ignored;
    return std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
}

std::filesystem::path english_texts(const std::filesystem::path& assets) {
    // msgfmt writes beside the programs of a build; a package keeps them with the other assets.
    for (const auto& candidate : {assets / "texts/en.mo", program_folder() / "../share/texts/en.mo"}) {
        if (std::filesystem::exists(candidate)) return candidate;
    }
    return assets / "texts/en.mo";
}

}  // namespace

std::filesystem::path assets_folder(const std::string& given) {
    if (!given.empty()) return given;
    const auto installed = program_folder() / "../share/circle-terminal";
    std::error_code ignored;
    if (std::filesystem::exists(installed / "catalogue", ignored)) return installed.lexically_normal();
    return CIRCLE_SOURCE_ASSETS;
}

std::filesystem::path profile_path(const std::filesystem::path& assets, const std::string& profile) {
    return assets / "regions" / (profile + ".toml");
}

Assets load_assets(const std::filesystem::path& folder, const std::string& profile) {
    Assets assets;
    if (auto loaded = catalogue::load(folder / "catalogue")) {
        assets.catalogue = std::move(loaded->catalogue);
        assets.catalogue_faults = std::move(loaded->faults);
    } else {
        assets.catalogue_faults = std::move(loaded.error());
    }
    for (const auto& fault : assets.catalogue_faults) assets.problems.push_back(catalogue::describe(fault));
    if (auto read = relay::load_profile(profile_path(folder, profile).string())) {
        assets.profile = std::move(*read);
    } else {
        assets.problems.push_back(std::move(read.error()));
    }
    if (auto read = Areas::load((folder / "places/divisions.csv").string())) {
        assets.areas = std::move(*read);
    } else {
        assets.problems.push_back(std::move(read.error()));
    }
    if (auto read = Texts::load(english_texts(folder).string())) {
        assets.english = std::move(*read);
    } else {
        assets.problems.push_back(std::move(read.error()));
    }
    return assets;
}

}  // namespace circle
