// One function for each kind of test of a rule. Internal to checking.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/catalogue/checking.h"

namespace circle::catalogue {

// What is wrong with an answer in itself, as the name of AnswerFault::rule; nothing when it fits its field.
std::optional<std::string> unfit_answer(const Field& field, std::string_view answer, const Areas& areas);
// What to say about it. `rule` as above, or "required".
Words words_of(std::string_view rule, const Field& field);

// A mainland mobile number, or a land line with its area code: 010 and 02x with 8 digits, others of four digits
// with 7 or 8; a dash after the area code is fine.
bool phone(std::string_view value);
// The other functions of tests.cpp, by kind. `other` is empty when the rule has none or it has no value.
bool met(const Check& check, std::string_view value, const std::optional<std::string>& other,
         const Known& known);

}  // namespace circle::catalogue
