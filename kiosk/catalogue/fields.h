// The fields of a catalogue file, one reader each. Internal to the loader; schema: assets/catalogue/README.md.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/catalogue/catalogue.h"
#include "kiosk/tree/strict.h"

namespace circle::catalogue {

using CommonParts = std::map<std::string, Part, std::less<>>;

// Every reader records what is wrong in the Strict's faults and answers something harmless; a file with a fault
// is dropped by its caller.
Part part_at(tree::Strict& table, std::string_view key, const CommonParts& common);

Item read_item(const tree::Table& root, const CommonParts& common, std::vector<tree::Fault>& faults);
std::vector<Group> read_groups(const tree::Table& root, std::vector<tree::Fault>& faults);
CommonParts read_common(const tree::Table& root, std::vector<tree::Fault>& faults);
Header read_header(const tree::Table& root, const CommonParts& common, std::vector<tree::Fault>& faults);

}  // namespace circle::catalogue
