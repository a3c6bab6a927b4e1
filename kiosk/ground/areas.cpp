#include "kiosk/ground/areas.h"

#include <cctype>
#include <fstream>
#include <sstream>
#include <vector>

namespace circle {
namespace {

std::string one_word(std::string_view pinyin) {  // "gui yang xian" → "Guiyangxian"
    std::string word;
    for (const char c : pinyin) {
        if (c == ' ') continue;
        word += word.empty() ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    }
    return word;
}

}  // namespace

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
    const auto word = [&](const Area& area) { return chinese ? area.name : one_word(area.pinyin); };
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
