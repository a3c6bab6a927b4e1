#include "kiosk/relay/profile.h"

#include <algorithm>

namespace circle::relay {

const Field* Transaction::field(std::string_view column) const {
    const auto it = std::ranges::find(fields, column, &Field::name);
    return it == fields.end() ? nullptr : &*it;
}

const Transaction* Profile::transaction(std::string_view number) const {
    const auto it = std::ranges::find(transactions, number, &Transaction::number);
    return it == transactions.end() ? nullptr : &*it;
}

const CodeTable* Profile::table(std::string_view table_name) const {
    const auto it = std::ranges::find(codes, table_name, &CodeTable::name);
    return it == codes.end() ? nullptr : &*it;
}

std::optional<std::string_view> Profile::word(std::string_view table_name, std::string_view code,
                                              std::string_view language) const {
    const CodeTable* found = table(table_name);
    if (found == nullptr) return std::nullopt;
    const auto it = std::ranges::find(found->words, code, &CodeWord::code);
    if (it == found->words.end()) return std::nullopt;
    return language == "en" && !it->en.empty() ? it->en : it->zh;
}

std::optional<std::string_view> Profile::certain_refusal(std::string_view err_msg) const {
    for (const Refusal& refusal : refusals) {
        for (const std::string& text : refusal.texts) {
            if (err_msg.find(text) != std::string_view::npos) return refusal.reason;
        }
    }
    return std::nullopt;
}

std::optional<std::string_view> Profile::proven_refusal(std::string_view err_msg) const {
    for (const Refusal& refusal : refusals) {
        for (const std::string& text : refusal.proof) {
            if (err_msg.starts_with(text)) return refusal.reason;
        }
    }
    return std::nullopt;
}

}  // namespace circle::relay
