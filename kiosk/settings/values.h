// Readers of single values, each recording what is wrong with them. Internal to the table of keys.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/settings/settings.h"
#include "kiosk/tree/strict.h"

namespace circle::settings::values {

using tree::Need;
using tree::Strict;

// A text for people: no control characters, at most 300 bytes. Optional ones may be empty.
void words(Strict& table, std::string_view key, std::string& value, Need need);
// A path, made absolute from the configuration's folder.
void path(Strict& table, std::string_view key, const std::string& folder, std::string& value, Need need);
void number(Strict& table, std::string_view key, int least, int most, int& value, Need need);
void flag(Strict& table, std::string_view key, bool& value);
void transport(Strict& table, std::string_view key, std::optional<Transport>& value);

// One word of a closed set; `choices` is what the fault says. `take` answers false for an unknown word.
template <typename Take>
void choice(Strict& table, std::string_view key, std::string_view choices, Need need, Take take) {
    const std::string* word = table.text(key, need);
    if (word != nullptr && !take(*word))
        table.fault(key, "\"" + *word + "\" must be one of: " + std::string(choices));
}

void institution(Strict& table, std::string_view key, std::string& value);
void region(Strict& table, std::string_view key, std::string& value);
void url(Strict& table, std::string_view key, std::string& value);
void profile(Strict& table, std::string_view key, std::string& value);

std::string toml_text(std::string_view text);  // as a TOML basic string

}  // namespace circle::settings::values
