// Names of provinces, cities and counties by their GB/T 2260 code (assets/places/divisions.csv).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace circle {

struct Area {
    std::string name;    // Chinese, official
    std::string pinyin;  // toneless, syllables apart; machine-made for polyphones
    std::string level;   // "province", "city" or "county", as the file has it (places.h sees through its rows)
    std::string parent;  // code of the next coarser row, empty for a province

    bool operator==(const Area&) const = default;
};

// As it is written in Latin letters: the name in one word, then what kind of place it is: "Guiyang Xian",
// "Neimenggu Zizhiqu". Of the file's pinyin, so polyphones may be wrong.
std::string latin_name(const Area& area);

class Areas {
  public:
    // CSV with the header code,name,level,parent,pinyin. The error text names file and line.
    static tl::expected<Areas, std::string> load(const std::string& csv_path);

    const Area* find(std::string_view code) const;
    // Every row by its code, which is the official order.
    const std::map<std::string, Area, std::less<>>& rows() const { return by_code_; }

    // City and county, as a resident writes them: "郴州市 桂阳县"; a city's own insurance code "431099" gives
    // its city and 本级 (platform-interface.md §5). Empty when the code is not known: say so, do not guess.
    std::string describe(std::string_view code, bool chinese) const;

  private:
    std::map<std::string, Area, std::less<>> by_code_;
};

}  // namespace circle
