#include "kiosk/tree/strict.h"

#include <algorithm>
#include <utility>

namespace circle::tree {

Strict::Strict(const Table& table, std::string where, int line, std::vector<Fault>& faults)
    : table_(&table), where_(std::move(where)), line_(line), faults_(&faults) {}

std::vector<std::string> Strict::keys() const {
    std::vector<std::string> result;
    for (const Entry& entry : table_->entries) result.push_back(entry.key);
    return result;
}

std::string Strict::path_of(std::string_view key) const {
    if (where_.empty()) return std::string(key);
    if (key.empty()) return where_;
    return where_ + "." + std::string(key);
}

int Strict::line_of(std::string_view key) const {
    const Entry* entry = table_->find(key);
    return entry == nullptr ? line_ : entry->line;
}

void Strict::fault(std::string_view key, std::string what) {
    faults_->push_back({line_of(key), path_of(key), std::move(what)});
}

const Value* Strict::take(std::string_view key, Need need) {
    known_.emplace_back(key);
    const Entry* entry = table_->find(key);
    if (entry != nullptr) return &entry->value;
    if (need == Need::Required) fault(key, "is missing");
    return nullptr;
}

const std::string* Strict::text(std::string_view key, Need need) {
    const Value* value = take(key, need);
    if (value == nullptr) return nullptr;
    const auto* text = std::get_if<std::string>(&value->data);
    if (text == nullptr) fault(key, "must be a text in quotes");
    return text;
}

std::optional<std::int64_t> Strict::integer(std::string_view key, std::int64_t least, std::int64_t most,
                                            Need need) {
    const Value* value = take(key, need);
    if (value == nullptr) return std::nullopt;
    const auto* number = std::get_if<std::int64_t>(&value->data);
    if (number == nullptr) {
        fault(key, "must be a whole number");
        return std::nullopt;
    }
    if (*number < least || *number > most) {
        fault(key, std::to_string(*number) + " is out of range: " + std::to_string(least) + " to " +
                       std::to_string(most));
        return std::nullopt;
    }
    return *number;
}

std::optional<bool> Strict::boolean(std::string_view key, Need need) {
    const Value* value = take(key, need);
    if (value == nullptr) return std::nullopt;
    const auto* boolean = std::get_if<bool>(&value->data);
    if (boolean == nullptr) {
        fault(key, "must be true or false");
        return std::nullopt;
    }
    return *boolean;
}

const List* Strict::list(std::string_view key, Need need) {
    const Value* value = take(key, need);
    if (value == nullptr) return nullptr;
    const auto* list = std::get_if<List>(&value->data);
    if (list == nullptr) fault(key, "must be a list");
    return list;
}

std::optional<Strict> Strict::table(std::string_view key, Need need) {
    const Value* value = take(key, need);
    if (value == nullptr) return std::nullopt;
    const auto* table = std::get_if<Table>(&value->data);
    if (table == nullptr) {
        fault(key, "must be a table");
        return std::nullopt;
    }
    return Strict(*table, path_of(key), line_of(key), *faults_);
}

void Strict::finish() {
    for (const Entry& entry : table_->entries) {
        if (std::find(known_.begin(), known_.end(), entry.key) == known_.end()) {
            fault(entry.key, std::holds_alternative<Table>(entry.value.data) ? "is an unknown table"
                                                                             : "is an unknown key");
        }
    }
}

std::optional<std::string> unfit(std::string_view text, std::size_t most) {
    if (text.empty()) return "is empty";
    if (text.size() > most) return "is longer than " + std::to_string(most) + " bytes";
    const bool control = std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F;
    });
    if (control) return "holds a control character";
    return std::nullopt;
}

}  // namespace circle::tree
