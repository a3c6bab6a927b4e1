// Checks the answers of a form by its own rules: all faults at once (LR-35). Pure: no clock, no item known
// here.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/catalogue/form.h"
#include "kiosk/ground/areas.h"

namespace circle::catalogue {

// Field → answer, in the form that FieldKind describes. What a screen sends is as foreign as anything else.
using Answers = std::map<std::string, std::string, std::less<>>;

// A filing of this person that is known of, from the platform or the journal.
struct Filing {
    std::string matter;       // item id; empty when it is not known which
    std::string place;        // area code of the place of treatment
    std::string from, until;  // days; until is empty while it is open-ended

    bool operator==(const Filing&) const = default;
};

struct Known {
    std::map<std::string, std::string, std::less<>> facts;  // by fact_names; what is unknown is absent or empty
    std::optional<std::vector<Filing>> filings;  // nothing: not known, and no rule is decided by them
    std::chrono::year_month_day today;           // business day, Asia/Shanghai
};

struct AnswerFault {
    std::string field;  // empty: of the whole form
    std::string rule;  // "LR-16"; or of the field itself: "required", "digits", "length", "real_date", "level",
                       // "option", "yes_no", "signature", "commitment", "unknown"
    Effect effect = Effect::Block;
    Words words;

    bool operator==(const AnswerFault&) const = default;
};

// True when the field is asked, given the other answers.
bool shown(const Form& form, const Field& field, const Answers& answers, const Known& known);

// The value of a source, or nothing: not answered, hidden, not fit for its field, not known.
// With `areas`, "words.FIELD" of a place is its full name.
std::optional<std::string> value_of(const Source& source, const Form& form, const Answers& answers,
                                    const Known& known, const Areas& areas);

// Faults of the fields first, in their order, each field's own fault before those of the rules; then those of
// the whole form. A field whose answer is not fit in itself is not judged by further rules, and a rule about a
// value that is not there says nothing: a missing answer is one fault, not several.
std::vector<AnswerFault> check(const Form& form, const Answers& answers, const Known& known,
                               const Areas& areas);

bool blocks(const std::vector<AnswerFault>& faults);

// The answers with what stands in the fields by default; what is answered already stays.
Answers with_defaults(const Form& form, Answers answers, const Known& known, const Areas& areas);

}  // namespace circle::catalogue
