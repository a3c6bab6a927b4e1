// What is read once at start from the assets folder: catalogue, region profile, places, texts.
#pragma once

#include <filesystem>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "kiosk/catalogue/loader.h"
#include "kiosk/ground/areas.h"
#include "kiosk/ground/texts.h"
#include "kiosk/relay/profile.h"

namespace circle {

struct Assets {
    catalogue::Catalogue catalogue;
    std::vector<catalogue::Fault> catalogue_faults;  // of files that were left out
    relay::Profile profile;
    Areas areas;
    Texts chinese, english;
    std::vector<std::string>
        problems;  // what could not be read, in the technician's words; the terminal goes on

    const Texts& texts(const std::string& language) const { return language == "en" ? english : chinese; }
};

// The folder given on the command line, else the installed one beside the program, else the source tree's.
std::filesystem::path assets_folder(const std::string& given);

std::filesystem::path profile_path(const std::filesystem::path& assets, const std::string& profile);

// Never fails as a whole: what is missing is told in `problems` and the pages do without it.
Assets load_assets(const std::filesystem::path& folder, const std::string& profile);

}  // namespace circle
