// No 18-digit ID number, 9-character card number, 32-digit 卡识别码, long digit string or Han character passes
// the writer, whichever way it is handed in (reference anchors.md §8 row 17).
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <functional>
#include <limits>
#include <random>
#include <regex>
#include <string>
#include <vector>

#include "kiosk/events/events.h"
#include "kiosk/events/sinks.h"

namespace {

using namespace circle::events;  // NOLINT: the whole file is about these names

std::mt19937& dice() {
    static std::mt19937 engine(20250722);
    return engine;
}

int roll(int low, int high) { return std::uniform_int_distribution(low, high)(dice()); }

std::string draw(const std::string& letters, int count) {
    std::string text;
    for (int i = 0; i < count; ++i)
        text += letters[static_cast<std::size_t>(roll(0, static_cast<int>(letters.size()) - 1))];
    return text;
}

const std::string digits = "0123456789";

std::string id_number() {
    return "431021" + std::to_string(roll(1930, 2020)) + draw("01", 1) + draw("012", 1) + draw("012", 1) +
           draw(digits, 4) + draw("0123456789X", 1);
}
std::string card_number() { return draw("ABCDEFGHX0123456789", 2) + draw(digits, 6) + draw("0123456789X", 1); }
std::string card_sn() { return draw("0123456789ABCDEF", 32); }
std::string phone() { return "13" + draw(digits, 9); }
std::string han() {
    std::string text;
    const int count = roll(1, 4);
    for (int i = 0; i < count; ++i) {
        const unsigned point = roll(0, 3) == 0 ? static_cast<unsigned>(roll(0x20000, 0x2A6DF))
                                               : static_cast<unsigned>(roll(0x4E00, 0x9FFF));
        if (point > 0xFFFF) {
            text += static_cast<char>(0xF0 | (point >> 18));
            text += static_cast<char>(0x80 | ((point >> 12) & 0x3F));
        } else {
            text += static_cast<char>(0xE0 | (point >> 12));
        }
        text += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (point & 0x3F));
    }
    return text;
}

std::string dressed(const std::string& secret) {  // the ways in which it could slip into a line
    switch (roll(0, 6)) {
        case 0:
            return "card." + secret;
        case 1:
            return secret + ":9100";
        case 2:
            return "0x" + secret;
        case 3:
            return "SCARD_" + secret;
        case 4:
            return "/dev/" + secret + "/x";
        case 5:
            return "\"," + secret + "\\";
        default:
            return secret;
    }
}

std::string lower(std::string text) {
    for (char& letter : text)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return text;
}

std::vector<std::string> values_of(const std::string& hostile) {
    return {std::string(Token::checked(hostile).text()), std::string(RawCode::checked(hostile).text()),
            std::string(Version::checked(hostile).text()),
            std::string(SiteLabel::from_configuration(hostile).text())};
}

// What may not stand in any value: a run of nine digits (ID numbers, telephone numbers, most cards), the secret
// itself in either case, and any byte beyond printable ASCII or with a meaning in JSON.
void require_clean(const std::string& value, const std::string& secret) {
    static const std::regex long_run("[0-9]{9}");
    INFO("a value of " << value.size() << " bytes");
    REQUIRE_FALSE(std::regex_search(value, long_run));
    REQUIRE(value.find(secret) == std::string::npos);
    REQUIRE(lower(value).find(lower(secret)) == std::string::npos);
    for (const char letter : value)
        REQUIRE((letter >= ' ' && letter <= '~' && letter != '"' && letter != '\\'));
}

}  // namespace

TEST_CASE("events: no number or character of a person passes a field") {
    const std::vector<std::function<std::string()>> secrets = {id_number, card_number, card_sn, phone, han};
    for (int round = 0; round < 4000; ++round)
        for (const auto& secret : secrets) {
            const std::string planted = secret();
            for (const std::string& hostile : {dressed(planted), dressed(lower(planted))})
                for (const std::string& value : values_of(hostile)) require_clean(value, planted);
        }
}

TEST_CASE("events: any bytes give a short printable value") {
    for (int round = 0; round < 4000; ++round) {
        std::string bytes;
        const int size = roll(0, 200);
        for (int i = 0; i < size; ++i) bytes += static_cast<char>(roll(0, 255));
        for (const std::string& value : values_of(bytes)) {
            REQUIRE_FALSE(value.empty());
            REQUIRE(value.size() <= 64);
            for (const char letter : value)
                REQUIRE((letter >= ' ' && letter <= '~' && letter != '"' && letter != '\\'));
        }
    }
}

TEST_CASE("events: a number beyond its bounds becomes the bound") {
    using Days = Count<-36500, 36500>;
    CHECK(Days(12).value() == 12);
    CHECK(Days(431021195001011234LL).value() == 36500);
    CHECK(Days(-431021195001011234LL).value() == -36500);
    CHECK(Days(std::numeric_limits<std::uint64_t>::max()).value() == 36500);
    using Day = Millis<0, 86400000>;
    CHECK(Day(std::chrono::milliseconds(-5)).value() == 0);
    CHECK(Day(std::chrono::hours(2'000'000)).value() == 86400000);
    CHECK(Day(std::chrono::seconds(3)).value() == 3000);
}

TEST_CASE("events: what is meant to pass does") {
    CHECK(Token::checked("media_mute").text() == "media_mute");
    CHECK(Token::checked("5301").text() == "5301");
    CHECK(Token::checked("").text() == "none");
    CHECK(Token::checked("Bad Token").text() == "refused");
    CHECK(Token("http_502").text() == "http_502");
    CHECK(RawCode::checked("6A82").text() == "6A82");
    CHECK(RawCode::checked("0x80100069").text() == "80100069");
    CHECK(RawCode::checked("SCARD_E_NO_SERVICE").text() == "SCARD_E_NO_SERVICE");
    CHECK(RawCode::checked("801000690").text() == "refused");
    CHECK(Version::checked("0.1.0").text() == "0.1.0");
    CHECK(Version::checked("1.").text() == "refused");
    CHECK(SiteLabel::from_configuration("Virtual PCD 00 00").text() == "Virtual PCD 00 00");
    CHECK(SiteLabel::from_configuration("tcp:127.0.0.1:9100").text() == "tcp:127.0.0.1:9100");
    CHECK(SiteLabel::from_configuration("serial:/dev/ttyUSB0:115200").text() == "serial:/dev/ttyUSB0:#");
}

TEST_CASE("events: the rules hold where the compiler applies them") {
    STATIC_REQUIRE(Token::allows("timeout"));
    STATIC_REQUIRE_FALSE(Token::allows(""));
    STATIC_REQUIRE_FALSE(Token::allows("123456"));
    STATIC_REQUIRE_FALSE(Token::allows("1a2b3c4d5e6f"));
    STATIC_REQUIRE_FALSE(Token::allows("Timeout"));
    STATIC_REQUIRE_FALSE(std::is_constructible_v<Token, std::string>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<Token, const char*>);
    STATIC_REQUIRE_FALSE(std::is_default_constructible_v<Token>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<SiteLabel, std::string>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<Flag, int>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<Count<0, 9>, bool>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<Count<0, 9>, double>);
}
