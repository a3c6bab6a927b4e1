// What a checked form becomes: the columns of the platform's row, and the words of the slip. Pure.
#pragma once

#include <map>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "kiosk/catalogue/catalogue.h"
#include "kiosk/catalogue/checking.h"

namespace circle::catalogue {

using Columns = std::map<std::string, std::string>;

// Complete, or the names of the required columns that have no value. It does not check the answers: do that
// first.
tl::expected<Columns, std::vector<std::string>> values(const Form& form, const Answers& answers,
                                                       const Known& known, const Areas& areas);

struct TakenIn {
    Words label, value;

    bool operator==(const TakenIn&) const = default;
};

struct SlipWords {
    std::vector<TakenIn> taken;
    std::vector<Words> next, missing;
    // By when. Empty where no limit is known here: then the slip says so, and nothing is counted (LR-34).
    std::optional<int> working_days;

    bool operator==(const SlipWords&) const = default;
};

// Nothing when the item has no form.
std::optional<SlipWords> slip(const Item& item, const Answers& answers, const Known& known, const Areas& areas);

// The answer of a field as a person reads it: the option's words, the place in full, the day as it is, yes or
// no. Empty when there is no answer that fits.
Words answer_words(const Field& field, std::string_view answer, const Areas& areas);

}  // namespace circle::catalogue
