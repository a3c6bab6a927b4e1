// Reads assets/catalogue by a strict schema (written down in assets/catalogue/README.md).
#pragma once

#include <filesystem>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "kiosk/catalogue/catalogue.h"

namespace circle::catalogue {

struct Fault {
    std::string file;  // name within the folder, "I18.toml"; the folder itself when it cannot be read
    int line = 0;      // 0: the whole file
    std::string what;  // "materials.list[2].en is missing"

    bool operator==(const Fault&) const = default;
};

// One line for a log or the technician's screen: "I18.toml:12: materials.list[2].en is missing".
std::string describe(const Fault& fault);

struct Loaded {
    Catalogue catalogue;
    std::vector<Fault> faults;  // of the files left out; empty when all is well
};

// Everything that can be used, with every fault of what cannot: a file with a fault is left out whole, so the
// terminal stays in service without that item. Fails, with all faults, when no item is left or the header
// cannot be read.
tl::expected<Loaded, std::vector<Fault>> load(const std::filesystem::path& folder);

}  // namespace circle::catalogue
