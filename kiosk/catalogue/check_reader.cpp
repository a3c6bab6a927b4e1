// Sources, conditions and rules of a form; each reference is looked up while the file is read.
#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/catalogue/form_reader.h"
#include "kiosk/catalogue/pieces.h"
#include "kiosk/catalogue/source_reader.h"

namespace circle::catalogue {
namespace {

using tree::Need;
using tree::Strict;

constexpr std::size_t most_checks = 60;

// What a test needs beside its value.
enum class Needs { Nothing, Other, Values, Years, Filings };

struct TestName {
    std::string_view name;
    Test test;
    Needs needs;
};
constexpr std::array<TestName, 13> tests{{
    {"phone", Test::Phone, Needs::Nothing},
    {"id_number", Test::IdNumber, Needs::Nothing},
    {"not_before", Test::NotBefore, Needs::Other},
    {"not_after", Test::NotAfter, Needs::Other},
    {"age_at_most", Test::AgeAtMost, Needs::Years},
    {"differs_from_insured_city", Test::DiffersFromInsuredCity, Needs::Nothing},
    {"equals", Test::Equals, Needs::Other},
    {"differs_from", Test::Differs, Needs::Other},
    {"one_of", Test::OneOf, Needs::Values},
    {"not_one_of", Test::NotOneOf, Needs::Values},
    {"sex_agrees", Test::SexAgrees, Needs::Other},
    {"no_filing", Test::NoFiling, Needs::Filings},
    {"told", Test::Told, Needs::Nothing},
}};

constexpr std::array<std::pair<std::string_view, Effect>, 4> effects{
    {{"block", Effect::Block}, {"ask", Effect::Ask}, {"warn", Effect::Warn}, {"hint", Effect::Hint}}};

const Field* find(const std::vector<Field>& fields, std::string_view name) {
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

Effect effect_at(Strict& table) {
    const std::string* word = table.text("effect");
    for (const auto& [name, effect] : effects) {
        if (word != nullptr && *word == name) return effect;
    }
    if (word != nullptr) table.fault("effect", "must be one of block, ask, warn, hint");
    return Effect::Hint;
}

const TestName* test_at(Strict& table) {
    const std::string* word = table.text("test");
    if (word == nullptr) return nullptr;
    const auto found =
        std::find_if(tests.begin(), tests.end(), [&](const TestName& test) { return test.name == *word; });
    if (found != tests.end()) return &*found;
    std::string all;
    for (const TestName& test : tests) all += (all.empty() ? "" : ", ") + std::string(test.name);
    table.fault("test", "must be one of " + all);
    return nullptr;
}

FilingTest filings_at(Strict& table) {
    FilingTest filings;
    auto inner = table.table("filings");
    if (!inner) return filings;
    if (inner->has("matters")) filings.matters = texts_at(*inner, "matters");
    filings.same_place = inner->boolean("same_place", Need::Optional).value_or(false);
    filings.same_day = inner->boolean("same_day", Need::Optional).value_or(false);
    inner->finish();
    return filings;
}

Check check_of(Strict& table, const std::vector<Field>& fields) {
    Check check;
    check.id = fit_text(table, "id", 24);
    check.of = source_at(table, "of", fields).value_or(Source{});
    check.effect = effect_at(table);
    check.fault = words_at(table, "fault");
    check.source = fit_text(table, "source", 120);
    check.grade = grade_at(table);
    check.when = condition_at(table, "when", fields);
    if (const TestName* test = test_at(table)) {
        check.test = test->test;
        if (test->needs == Needs::Other) check.other = source_at(table, "other", fields);
        if (test->needs == Needs::Values) check.values = texts_at(table, "values");
        if (test->needs == Needs::Years)
            check.years = static_cast<int>(table.integer("years", 1, 200).value_or(1));
        if (test->needs == Needs::Filings) check.filings = filings_at(table);
        // What is always said can be no reason to refuse.
        if (check.test == Test::Told && (check.effect == Effect::Block || check.effect == Effect::Ask)) {
            table.fault("effect", "of what is always told can only be warn or hint");
        }
    }
    table.finish();
    return check;
}

}  // namespace

std::string token_at(Strict& table, std::string_view key, Need need) {
    std::string token = fit_text(table, key, 40, need);
    if (token.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos) {
        table.fault(key, "must be lower-case letters, digits and _");
    }
    return token;
}

std::optional<Source> source_from(std::string_view text) {
    if (text == "today") return Source{Source::From::Today, {}, {}};
    if (text.starts_with("=")) {
        if (text.size() == 1) return std::nullopt;
        return Source{Source::From::Fixed, std::string(text.substr(1)), {}};
    }
    if (std::find(std::begin(fact_names), std::end(fact_names), text) != std::end(fact_names)) {
        return Source{Source::From::Fact, std::string(text), {}};
    }
    const bool words = text.starts_with("words.");
    if (!words && !text.starts_with("answer.")) return std::nullopt;
    text.remove_prefix(words ? 6 : 7);
    const std::size_t also = text.find(".also.");
    if (!words && also != std::string_view::npos) {
        Source source{Source::From::Also, std::string(text.substr(0, also)),
                      std::string(text.substr(also + 6))};
        if (source.name.empty() || source.key.empty()) return std::nullopt;
        return source;
    }
    if (text.empty()) return std::nullopt;
    return Source{words ? Source::From::Words : Source::From::Answer, std::string(text), {}};
}

void look_up(const Source& source, const std::vector<Field>& fields, Strict& table, std::string_view key) {
    using From = Source::From;
    if (source.from == From::Fact || source.from == From::Today || source.from == From::Fixed) return;
    const Field* field = find(fields, source.name);
    if (field == nullptr) {
        table.fault(key, "names the field \"" + source.name + "\", which does not exist");
    } else if (source.from == From::Also) {
        const bool known = !field->options.empty() && field->options.front().also.contains(source.key);
        if (!known)
            table.fault(key, "names \"" + source.key + "\", which no option of " + field->name + " has");
    }
}

std::optional<Source> source_at(Strict& table, std::string_view key, const std::vector<Field>& fields,
                                Need need) {
    const std::string* text = table.text(key, need);
    if (text == nullptr) return std::nullopt;
    if (const auto wrong = tree::unfit(*text, 300)) {
        table.fault(key, *wrong);
        return std::nullopt;
    }
    const auto source = source_from(*text);
    if (!source) {
        table.fault(key, "\"" + *text + "\" is no source");
        return std::nullopt;
    }
    look_up(*source, fields, table, key);
    return source;
}

std::optional<Condition> condition_at(Strict& table, std::string_view key, const std::vector<Field>& fields) {
    auto inner = table.table(key, Need::Optional);
    if (!inner) return std::nullopt;
    Condition condition;
    condition.of = source_at(*inner, "of", fields).value_or(Source{});
    condition.is = texts_at(*inner, "is");
    inner->finish();
    // An option that does not exist would hide its field for ever.
    const Field* field = condition.of.from == Source::From::Answer ? find(fields, condition.of.name) : nullptr;
    for (const std::string& value : condition.is) {
        if (field == nullptr) break;
        const bool known = field->kind == FieldKind::Choice  ? field->option(value) != nullptr
                           : field->kind == FieldKind::YesNo ? value == yes || value == no
                                                             : true;
        if (!known) inner->fault("is", "holds \"" + value + "\", which " + field->name + " cannot be");
    }
    return condition;
}

std::vector<Check> read_checks(Strict& root, const std::vector<Field>& fields,
                               std::vector<tree::Fault>& faults) {
    std::vector<Check> checks;
    for (Strict& table : tables_at(root, "check", faults, Need::Optional))
        checks.push_back(check_of(table, fields));
    if (checks.size() > most_checks) root.fault("check", "must be at most " + std::to_string(most_checks));
    return checks;
}

}  // namespace circle::catalogue
