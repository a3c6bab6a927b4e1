#include "tests/memory/search.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/memory/forms.h"

namespace {

using namespace circle::tests::memory;  // NOLINT: the whole file is about these names
using Places = std::multiset<std::pair<std::size_t, std::size_t>>;

Places naive(const std::string& text, const std::vector<std::string>& patterns) {
    Places places;
    for (std::size_t number = 0; number < patterns.size(); ++number)
        for (std::size_t at = text.find(patterns[number]); at != std::string::npos;
             at = text.find(patterns[number], at + 1))
            places.emplace(at, number);
    return places;
}

}  // namespace

TEST_CASE("memory search: finds what a plain search finds, whole and in pieces") {
    std::mt19937 dice(11);
    const auto roll = [&](std::size_t low, std::size_t high) {
        return std::uniform_int_distribution<std::size_t>(low, high)(dice);
    };
    for (int round = 0; round < 300; ++round) {
        std::string text;
        const std::size_t size = roll(0, 3000);
        for (std::size_t i = 0; i < size; ++i) text += static_cast<char>('a' + roll(0, 2));  // many near misses
        std::vector<std::string> patterns;
        Search search;
        for (std::size_t number = 0; number < 5; ++number) {
            std::string pattern;
            const std::size_t length = roll(4, 9);
            for (std::size_t i = 0; i < length; ++i) pattern += static_cast<char>('a' + roll(0, 2));
            REQUIRE(search.add(pattern, number));
            patterns.push_back(pattern);
        }
        const Places expected = naive(text, patterns);
        Places whole;
        search.find(text, [&](std::size_t at, std::size_t number, std::size_t) { whole.emplace(at, number); });
        REQUIRE(whole == expected);

        Places pieced;
        StreamSearch stream(search, [&](std::uint64_t at, std::size_t number) { pieced.emplace(at, number); });
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t length = std::min(roll(1, 40), text.size() - at);
            stream.piece({text.data() + at, length});
            at += length;
        }
        REQUIRE(pieced == expected);
    }
}

TEST_CASE("memory search: a gap joins nothing, and short patterns are refused") {
    Search search;
    CHECK_FALSE(search.add("abc", 0));
    REQUIRE(search.add("abcdef", 1));
    std::vector<std::uint64_t> places;
    StreamSearch stream(search, [&](std::uint64_t at, std::size_t) { places.push_back(at); });
    stream.piece(std::string("xxabc"));
    stream.restart(4096);
    stream.piece(std::string("def abcdef"));
    CHECK(places == std::vector<std::uint64_t>{4100});
}

TEST_CASE("memory forms: none is shorter than what can be searched, none stands twice, broken text has none") {
    const auto all = forms("欧阳𠀀");
    std::set<std::string> bytes, names;
    for (const Form& form : all) {
        CHECK(form.bytes.size() >= Search::shortest);
        CHECK(bytes.insert(form.bytes).second);
        CHECK(names.insert(form.encoding).second);
    }
    CHECK(names.contains("gb18030"));
    CHECK(names.contains("utf-32le"));
    CHECK(forms("\xFF\xFE").empty());
    const auto digits = forms("431021199001011234");
    CHECK(std::ranges::find(digits, "packed", &Form::encoding) != digits.end());
}
