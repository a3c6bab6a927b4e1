#include "kiosk/catalogue/pieces.h"

#include <algorithm>
#include <array>
#include <utility>

namespace circle::catalogue {
namespace {

constexpr std::array grades{"A", "B", "B-", "C+", "C", "C-", "D"};

}  // namespace

using tree::Need;
using tree::Strict;

std::size_t characters(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(
        utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string fit_text(Strict& table, std::string_view key, std::size_t most, Need need) {
    const std::string* text = table.text(key, need);
    if (text == nullptr) return {};
    if (const auto wrong = tree::unfit(*text, most)) table.fault(key, *wrong);
    return *text;
}

std::string grade_at(Strict& table) {
    const std::string* grade = table.text("grade");
    if (grade == nullptr) return {};
    if (std::find(grades.begin(), grades.end(), *grade) == grades.end()) {
        table.fault("grade", "must be one of A, B, B-, C+, C, C-, D (what is unknown has no grade)");
    }
    return *grade;
}

// The elements of a list that must all be tables.
std::vector<Strict> tables_at(Strict& parent, std::string_view key, std::vector<tree::Fault>& faults,
                              Need need) {
    std::vector<Strict> result;
    const tree::List* list = parent.list(key, need);
    if (list == nullptr) return result;
    int number = 0;
    for (const tree::Value& value : *list) {
        const std::string where = parent.path_of(key) + "[" + std::to_string(++number) + "]";
        if (const auto* table = std::get_if<tree::Table>(&value.data)) {
            result.emplace_back(*table, where, value.line, faults);
        } else {
            faults.push_back({value.line, where, "must be a table"});
        }
    }
    return result;
}

std::vector<std::string> texts_at(Strict& parent, std::string_view key) {
    std::vector<std::string> result;
    const tree::List* list = parent.list(key);
    if (list == nullptr) return result;
    for (const tree::Value& value : *list) {
        if (const auto* text = std::get_if<std::string>(&value.data)) {
            result.push_back(*text);
        } else {
            parent.fault(key, "must hold texts only");
        }
    }
    if (result.empty()) parent.fault(key, "must not be empty");
    return result;
}

Words read_words(Strict table) {
    Words words;
    words.zh = fit_text(table, "zh", longest_words);
    words.en = fit_text(table, "en", longest_words);
    table.finish();
    return words;
}

Words words_at(Strict& table, std::string_view key) {
    auto words = table.table(key);
    return words ? read_words(*words) : Words{};
}

std::optional<Words> optional_words_at(Strict& table, std::string_view key) {
    auto words = table.table(key, Need::Optional);
    if (!words) return std::nullopt;
    return read_words(*words);
}

}  // namespace circle::catalogue
