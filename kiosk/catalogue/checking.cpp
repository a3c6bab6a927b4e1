#include "kiosk/catalogue/checking.h"

#include <algorithm>

#include "kiosk/catalogue/plan.h"
#include "kiosk/catalogue/tests.h"
#include "kiosk/ground/stamp.h"

namespace circle::catalogue {
namespace {

// Deep enough for every chain that the loader lets pass; a form made otherwise ends here too.
constexpr int most_steps = 40;

const std::string* answer_of(const Answers& answers, std::string_view name) {
    const auto found = answers.find(name);
    return found == answers.end() || found->second.empty() ? nullptr : &found->second;
}

bool one_of(const std::string* value, const std::vector<std::string>& values) {
    return value != nullptr && std::find(values.begin(), values.end(), *value) != values.end();
}

bool shown_within(const Form& form, const Field& field, const Answers& answers, int steps) {
    if (!field.show_when) return true;
    const Field* other = form.find(field.show_when->of.name);
    if (other == nullptr || steps == 0 || !shown_within(form, *other, answers, steps - 1)) return false;
    return one_of(answer_of(answers, other->name), field.show_when->is);
}

std::optional<std::string> text_or_nothing(std::string text) {
    if (text.empty()) return std::nullopt;
    return text;
}

std::optional<std::string> field_value(const Source& source, const Form& form, const Answers& answers,
                                       const Known& known, const Areas& areas) {
    const Field* field = form.find(source.name);
    const std::string* answer = answer_of(answers, source.name);
    if (field == nullptr || answer == nullptr || !shown(form, *field, answers, known)) return std::nullopt;
    if (unfit_answer(*field, *answer, areas)) return std::nullopt;
    if (source.from == Source::From::Words) return text_or_nothing(answer_words(*field, *answer, areas).zh);
    if (source.from == Source::From::Answer) return *answer;
    const Option* option = field->option(*answer);
    if (option == nullptr) return std::nullopt;
    const auto also = option->also.find(source.key);
    return also == option->also.end() ? std::nullopt : text_or_nothing(also->second);
}

std::optional<std::string> own_fault(const Form& form, const Field& field, const Answers& answers,
                                     const Known& known, const Areas& areas) {
    if (!shown(form, field, answers, known)) return std::nullopt;
    const std::string* answer = answer_of(answers, field.name);
    if (answer != nullptr) return unfit_answer(field, *answer, areas);
    if (field.required) return "required";
    return std::nullopt;
}

}  // namespace

const Option* Field::option(std::string_view value) const {
    const auto found =
        std::find_if(options.begin(), options.end(), [&](const Option& each) { return each.value == value; });
    return found == options.end() ? nullptr : &*found;
}

const ExtraPlace* Field::place(std::string_view code) const {
    const auto found =
        std::find_if(places.begin(), places.end(), [&](const ExtraPlace& each) { return each.code == code; });
    return found == places.end() ? nullptr : &*found;
}

const Field* Form::find(std::string_view name) const {
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

std::string Check::field() const {
    const bool answer =
        of.from == Source::From::Answer || of.from == Source::From::Also || of.from == Source::From::Words;
    return answer ? of.name : std::string();
}

bool shown(const Form& form, const Field& field, const Answers& answers, const Known& /*known*/) {
    return shown_within(form, field, answers, most_steps);
}

std::optional<std::string> value_of(const Source& source, const Form& form, const Answers& answers,
                                    const Known& known, const Areas& areas) {
    switch (source.from) {
        case Source::From::Fixed:
            return source.name;
        case Source::From::Today:
            return iso_date(known.today);
        case Source::From::Fact: {
            const auto found = known.facts.find(source.name);
            return found == known.facts.end() ? std::nullopt : text_or_nothing(found->second);
        }
        default:
            return field_value(source, form, answers, known, areas);
    }
}

std::vector<AnswerFault> check(const Form& form, const Answers& answers, const Known& known,
                               const Areas& areas) {
    std::vector<AnswerFault> whole;
    std::map<std::string, std::vector<AnswerFault>, std::less<>> at;
    for (const Field& field : form.fields) {
        if (const auto rule = own_fault(form, field, answers, known, areas)) {
            at[field.name].push_back({field.name, *rule, Effect::Block, words_of(*rule, field)});
        }
    }
    for (const auto& [name, answer] : answers) {
        if (form.find(name) == nullptr) {
            whole.push_back({"",
                             "unknown",
                             Effect::Block,
                             {"表单与目录不一致，请重新开始。",
                              "The form does not fit the catalogue. Please start again."}});
            break;
        }
    }
    for (const Check& rule : form.checks) {
        if (rule.when) {
            const auto value = value_of(rule.when->of, form, answers, known, areas);
            if (!value || !one_of(&*value, rule.when->is)) continue;
        }
        const auto value = value_of(rule.of, form, answers, known, areas);
        if (!value) continue;
        const auto other = rule.other ? value_of(*rule.other, form, answers, known, areas) : std::nullopt;
        if (met(rule, *value, other, known)) continue;
        const std::string field = rule.field();
        (field.empty() ? whole : at[field]).push_back({field, rule.id, rule.effect, rule.fault});
    }
    std::vector<AnswerFault> result;
    for (const Field& field : form.fields) {
        const auto found = at.find(field.name);
        if (found != at.end()) result.insert(result.end(), found->second.begin(), found->second.end());
    }
    result.insert(result.end(), whole.begin(), whole.end());
    return result;
}

bool blocks(const std::vector<AnswerFault>& faults) {
    return std::any_of(faults.begin(), faults.end(),
                       [](const AnswerFault& fault) { return fault.effect == Effect::Block; });
}

Answers with_defaults(const Form& form, Answers answers, const Known& known, const Areas& areas) {
    for (const Field& field : form.fields) {
        if (!field.initial || answers.contains(field.name)) continue;
        const auto value = value_of(*field.initial, form, answers, known, areas);
        if (value && !unfit_answer(field, *value, areas)) answers[field.name] = *value;
    }
    return answers;
}

}  // namespace circle::catalogue
