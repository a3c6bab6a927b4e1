// Reads the form of an item by its strict schema (assets/catalogue/README.md). Internal to the loader.
#pragma once

#include <optional>
#include <vector>

#include "kiosk/catalogue/form.h"
#include "kiosk/tree/strict.h"

namespace circle::catalogue {

// Nothing when the file has none of [[field]], [[check]], [send], [slip]; with one of them it needs all but the
// checks.
std::optional<Form> read_form(tree::Strict& root, std::vector<tree::Fault>& faults);

// One source as written in a file ("answer.tel"); nothing when it is none. Whether its field exists is not
// looked at.
std::optional<Source> source_from(std::string_view text);

}  // namespace circle::catalogue
