// Small readers that the parts of a catalogue file share. Internal to the loader.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/catalogue/words.h"
#include "kiosk/tree/strict.h"

namespace circle::catalogue {

constexpr std::size_t longest_words = 1200;  // bytes; one paragraph on the guide page

std::size_t characters(std::string_view utf8);

// Each records what is wrong in the Strict's faults and answers something harmless.
std::string fit_text(tree::Strict& table, std::string_view key, std::size_t most,
                     tree::Need need = tree::Need::Required);
std::string grade_at(tree::Strict& table);
Words read_words(tree::Strict table);
Words words_at(tree::Strict& table, std::string_view key);
std::optional<Words> optional_words_at(tree::Strict& table, std::string_view key);
// The elements of a list that must all be tables.
std::vector<tree::Strict> tables_at(tree::Strict& parent, std::string_view key,
                                    std::vector<tree::Fault>& faults, tree::Need need = tree::Need::Required);
// Not empty.
std::vector<std::string> texts_at(tree::Strict& parent, std::string_view key);

}  // namespace circle::catalogue
