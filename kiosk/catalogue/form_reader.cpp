#include "kiosk/catalogue/form_reader.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "kiosk/catalogue/pieces.h"
#include "kiosk/catalogue/source_reader.h"

namespace circle::catalogue {
namespace {

using tree::Need;
using tree::Strict;

constexpr std::size_t most_fields = 40, most_options = 60, most_columns = 60, most_lines = 30;
constexpr int longest_answer = 200;

constexpr std::array<std::pair<std::string_view, FieldKind>, 7> field_kinds{{
    {"digits", FieldKind::Digits},
    {"date", FieldKind::Date},
    {"area", FieldKind::Area},
    {"choice", FieldKind::Choice},
    {"yes_no", FieldKind::YesNo},
    {"signature", FieldKind::Signature},
    {"commitment", FieldKind::Commitment},
}};
constexpr std::array<std::pair<std::string_view, Level>, 3> levels{
    {{"province", Level::Province}, {"city", Level::City}, {"county", Level::County}}};

bool area_code(std::string_view code) {
    return code.size() == 6 && code.find_first_not_of("0123456789") == std::string_view::npos;
}

std::vector<Option> options_at(Strict& table, std::vector<tree::Fault>& faults) {
    std::vector<Option> options;
    std::set<std::string> values;
    for (Strict& entry : tables_at(table, "options", faults)) {
        Option option;
        option.value = fit_text(entry, "value", 30);
        option.words.zh = fit_text(entry, "zh", longest_words);
        option.words.en = fit_text(entry, "en", longest_words);
        if (auto inner = entry.table("also", Need::Optional)) {
            for (const std::string& key : inner->keys()) option.also[key] = fit_text(*inner, key, 200);
        }
        entry.finish();
        if (!values.insert(option.value).second) entry.fault("value", "stands twice among the options");
        options.push_back(std::move(option));
    }
    if (options.size() < 2 || options.size() > most_options) {
        table.fault("options", "must be 2 to " + std::to_string(most_options));
    }
    for (const Option& option : options) {
        const bool same = std::equal(option.also.begin(), option.also.end(), options.front().also.begin(),
                                     options.front().also.end(),
                                     [](const auto& a, const auto& b) { return a.first == b.first; });
        if (!same)
            table.fault("options", "\"" + option.value + "\" decides other columns than the first option");
    }
    return options;
}

std::vector<ExtraPlace> places_at(Strict& table, std::vector<tree::Fault>& faults) {
    std::vector<ExtraPlace> places;
    for (Strict& entry : tables_at(table, "places", faults, Need::Optional)) {
        ExtraPlace place;
        place.code = fit_text(entry, "code", 6);
        place.under = fit_text(entry, "under", 6);
        if (!area_code(place.code)) entry.fault("code", "must be six digits");
        if (!area_code(place.under)) entry.fault("under", "must be six digits");
        place.words.zh = fit_text(entry, "zh", 60);
        place.words.en = fit_text(entry, "en", 120);
        place.source = fit_text(entry, "source", 120);
        place.grade = grade_at(entry);
        entry.finish();
        places.push_back(std::move(place));
    }
    return places;
}

template <typename Names>
auto named(Strict& table, std::string_view key, const Names& names) {
    const std::string* word = table.text(key);
    for (const auto& [name, value] : names) {
        if (word != nullptr && *word == name) return value;
    }
    std::string all;
    for (const auto& [name, value] : names) all += (all.empty() ? "" : ", ") + std::string(name);
    if (word != nullptr) table.fault(key, "must be one of " + all);
    return names.front().second;
}

// Everything of a field but its references to other fields.
Field field_of(Strict& table, std::vector<tree::Fault>& faults) {
    Field field;
    field.name = token_at(table, "name");
    field.kind = named(table, "kind", field_kinds);
    field.label = words_at(table, "label");
    field.ask = words_at(table, "ask");
    field.help = optional_words_at(table, "help");
    field.required = table.boolean("required", Need::Optional).value_or(true);
    field.source = fit_text(table, "source", 200);
    field.grade = grade_at(table);
    if (field.kind == FieldKind::Area) {
        field.level = named(table, "level", levels);
        field.places = places_at(table, faults);
    }
    if (field.kind == FieldKind::Choice) field.options = options_at(table, faults);
    if (field.kind == FieldKind::Commitment) field.text = words_at(table, "text");
    if (field.kind == FieldKind::Digits) {
        const auto bound = [&](std::string_view key, std::size_t otherwise) {
            const auto number = table.integer(key, 1, longest_answer, Need::Optional);
            return number ? static_cast<std::size_t>(*number) : otherwise;
        };
        field.least = bound("least", 1);
        field.most = bound("most", 50);
        if (field.least > field.most) table.fault("least", "is more than most");
    }
    return field;
}

// A field that is shown when another is, and so on, must end at one that always is.
void check_circles(const std::vector<Field>& fields, std::vector<Strict>& tables) {
    for (std::size_t at = 0; at < fields.size(); ++at) {
        const Field* next = &fields[at];
        for (std::size_t steps = 0; next != nullptr && next->show_when; ++steps) {
            if (steps == fields.size()) {
                tables[at].fault("show_when", "goes in a circle");
                break;
            }
            const std::string& name = next->show_when->of.name;
            const auto found = std::find_if(fields.begin(), fields.end(),
                                            [&](const Field& field) { return field.name == name; });
            next = found == fields.end() ? nullptr : &*found;
        }
    }
}

std::vector<Field> fields_at(Strict& root, std::vector<tree::Fault>& faults) {
    std::vector<Strict> tables = tables_at(root, "field", faults);
    if (tables.empty() || tables.size() > most_fields) {
        root.fault("field", "must be 1 to " + std::to_string(most_fields));
    }
    if (tables.size() > most_fields) tables.erase(tables.begin() + most_fields, tables.end());
    std::vector<Field> fields;
    std::set<std::string> names;
    for (Strict& table : tables) {
        fields.push_back(field_of(table, faults));
        if (!names.insert(fields.back().name).second) table.fault("name", "stands twice among the fields");
    }
    for (std::size_t at = 0; at < fields.size(); ++at) {
        fields[at].initial = source_at(tables[at], "default", fields, Need::Optional);
        fields[at].show_when = condition_at(tables[at], "show_when", fields);
        if (fields[at].show_when && fields[at].show_when->of.from != Source::From::Answer) {
            tables[at].fault("show_when", "must go by the answer of a field");
            fields[at].show_when.reset();
        }
        tables[at].finish();
    }
    check_circles(fields, tables);
    return fields;
}

SendPlan send_at(Strict& root, const std::vector<Field>& fields) {
    SendPlan plan;
    auto table = root.table("send");
    if (!table) return plan;
    plan.transaction = fit_text(*table, "transaction", 6);
    plan.node = token_at(*table, "node");
    std::set<std::string> optional;
    if (table->has("optional")) {
        for (const std::string& name : texts_at(*table, "optional")) optional.insert(name);
    }
    if (auto columns = table->table("columns")) {
        for (const std::string& name : columns->keys()) {
            if (const auto from = source_at(*columns, name, fields)) {
                plan.columns.push_back({name, *from, !optional.contains(name)});
            }
            optional.erase(name);
        }
        if (columns->keys().empty() || columns->keys().size() > most_columns) {
            table->fault("columns", "must be 1 to " + std::to_string(most_columns));
        }
    }
    for (const std::string& name : optional) {
        table->fault("optional", "names \"" + name + "\", which is no column");
    }
    table->finish();
    return plan;
}

std::optional<UndoPlan> undo_at(Strict& root, std::vector<tree::Fault>& faults) {
    auto table = root.table("undo", Need::Optional);
    if (!table) return std::nullopt;
    UndoPlan plan;
    plan.transaction = fit_text(*table, "transaction", 6);
    plan.memo = fit_text(*table, "memo", longest_words);
    for (Strict& entry : tables_at(*table, "shows", faults, Need::Required)) {
        UndoPlan::Shown shown;
        shown.column = token_at(entry, "column");
        shown.label.zh = fit_text(entry, "zh", longest_words);
        shown.label.en = fit_text(entry, "en", longest_words);
        entry.finish();
        plan.shows.push_back(std::move(shown));
    }
    if (plan.shows.empty() || plan.shows.size() > most_lines) {
        table->fault("shows", "must be 1 to " + std::to_string(most_lines));
    }
    table->finish();
    return plan;
}

std::vector<SlipLine> lines_at(Strict& table, std::string_view key, const std::vector<Field>& fields,
                               std::vector<tree::Fault>& faults, Need need) {
    std::vector<SlipLine> lines;
    for (Strict& entry : tables_at(table, key, faults, need)) {
        SlipLine line;
        line.words.zh = fit_text(entry, "zh", longest_words);
        line.words.en = fit_text(entry, "en", longest_words);
        line.when = condition_at(entry, "when", fields);
        entry.finish();
        lines.push_back(std::move(line));
    }
    if (lines.size() > most_lines) table.fault(key, "must be at most " + std::to_string(most_lines));
    return lines;
}

SlipPlan slip_at(Strict& root, const std::vector<Field>& fields, std::vector<tree::Fault>& faults) {
    SlipPlan plan;
    auto table = root.table("slip");
    if (!table) return plan;
    plan.taken = texts_at(*table, "taken");
    for (const std::string& name : plan.taken) {
        look_up({Source::From::Answer, name, {}}, fields, *table, "taken");
        const auto found =
            std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
        // Numbers a person types are hers alone; paper lies about.
        if (found != fields.end() && found->kind == FieldKind::Digits) {
            table->fault("taken", "names \"" + name + "\": numbers do not stand on a slip");
        }
    }
    plan.next = lines_at(*table, "next", fields, faults, Need::Required);
    plan.missing = lines_at(*table, "missing", fields, faults, Need::Optional);
    table->finish();
    return plan;
}

}  // namespace

std::optional<Form> read_form(Strict& root, std::vector<tree::Fault>& faults) {
    const bool any = root.has("field") || root.has("check") || root.has("send") || root.has("slip");
    if (!any) return std::nullopt;
    Form form;
    form.fields = fields_at(root, faults);
    form.checks = read_checks(root, form.fields, faults);
    form.send = send_at(root, form.fields);
    form.undo = undo_at(root, faults);
    form.slip = slip_at(root, form.fields, faults);
    return form;
}

}  // namespace circle::catalogue
