// Reads a region profile. The schema is this file: every key is asked for by name, and whatever was not asked
// for is a fault at its line, so that a misspelt key can never silently mean "default".
#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>
#include <utility>

#include "kiosk/relay/profile.h"
#include "kiosk/tree/strict.h"
#include "kiosk/tree/tree.h"

namespace circle::relay {
namespace {

using tree::Fault;
using tree::Need;
using tree::Strict;

constexpr std::int64_t kLongest = 10'000'000;
constexpr std::size_t kFaultsTold = 5;

using Faults = std::vector<Fault>;
template <typename T>
using Names = std::initializer_list<std::pair<std::string_view, T>>;

std::string text_of(Strict& table, std::string_view key, Need need = Need::Required) {
    const std::string* text = table.text(key, need);
    if (text == nullptr) return {};
    if (text->empty()) table.fault(key, "is empty");
    return *text;
}

std::size_t number_of(Strict& table, std::string_view key) {
    return static_cast<std::size_t>(table.integer(key, 0, kLongest).value_or(0));
}

template <typename T>
T one_of(Strict& table, std::string_view key, Names<T> names, T fallback, Need need = Need::Required) {
    const std::string* value = table.text(key, need);
    if (value == nullptr) return fallback;
    std::string allowed;
    for (const auto& [name, meaning] : names) {
        if (*value == name) return meaning;
        allowed += (allowed.empty() ? "" : ", ") + std::string(name);
    }
    table.fault(key, "must be one of: " + allowed);
    return fallback;
}

std::vector<std::string> texts_of(Strict& table, std::string_view key, Need need = Need::Required) {
    std::vector<std::string> found;
    const tree::List* list = table.list(key, need);
    if (list == nullptr) return found;
    for (const tree::Value& value : *list) {
        const auto* text = std::get_if<std::string>(&value.data);
        if (text == nullptr || text->empty()) {
            table.fault(key, "must be a list of texts, none empty");
            break;
        }
        found.push_back(*text);
    }
    return found;
}

// Calls `each` with a strict reader of every table in the list `key`.
template <typename Each>
void rows_of(Strict& table, std::string_view key, Faults& faults, Each each) {
    const tree::List* list = table.list(key);
    if (list == nullptr) return;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const tree::Value& value = (*list)[i];
        const std::string where = table.path_of(key) + "[" + std::to_string(i) + "]";
        const auto* row = std::get_if<tree::Table>(&value.data);
        if (row == nullptr) {
            faults.push_back({value.line, where, "must be a table"});
            continue;
        }
        Strict reader(*row, where, value.line, faults);
        each(reader);
        reader.finish();
    }
}

HeaderField header_field(Strict& row) {
    HeaderField field;
    field.name = text_of(row, "name");
    field.length = number_of(row, "length");
    field.mandatory = row.boolean("mandatory", Need::Optional).value_or(false);
    if (row.has("value") == row.has("from")) row.fault("from", "an envelope field needs either from or value");
    field.value = text_of(row, "value", Need::Optional);
    field.source = one_of<HeaderSource>(row, "from",
                                        {{"transaction", HeaderSource::Transaction},
                                         {"message_id", HeaderSource::MessageId},
                                         {"area", HeaderSource::Area},
                                         {"insured_area", HeaderSource::InsuredArea},
                                         {"time", HeaderSource::Time},
                                         {"institution", HeaderSource::Institution},
                                         {"institution_name", HeaderSource::InstitutionName},
                                         {"sign_number", HeaderSource::SignNumber}},
                                        HeaderSource::Fixed, Need::Optional);
    return field;
}

Field transaction_field(Strict& row, const Profile& profile) {
    Field field;
    field.name = text_of(row, "name");
    field.kind = one_of<FieldKind>(row, "kind",
                                   {{"text", FieldKind::Text},
                                    {"digits", FieldKind::Digits},
                                    {"date", FieldKind::Date},
                                    {"time", FieldKind::Time}},
                                   FieldKind::Text, Need::Optional);
    if (const auto length = row.integer("length", 1, kLongest, Need::Optional)) {
        field.length = static_cast<std::size_t>(*length);
    }
    field.mandatory = row.boolean("mandatory", Need::Optional).value_or(false);
    field.codes = text_of(row, "codes", Need::Optional);
    if (!field.codes.empty() && profile.table(field.codes) == nullptr) {
        row.fault("codes", "there is no code table \"" + field.codes + "\"");
    }
    if (auto when = row.table("mandatory_when", Need::Optional)) {
        field.when_column = text_of(*when, "column");
        field.when_values = texts_of(*when, "is");
        when->finish();
    }
    return field;
}

Settle settle(Strict& table, Faults& faults) {
    Settle made;
    made.lookup = text_of(table, "lookup");
    made.node = text_of(table, "node");
    made.expect = one_of<Expect>(
        table, "expect",
        {{"one_more", Expect::OneMore}, {"one_less", Expect::OneLess}, {"by_key", Expect::ByKey}},
        Expect::OneMore);
    rows_of(table, "ask", faults, [&](Strict& entry) {
        std::string column = text_of(entry, "column");
        made.ask.emplace_back(std::move(column), text_of(entry, "from"));
    });
    if (made.expect == Expect::ByKey) {
        made.key = text_of(table, "key");
        made.state = text_of(table, "state");
        made.executed = text_of(table, "executed");
        made.not_known = text_of(table, "not_known");
    } else {
        made.match = texts_of(table, "match");
        if (made.match.empty()) table.fault("match", "must name at least one column");
    }
    made.handle = text_of(table, "handle", Need::Optional);
    made.undo = text_of(table, "undo", Need::Optional);
    if (const auto seconds = table.integer("settles_after", 1, kLongest, Need::Optional)) {
        made.settles_after = std::chrono::seconds(*seconds);
    }
    table.finish();
    return made;
}

// Rows name one another, so this is checked when all are read: `number`'s own table, at its line.
void check_settle(const Profile& profile, const Transaction& made, int line, Faults& faults) {
    const auto fault = [&](std::string_view key, const std::string& what) {
        faults.push_back({line, "transaction." + made.number + ".settle." + std::string(key), what});
    };
    const Settle& settle = *made.settle;
    const Transaction* lookup = profile.transaction(settle.lookup);
    if (lookup == nullptr || lookup->kind != TransactionClass::Query)
        return fault("lookup", "\"" + settle.lookup + "\" is not a transaction of class query");
    // An undoing is compared with the filing that it undoes, so its columns are that one's.
    const Transaction* ours = &made;
    if (settle.expect == Expect::OneLess) {
        const auto undone = std::ranges::find_if(profile.transactions, [&](const Transaction& other) {
            return other.settle && other.settle->undo == made.number;
        });
        if (undone == profile.transactions.end()) return fault("expect", "no transaction names it as its undo");
        ours = &*undone;
    }
    for (const auto& [column, from] : settle.ask) {
        if (lookup->field(column) == nullptr) fault("ask", "the look-up has no field \"" + column + "\"");
        if (ours->field(from) == nullptr) fault("ask", "there is no field \"" + from + "\"");
    }
    for (const std::string& column : settle.match) {
        const Field* field = ours->field(column);
        if (field == nullptr || !field->mandatory) fault("match", "\"" + column + "\" is no mandatory field");
    }
    if (!settle.key.empty() && ours->field(settle.key) == nullptr)
        fault("key", "there is no field \"" + settle.key + "\"");
    if (!settle.undo.empty() && profile.transaction(settle.undo) == nullptr)
        fault("undo", "there is no transaction \"" + settle.undo + "\"");
}

Transaction transaction(Strict& row, const Profile& profile, Faults& faults) {
    Transaction made;
    made.number = text_of(row, "infno");
    made.name = text_of(row, "name");
    made.kind = one_of<TransactionClass>(row, "class",
                                         {{"session", TransactionClass::Session},
                                          {"query", TransactionClass::Query},
                                          {"one_shot", TransactionClass::OneShot},
                                          {"filing", TransactionClass::Filing},
                                          {"settlement", TransactionClass::Settlement},
                                          {"local", TransactionClass::Local},
                                          {"reversal", TransactionClass::Reversal}},
                                         TransactionClass::Query);
    made.node = text_of(row, "node");
    made.outputs = texts_of(row, "outputs");
    rows_of(row, "fields", faults, [&](Strict& entry) {
        Field field = transaction_field(entry, profile);
        if (made.field(field.name) != nullptr) entry.fault("name", "\"" + field.name + "\" stands twice");
        made.fields.push_back(std::move(field));
    });
    for (const Field& field : made.fields) {
        if (field.when_column.empty() || made.field(field.when_column) != nullptr) continue;
        row.fault("fields", "\"" + field.name + "\" waits for the unknown field \"" + field.when_column + "\"");
    }
    if (auto table = row.table("settle", Need::Optional)) made.settle = settle(*table, faults);
    const bool settled = made.kind == TransactionClass::Filing || made.kind == TransactionClass::Local;
    if (settled != made.settle.has_value())
        row.fault("settle",
                  settled ? "is missing: how is an unknown end settled?" : "is for filing and local alone");
    if (profile.transaction(made.number) != nullptr) row.fault("infno", "\"" + made.number + "\" stands twice");
    return made;
}

// A word of a code table: [code, Chinese, English]. English may be empty.
std::optional<CodeWord> word_of(const tree::Value& value) {
    const auto* row = std::get_if<tree::List>(&value.data);
    if (row == nullptr || row->size() != 3) return std::nullopt;
    std::array<std::string, 3> texts;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto* text = std::get_if<std::string>(&(*row)[i].data);
        if (text == nullptr) return std::nullopt;
        texts[i] = *text;
    }
    if (texts[0].empty() || texts[1].empty()) return std::nullopt;
    return CodeWord{texts[0], texts[1], texts[2]};
}

CodeTable code_table(Strict& row, const Profile& profile, Faults& faults) {
    CodeTable made;
    made.name = text_of(row, "name");
    if (profile.table(made.name) != nullptr) row.fault("name", "\"" + made.name + "\" stands twice");
    std::set<std::string> seen;
    const tree::List* words = row.list("words");
    if (words == nullptr) return made;
    for (const tree::Value& value : *words) {
        auto word = word_of(value);
        if (!word) {
            faults.push_back({value.line, row.path_of("words"), "a word is [code, Chinese, English]"});
        } else if (!seen.insert(word->code).second) {
            faults.push_back({value.line, row.path_of("words"), "\"" + word->code + "\" stands twice"});
        } else {
            made.words.push_back(std::move(*word));
        }
    }
    return made;
}

void read_parts(Strict& top, Profile& profile) {
    if (auto gateway = top.table("gateway")) {
        profile.gateway = one_of<Gateway>(*gateway, "kind", {{"csb", Gateway::Csb}}, Gateway::Csb);
        profile.path = text_of(*gateway, "path");
        if (!profile.path.starts_with('/')) gateway->fault("path", "must begin with /");
        if (const auto* prefix = gateway->text("prefix", Need::Optional)) profile.prefix = *prefix;
        if (!profile.prefix.empty() && (!profile.prefix.starts_with('/') || profile.prefix.ends_with('/'))) {
            gateway->fault("prefix", "must begin with / and not end with it");
        }
        profile.api_version = text_of(*gateway, "api_version");
        gateway->finish();
    }
    if (auto identity = top.table("identity")) {
        profile.card_pair_checked = identity->boolean("card_pair_checked").value_or(false);
        identity->finish();
    }
    if (auto clock = top.table("clock")) {
        profile.clock_follow_on_refusal = clock->boolean("follow_on_refusal").value_or(false);
        profile.clock_furthest = std::chrono::seconds(number_of(*clock, "furthest_seconds"));
        clock->finish();
    }
}

void read_session(Strict& top, Profile& profile) {
    auto session = top.table("session");
    if (!session) return;
    const auto number = [&](std::string_view key) {
        std::string text = text_of(*session, key);
        const Transaction* found = profile.transaction(text);
        if (found == nullptr || found->kind != TransactionClass::Session) {
            session->fault(key, "\"" + text + "\" is not a transaction of class session");
        }
        return text;
    };
    profile.sign_in = number("sign_in");
    profile.sign_out = number("sign_out");
    session->finish();
}

Profile profile_from(const tree::Table& table, Faults& faults) {
    Profile profile;
    Strict top(table, "", 1, faults);
    profile.name = text_of(top, "name");
    profile.title = text_of(top, "title");
    read_parts(top, profile);
    rows_of(top, "code", faults,
            [&](Strict& row) { profile.codes.push_back(code_table(row, profile, faults)); });
    std::vector<int> lines;
    rows_of(top, "transaction", faults, [&](Strict& row) {
        lines.push_back(row.line());
        profile.transactions.push_back(transaction(row, profile, faults));
    });
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (profile.transactions[i].settle) check_settle(profile, profile.transactions[i], lines[i], faults);
    }
    read_session(top, profile);
    if (auto envelope = top.table("envelope")) {
        profile.input_characters = number_of(*envelope, "input_characters");
        rows_of(*envelope, "header", faults, [&](Strict& row) { profile.header.push_back(header_field(row)); });
        if (profile.header.empty()) envelope->fault("header", "has no fields");
        envelope->finish();
    }
    rows_of(top, "refusal", faults, [&](Strict& row) {
        Refusal refusal;
        refusal.reason = one_of<std::string>(
            row, "reason",
            {{"signature", "signature"}, {"clock", "clock"}, {"sign_in", "sign_in"}, {"field", "field"}}, "");
        refusal.texts = texts_of(row, "texts");
        refusal.proof = texts_of(row, "proof", Need::Optional);
        profile.refusals.push_back(std::move(refusal));
    });
    top.finish();
    return profile;
}

std::string told(const std::string& file, Faults faults) {
    std::ranges::stable_sort(faults, {}, &Fault::line);
    std::string text;
    for (std::size_t i = 0; i < std::min(faults.size(), kFaultsTold); ++i) {
        const Fault& fault = faults[i];
        if (i > 0) text += '\n';
        text += file + ":" + std::to_string(fault.line) + ": ";
        if (!fault.key.empty()) text += fault.key + ": ";
        text += fault.what;
    }
    if (faults.size() > kFaultsTold) text += "\nand " + std::to_string(faults.size() - kFaultsTold) + " more";
    return text;
}

}  // namespace

tl::expected<Profile, std::string> load_profile(const std::string& file) {
    const auto table = tree::read(file);
    if (!table) return tl::unexpected(told(file, {table.error()}));
    Faults faults;
    Profile profile = profile_from(*table, faults);
    if (!faults.empty()) return tl::unexpected(told(file, std::move(faults)));
    return profile;
}

}  // namespace circle::relay
