// The one table of keys: where each stands, whether it must, and how its text becomes a value of Settings and
// back. The parser, --check-config and the test of assets/config/example.toml all walk through it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/settings/settings.h"
#include "kiosk/tree/strict.h"

namespace circle::settings {

struct Key {
    std::string_view table;  // "devices.card"
    std::string_view name;   // "reader"
    // Reads the value of its table into the settings; records faults there. `folder` is where relative paths
    // begin.
    std::function<void(tree::Strict& table, std::string_view name, const std::string& folder,
                       Settings& settings)>
        read;
    // The effective value as TOML, secrets hidden; empty when it has none (a device that is not fitted).
    std::function<std::string(const Settings& settings)> write;

    std::string path() const { return std::string(table) + "." + std::string(name); }
};

struct TableSpec {
    std::string_view path;
    bool required = false;
};

// In the order of the example.
const std::vector<TableSpec>& tables();
const std::vector<Key>& keys();

}  // namespace circle::settings
