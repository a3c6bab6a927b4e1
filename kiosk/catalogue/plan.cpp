#include "kiosk/catalogue/plan.h"

#include <cctype>

#include "kiosk/catalogue/tests.h"

namespace circle::catalogue {
namespace {

bool holds(const std::optional<Condition>& when, const Form& form, const Answers& answers, const Known& known,
           const Areas& areas) {
    if (!when) return true;
    const auto value = value_of(when->of, form, answers, known, areas);
    if (!value) return false;
    for (const std::string& each : when->is) {
        if (each == *value) return true;
    }
    return false;
}

Words place_words(const Field& field, std::string_view code, const Areas& areas) {
    if (const ExtraPlace* extra = field.place(code)) return extra->words;
    return {full_name(areas, code), areas.describe(code, false)};
}

}  // namespace

Words answer_words(const Field& field, std::string_view answer, const Areas& areas) {
    if (unfit_answer(field, answer, areas)) return {};
    switch (field.kind) {
        case FieldKind::Digits:
        case FieldKind::Date:
            return {std::string(answer), std::string(answer)};
        case FieldKind::Area:
            return place_words(field, answer, areas);
        case FieldKind::Choice:
            return field.option(answer)->words;
        case FieldKind::YesNo:
            return answer == yes ? Words{"是", "Yes"} : Words{"否", "No"};
        case FieldKind::Signature:
            return {"已签名", "Signed"};
        case FieldKind::Commitment:
            return field.text;
    }
    return {};
}

tl::expected<Columns, std::vector<std::string>> values(const Form& form, const Answers& answers,
                                                       const Known& known, const Areas& areas) {
    Columns columns;
    std::vector<std::string> missing;
    for (const Column& column : form.send.columns) {
        if (const auto value = value_of(column.from, form, answers, known, areas)) {
            columns[column.name] = *value;
        } else if (column.required) {
            missing.push_back(column.name);
        }
    }
    if (!missing.empty()) return tl::unexpected(std::move(missing));
    return columns;
}

std::optional<SlipWords> slip(const Item& item, const Answers& answers, const Known& known,
                              const Areas& areas) {
    if (!item.sheet) return std::nullopt;
    const Form& form = *item.sheet;
    SlipWords words;
    for (const std::string& name : form.slip.taken) {
        const Field* field = form.find(name);
        const auto value = value_of({Source::From::Answer, name, {}}, form, answers, known, areas);
        if (field != nullptr && value)
            words.taken.push_back({field->label, answer_words(*field, *value, areas)});
    }
    for (const SlipLine& line : form.slip.next) {
        if (holds(line.when, form, answers, known, areas)) words.next.push_back(line.words);
    }
    for (const SlipLine& line : form.slip.missing) {
        if (holds(line.when, form, answers, known, areas)) words.missing.push_back(line.words);
    }
    words.working_days = item.limit.working_days;
    return words;
}

}  // namespace circle::catalogue
