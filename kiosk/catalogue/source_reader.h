// Sources, conditions and texts of a form's file. Internal to form_reader.cpp and check_reader.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/catalogue/form.h"
#include "kiosk/tree/strict.h"

namespace circle::catalogue {

std::string token_at(tree::Strict& table, std::string_view key, tree::Need need = tree::Need::Required);
std::optional<Source> source_at(tree::Strict& table, std::string_view key, const std::vector<Field>& fields,
                                tree::Need need = tree::Need::Required);
std::optional<Condition> condition_at(tree::Strict& table, std::string_view key,
                                      const std::vector<Field>& fields);
// Records a fault when the source names a field, an option's column or a fact that does not exist.
void look_up(const Source& source, const std::vector<Field>& fields, tree::Strict& table, std::string_view key);

std::vector<Check> read_checks(tree::Strict& root, const std::vector<Field>& fields,
                               std::vector<tree::Fault>& faults);

}  // namespace circle::catalogue
