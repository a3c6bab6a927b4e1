#include "kiosk/ground/areas.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <sstream>
#include <utility>
#include <vector>

namespace circle {
namespace {

// What kind of place it is: longest ending first, with its number of syllables.
constexpr std::array<std::pair<std::string_view, std::size_t>, 17> kKinds{{
    {"特别行政区", 5},
    {"自治区", 3},
    {"自治州", 3},
    {"自治县", 3},
    {"自治旗", 3},
    {"地区", 2},
    {"林区", 2},
    {"特区", 2},
    {"新区", 2},
    {"矿区", 2},
    {"省", 1},
    {"市", 1},
    {"区", 1},
    {"县", 1},
    {"旗", 1},
    {"盟", 1},
    {"州", 1},
}};

std::size_t kind_syllables(std::string_view name) {
    for (const auto& [ending, syllables] : kKinds) {
        if (name.ends_with(ending) && name != ending) return syllables;
    }
    return 0;
}

std::string one_word(const std::vector<std::string>& syllables, std::size_t from, std::size_t to) {
    std::string word;
    for (std::size_t i = from; i < to; ++i) word += syllables[i];
    if (!word.empty()) word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
    return word;
}

}  // namespace

std::string latin_name(const Area& area) {
    std::vector<std::string> syllables;
    std::istringstream all(area.pinyin);
    for (std::string one; all >> one;) syllables.push_back(std::move(one));
    const auto kind = kind_syllables(area.name);
    // A row that does not have a syllable for each character cannot be parted.
    const auto characters = static_cast<std::size_t>(std::ranges::count_if(
        area.name, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
    if (kind == 0 || characters != syllables.size() || kind >= syllables.size())
        return one_word(syllables, 0, syllables.size());
    const auto stem = syllables.size() - kind;
    return one_word(syllables, 0, stem) + " " + one_word(syllables, stem, syllables.size());
}

tl::expected<Areas, std::string> Areas::load(const std::string& csv_path) {
    std::ifstream file(csv_path);
    if (!file) return tl::unexpected(csv_path + ": cannot be opened");
    Areas areas;
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        if (number == 1 || line.empty()) continue;
        std::vector<std::string> cells;
        std::stringstream row(line);
        for (std::string cell; std::getline(row, cell, ',');) cells.push_back(cell);
        if (cells.size() != 5 || cells[0].size() != 6) {
            return tl::unexpected(csv_path + ":" + std::to_string(number) +
                                  ": not code,name,level,parent,pinyin");
        }
        areas.by_code_.emplace(cells[0], Area{cells[1], cells[4], cells[2], cells[3]});
    }
    return areas;
}

const Area* Areas::find(std::string_view code) const {
    const auto found = by_code_.find(code);
    return found == by_code_.end() ? nullptr : &found->second;
}

std::string Areas::describe(std::string_view code, bool chinese) const {
    if (code.size() != 6) return {};
    const auto word = [&](const Area& area) { return chinese ? area.name : latin_name(area); };
    const bool city_own = code.ends_with("99");
    const Area* city = find(std::string(code.substr(0, 4)) + "00");
    const Area* county = city_own ? nullptr : find(code);
    if (city_own) {
        if (city == nullptr) return {};
        return word(*city) + (chinese ? "本级" : " (city level)");
    }
    if (county == nullptr) return {};
    if (city == nullptr || city == county) return word(*county);
    return chinese ? word(*city) + " " + word(*county) : word(*county) + ", " + word(*city);
}

}  // namespace circle
