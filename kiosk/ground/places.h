// Places as a person chooses them: province, then city, then county, or by pinyin initials.
//
// The official list has rows that are no places: 市辖区 and 县 between a municipality and its districts,
// 省直辖县级行政区划 between a province and the cities it governs itself. They are never offered. A
// municipality is its own only city (110000 under 110000); a city that a province governs itself (429004
// 仙桃市) stands among its cities. Pure; the Areas must outlive every Division.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ground/areas.h"

namespace circle {

enum class Level { Province, City, County };

struct Division {
    std::string code;
    const Area* area = nullptr;

    bool operator==(const Division&) const = default;
};

// In the order of their codes. An unknown code, or one without anything beneath it, has none.
std::vector<Division> provinces(const Areas& areas);
std::vector<Division> cities_of(const Areas& areas, std::string_view province);
std::vector<Division> counties_of(const Areas& areas, std::string_view city);

// True when the code is one that the functions above offer at this level.
bool offered(const Areas& areas, std::string_view code, Level level);

// The city that a county, a city or a 本级 code ("431099") belongs to: "431021" gives "431000", "110105" gives
// "110000", "429004" itself. A province's own 本级 ("439900") is its own; any other six digits go by their
// first four. Empty when the code is not six digits.
std::string city_code(std::string_view code);

// Places of this level that begin with what was typed, by initials ("dg") or by pinyin ("donggu"), any case,
// blanks ignored. Best first: those whose whole name it is ("dg" 东莞市), then the others by code. A name says
// what it is: the same letters may mean several places.
std::vector<Division> places_typed(const Areas& areas, std::string_view typed, Level level,
                                   std::size_t most = 24);

// As a resident writes it, coarse to fine, without a province of the same name: "广东省 东莞市",
// "湖南省 郴州市 桂阳县", "北京市 朝阳区". Empty when the code is not known.
std::string full_name(const Areas& areas, std::string_view code);

}  // namespace circle
