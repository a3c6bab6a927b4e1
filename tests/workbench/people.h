// Whose card can be put in: the files of assets/people (drivers/virtual/README.md "People") as a list to choose
// from.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace circle::workbench {

struct Person {
    std::string file;     // as the virtual card takes it
    std::string slug;     // the file's name without ".toml": how the virtual card names it
    std::string name;     // as on the card
    std::string version;  // of the card: "2.00"; empty where the card says none

    bool operator==(const Person&) const = default;
};

// One person of the text of a file. The error names what is missing.
tl::expected<Person, std::string> person_of(std::string_view text, const std::filesystem::path& file);

// Every *.toml of the folder, by file name. The error names the file; a folder without one is an error too.
tl::expected<std::vector<Person>, std::string> read_people(const std::filesystem::path& folder);

}  // namespace circle::workbench
