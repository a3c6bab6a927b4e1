#include "kiosk/ground/places.h"

#include <algorithm>
#include <array>

namespace circle {
namespace {

bool six_digits(std::string_view code) {
    return code.size() == 6 && code.find_first_not_of("0123456789") == std::string_view::npos;
}

// 北京市 天津市 上海市 重庆市: their rows of the second level are no places.
bool municipality(std::string_view code) {
    constexpr std::array<std::string_view, 4> all{"11", "12", "31", "50"};
    return std::find(all.begin(), all.end(), code.substr(0, 2)) != all.end();
}

// GB/T 2260: the third and fourth digit 90 mean counties that the province governs itself.
bool governed_by_province(std::string_view code) { return code.substr(2, 2) == "90" && !code.ends_with("00"); }

std::string province_code(std::string_view code) { return std::string(code.substr(0, 2)) + "0000"; }

// What is typed for a place: its initials and its whole pinyin, each also without the last syllable (市, 县 …).
struct Spelling {
    std::string initials, letters;
    std::string short_letters;
};

Spelling spelling(std::string_view pinyin) {
    Spelling result;
    bool start = true;
    for (const char c : pinyin) {
        if (c == ' ') {
            start = true;
            result.short_letters = result.letters;
            continue;
        }
        if (start) result.initials += c;
        result.letters += c;
        start = false;
    }
    return result;
}

std::string letters_of(std::string_view typed) {
    std::string result;
    for (const char c : typed) {
        if (c == ' ') continue;
        result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return result;
}

// 0 the whole name, 1 its beginning, 2 not this place.
int distance(const Spelling& place, const std::string& typed) {
    const std::string_view short_initials(place.initials.data(), place.initials.size() - 1);
    if (typed == place.initials || typed == short_initials || typed == place.letters ||
        typed == place.short_letters) {
        return 0;
    }
    return place.initials.starts_with(typed) || place.letters.starts_with(typed) ? 1 : 2;
}

std::vector<Division> all_of(const Areas& areas, Level level) {
    std::vector<Division> result;
    for (const auto& [code, area] : areas.rows()) {
        if (offered(areas, code, level)) result.push_back({code, &area});
    }
    return result;
}

}  // namespace

std::string city_code(std::string_view code) {
    if (!six_digits(code)) return {};
    if (municipality(code)) return province_code(code);
    if (governed_by_province(code) || code.ends_with("9900")) return std::string(code);
    return std::string(code.substr(0, 4)) + "00";
}

bool offered(const Areas& areas, std::string_view code, Level level) {
    const Area* area = six_digits(code) ? areas.find(code) : nullptr;
    if (area == nullptr) return false;
    const bool province = area->level == "province";
    if (level == Level::Province) return province;
    const bool city = province ? municipality(code)
                               : (area->level == "city" && !municipality(code) && code.substr(2, 2) != "90") ||
                                     governed_by_province(code);
    if (level == Level::City) return city;
    return !city && area->level == "county";
}

std::vector<Division> provinces(const Areas& areas) { return all_of(areas, Level::Province); }

std::vector<Division> cities_of(const Areas& areas, std::string_view province) {
    if (!offered(areas, province, Level::Province)) return {};
    std::vector<Division> result = all_of(areas, Level::City);
    std::erase_if(result, [&](const Division& place) { return province_code(place.code) != province; });
    return result;
}

std::vector<Division> counties_of(const Areas& areas, std::string_view city) {
    if (!offered(areas, city, Level::City)) return {};
    std::vector<Division> result = all_of(areas, Level::County);
    std::erase_if(result, [&](const Division& place) { return city_code(place.code) != city; });
    return result;
}

std::vector<Division> places_typed(const Areas& areas, std::string_view typed, Level level, std::size_t most) {
    const std::string letters = letters_of(typed);
    if (letters.empty()) return {};
    std::array<std::vector<Division>, 2> found;
    for (Division& place : all_of(areas, level)) {
        const Spelling spelt = spelling(place.area->pinyin);
        if (spelt.initials.empty()) continue;
        const int far = distance(spelt, letters);
        if (far < 2) found.at(static_cast<std::size_t>(far)).push_back(std::move(place));
    }
    std::vector<Division> result = std::move(found[0]);
    result.insert(result.end(), found[1].begin(), found[1].end());
    if (result.size() > most) result.resize(most);
    return result;
}

std::string full_name(const Areas& areas, std::string_view code) {
    const Area* area = six_digits(code) ? areas.find(code) : nullptr;
    if (area == nullptr) return {};
    std::string name;
    std::string last;
    for (const std::string& step : {province_code(code), city_code(code), std::string(code)}) {
        const Area* part = areas.find(step);
        if (part == nullptr || step == last) continue;
        name += (name.empty() ? "" : " ") + part->name;
        last = step;
    }
    return name;
}

}  // namespace circle
