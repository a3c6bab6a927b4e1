#include "tests/workbench/people.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>
#include <variant>

#include "kiosk/tree/tree.h"

namespace circle::workbench {
namespace {

std::string text_at(const tree::Table& root, std::string_view table, std::string_view key) {
    const tree::Entry* outer = root.find(table);
    const auto* inner = outer != nullptr ? std::get_if<tree::Table>(&outer->value.data) : nullptr;
    const tree::Entry* entry = inner != nullptr ? inner->find(key) : nullptr;
    const auto* text = entry != nullptr ? std::get_if<std::string>(&entry->value.data) : nullptr;
    return text != nullptr ? *text : std::string();
}

}  // namespace

tl::expected<Person, std::string> person_of(std::string_view text, const std::filesystem::path& file) {
    const auto root = tree::parse(text);
    if (!root) {
        return tl::unexpected(file.string() + ":" + std::to_string(root.error().line) + ": " +
                              root.error().what);
    }
    Person person{file.string(), file.stem().string(), text_at(*root, "person", "name"),
                  text_at(*root, "card", "version")};
    if (person.name.empty()) return tl::unexpected(file.string() + ": person.name is missing");
    return person;
}

tl::expected<std::vector<Person>, std::string> read_people(const std::filesystem::path& folder) {
    std::error_code failed;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator at(folder, failed), end; !failed && at != end;
         at.increment(failed)) {
        if (at->path().extension() == ".toml") files.push_back(at->path());
    }
    if (failed) return tl::unexpected(folder.string() + ": " + failed.message());
    if (files.empty()) return tl::unexpected(folder.string() + ": no *.toml in it");
    std::sort(files.begin(), files.end());
    std::vector<Person> people;
    for (const std::filesystem::path& file : files) {
        std::ifstream stream(file, std::ios::binary);
        const std::string text(std::istreambuf_iterator<char>(stream), {});
        if (!stream) return tl::unexpected(file.string() + ": cannot be read");
        auto person = person_of(text, file);
        if (!person) return tl::unexpected(person.error());
        people.push_back(std::move(*person));
    }
    return people;
}

}  // namespace circle::workbench
