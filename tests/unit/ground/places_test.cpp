// The place picker: what is offered, in which order, and what is found by pinyin.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <string>
#include <vector>

#include "kiosk/ground/places.h"

namespace circle {
namespace {

const Areas& areas() {
    static const Areas loaded = [] {
        const char* folder = std::getenv("CIRCLE_ASSETS");
        return Areas::load(std::string(folder == nullptr ? "assets" : folder) + "/places/divisions.csv")
            .value();
    }();
    return loaded;
}

std::vector<std::string> names(const std::vector<Division>& places) {
    std::vector<std::string> result;
    for (const Division& place : places) result.push_back(place.area->name);
    return result;
}

std::vector<std::string> typed(std::string_view letters, Level level, std::size_t most = 24) {
    return names(places_typed(areas(), letters, level, most));
}

}  // namespace

TEST_CASE("31 provinces are offered by their codes") {
    const auto all = names(provinces(areas()));
    CHECK(all.size() == 31);
    CHECK(all.front() == "北京市");
}

TEST_CASE("cities of a province, without the rows that are no places") {
    const auto hunan = names(cities_of(areas(), "430000"));
    CHECK(hunan.size() == 14);
    CHECK(hunan.front() == "长沙市");
    CHECK(std::find(hunan.begin(), hunan.end(), "湘西土家族苗族自治州") != hunan.end());
    // A municipality is its own city; a province's own cities stand among its cities.
    CHECK(names(cities_of(areas(), "500000")) == std::vector<std::string>{"重庆市"});
    const auto hubei = names(cities_of(areas(), "420000"));
    CHECK(std::find(hubei.begin(), hubei.end(), "仙桃市") != hubei.end());
    CHECK(cities_of(areas(), "431000").empty());
    CHECK(cities_of(areas(), "990000").empty());
    CHECK(cities_of(areas(), "").empty());
}

TEST_CASE("a place in Latin letters: its name in one word, then what kind of place it is") {
    const auto latin = [](std::string_view code) { return latin_name(*areas().find(code)); };
    CHECK(latin("110000") == "Beijing Shi");
    CHECK(latin("150000") == "Neimenggu Zizhiqu");
    CHECK(latin("431021") == "Guiyang Xian");
    CHECK(latin("441900") == "Dongguan Shi");
    CHECK(areas().describe("431021", false) == "Guiyang Xian, Chenzhou Shi");
    // No syllable for each character, or nothing but a kind: one word.
    CHECK(latin_name({"长沙市", "chang sha", "city", ""}) == "Changsha");
    CHECK(latin_name({"市", "shi", "city", ""}) == "Shi");
    CHECK(latin_name({"", "", "", ""}).empty());
}

TEST_CASE("counties of a city") {
    CHECK(names(counties_of(areas(), "431000")).size() == 11);
    CHECK(counties_of(areas(), "441900").empty());  // 东莞市 has none
    const auto chongqing = names(counties_of(areas(), "500000"));
    CHECK(std::find(chongqing.begin(), chongqing.end(), "渝中区") != chongqing.end());
    CHECK(std::find(chongqing.begin(), chongqing.end(), "忠县") != chongqing.end());
    CHECK(counties_of(areas(), "429004").empty());
    CHECK(counties_of(areas(), "430000").empty());
}

TEST_CASE("no placeholder is ever offered, and every county stands under one city that is") {
    std::size_t counties = 0;
    std::size_t beneath = 0;
    for (const auto& [code, area] : areas().rows()) {
        for (const Level level : {Level::Province, Level::City, Level::County}) {
            if (!offered(areas(), code, level)) continue;
            INFO(code);
            CHECK(area.name != "市辖区");
            CHECK(area.name != "县");
            CHECK(area.name.find("直辖县级") == std::string::npos);
            if (level == Level::County) ++counties;
            if (level == Level::City) beneath += counties_of(areas(), code).size();
        }
    }
    CHECK(counties > 2900);
    CHECK(beneath == counties);
}

TEST_CASE("places by pinyin initials, the whole name first") {
    CHECK(typed("dg", Level::City).front() == "东莞市");
    CHECK(typed("DG", Level::City).front() == "东莞市");
    CHECK(typed("dgs", Level::City).front() == "东莞市");
    CHECK(typed("d g", Level::City).front() == "东莞市");
    CHECK(typed("dongguan", Level::City) == std::vector<std::string>{"东莞市"});
    CHECK(typed("donggua", Level::City) == std::vector<std::string>{"东莞市"});

    CHECK(typed("xt", Level::City).front() == "邢台市");
    const auto xt = typed("xt", Level::City);
    CHECK(std::find(xt.begin(), xt.end(), "湘潭市") != xt.end());
    CHECK(typed("gd", Level::Province).front() == "广东省");
    const auto by = typed("gy", Level::County);
    CHECK(std::find(by.begin(), by.end(), "桂阳县") != by.end());
    CHECK(std::find(by.begin(), by.end(), "贵阳市") == by.end());
}

TEST_CASE("what is typed is bounded and cannot find what is not there") {
    CHECK(typed("", Level::City).empty());
    CHECK(typed("  ", Level::City).empty());
    CHECK(typed("zzzzzz", Level::City).empty());
    CHECK(typed("东莞", Level::City).empty());
    CHECK(typed("%", Level::City).empty());
    CHECK(typed(std::string(100000, 'x'), Level::City).empty());
    CHECK(typed("x", Level::County, 5).size() == 5);
}

TEST_CASE("the city a code belongs to") {
    CHECK(city_code("431021") == "431000");
    CHECK(city_code("431000") == "431000");
    CHECK(city_code("431099") == "431000");
    CHECK(city_code("110105") == "110000");
    CHECK(city_code("500235") == "500000");
    CHECK(city_code("429004") == "429004");
    CHECK(city_code("439900") == "439900");
    CHECK(city_code("43102") == "");
    CHECK(city_code("43102a") == "");
    CHECK(city_code("") == "");
}

TEST_CASE("a place in full, as a resident writes it") {
    CHECK(full_name(areas(), "441900") == "广东省 东莞市");
    CHECK(full_name(areas(), "431021") == "湖南省 郴州市 桂阳县");
    CHECK(full_name(areas(), "110105") == "北京市 朝阳区");
    CHECK(full_name(areas(), "110000") == "北京市");
    CHECK(full_name(areas(), "429004") == "湖北省 仙桃市");
    CHECK(full_name(areas(), "999999") == "");
    CHECK(full_name(areas(), "") == "");
}

}  // namespace circle
