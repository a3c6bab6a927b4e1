// Broken configurations: each problem with its line and key, all at once.
#include <algorithm>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <string>
#include <vector>

#include "tests/unit/settings/example.h"

namespace circle::settings {
namespace {

using Catch::Matchers::ContainsSubstring;

struct Break {
    const char* from;
    const char* to;
    const char* key;
    const char* says;
};

const std::vector<Break> breaks{
    {"number = 1\n", "number = 100\n", "terminal.number", "out of range: 0 to 99"},
    {"number = 1\n", "number = -1\n", "terminal.number", "out of range"},
    {"number = 1\n", "number = \"1\"\n", "terminal.number", "whole number"},
    {"number = 1\n", "number = 1.0\n", "terminal.number", "whole number"},
    {"number = 1\n", "number = 1\nnumbers = 2\n", "terminal.numbers", "unknown key"},
    {"role = \"resident\"", "role = \"king\"", "terminal.role", "resident, counter, technician, board"},
    {"width_mm = 268", "width_mm = 49", "screen.width_mm", "50 to 3000"},
    {"height_mm = 476", "height_mm = 3001", "screen.height_mm", "50 to 3000"},
    {"rotation = 0", "rotation = 45", "screen.rotation", "0, 90, 180 or 270"},
    {"rotation = 0", "rotation = 360", "screen.rotation", "0 to 270"},
    {"renderer = \"software\"", "renderer = \"vulkan\"", "screen.renderer", "software, gles"},
    {"fullscreen = true", "fullscreen = 1", "screen.fullscreen", "true or false"},
    {"profile = \"hunan-csb\"", "profile = \"../../etc/passwd\"", "platform.profile", "lower-case letters"},
    {"profile = \"hunan-csb\"", "profile = \"\"", "platform.profile", "lower-case letters"},
    {"https://gateway.example:8443", "http://gateway.example:8443", "platform.url", "must begin with https://"},
    {"https://gateway.example:8443", "https://", "platform.url", "names no host"},
    {"https://gateway.example:8443", "https://:443/x", "platform.url", "names no host"},
    {"https://gateway.example:8443", "https://a:b@host/", "platform.url", "user or password"},
    {"https://gateway.example:8443", "https://host:99999", "platform.url", "port"},
    {"https://gateway.example:8443", "https://host:0/", "platform.url", "port"},
    {"https://gateway.example:8443", "https://host/?a=b", "platform.url", "must not hold"},
    {"https://gateway.example:8443", "https://ho st/", "platform.url", "spaces"},
    {"ca = \"/etc/circle-terminal/bureau-ca.pem\"", "ca = \"\"", "platform.ca", "is empty"},
    {"access_key = \"issued-by-the-bureau\"", "access_key = 4", "platform.access_key", "text in quotes"},
    {"call_timeout_ms = 15000", "call_timeout_ms = 0", "platform.call_timeout_ms", "500 to 120000"},
    {"kind = \"township\"", "kind = \"city\"", "site.kind", "township, village, provider, school, extension"},
    {"kind = \"township\"\n", "", "site.kind", "is missing"},
    {"\"H43102100001\"", "\"H4310210000\"", "site.institution", "12 characters"},
    {"\"H43102100001\"", "\"H43102-00001\"", "site.institution", "12 characters"},
    {"\"H43102100001\"", "\"H431021abcde\"", "site.institution", "12 characters"},
    {"region = \"431021\"", "region = \"43102\"", "site.region", "six digits"},
    {"region = \"431021\"", "region = 431021", "site.region", "text in quotes"},
    {"name = \"示例街道医疗保障服务站\"", "name = \"a\\nb\"", "site.name", "control character"},
    {"08:30-12:00,", "08:30-25:00,", "site.hours", "no span of time"},
    {"volume = 60", "volume = 101", "site.volume", "0 to 100"},
    {"elder_age = 60", "elder_age = 3", "site.elder_age", "50 to 120"},
    {"language = \"zh-CN\"", "language = \"zh\"", "site.language", "zh-CN, en"},
    {"warn_after_s = 60", "warn_after_s = 59", "visit.warn_after_s", "60 to 300"},
    {"warn_after_elder_s = 120", "warn_after_elder_s = 119", "visit.warn_after_elder_s", "120 to 300"},
    {"\ngrace_s = 20", "\ngrace_s = 19", "visit.grace_s", "20 to 300"},
    {"grace_elder_s = 45", "grace_elder_s = 44", "visit.grace_elder_s", "45 to 300"},
    {"backend = \"pcsc\"", "backend = \"ccid\"", "devices.card.backend", "must be one of: pcsc"},
    {"backend = \"sdl\"", "backend = \"alsa\"", "devices.speaker.backend", "sdl, none"},
    {"serial:/dev/ttyUSB0:115200", "serial:ttyUSB0:115200", "devices.id.transport",
     "serial:/dev/ttyUSB0:115200"},
    {"serial:/dev/ttyUSB0:115200", "serial:/dev/ttyUSB0:115201", "devices.id.transport", "speed"},
    {"serial:/dev/ttyUSB0:115200", "serial:/dev/ttyUSB0", "devices.id.transport", "must be written as"},
    {"tcp:127.0.0.1:9100", "tcp:127.0.0.1:0", "devices.printer.transport", "tcp:HOST:PORT"},
    {"tcp:127.0.0.1:9100", "tcp:9100", "devices.printer.transport", "tcp:HOST:PORT"},
    {"tcp:127.0.0.1:9100", "usblp:", "devices.printer.transport", "usblp:/dev/usb/lp0"},
    {"tcp:127.0.0.1:9100", "evdev:05e0:12", "devices.printer.transport", "four hexadecimal digits"},
    {"tcp:127.0.0.1:9100", "evdev:05e0:1200", "devices.printer.transport", "serial, tcp or usblp"},
    {"paper_mm = 80", "paper_mm = 72", "devices.printer.paper_mm", "58 or 80"},
    {"cutter = true", "cutter = 1", "devices.printer.cutter", ""},
    {"tcp:127.0.0.1:9100", "bluetooth:3", "devices.printer.transport", "serial:PATH:BAUD"},
    {"[devices.printer]", "[devices.camera]\na = 1\n[devices.printer]", "devices.camera", "unknown table"},
    {"[visit]", "[weather]\nrain = true\n[visit]", "weather", "unknown table"},
};

}  // namespace

TEST_CASE("each thing that can be wrong is named by line and key") {
    const std::string example = test::example_text();
    for (const Break& broken : breaks) {
        INFO(broken.from << " → " << broken.to);
        const std::string text = test::replaced(example, broken.from, broken.to);
        const std::vector<Problem> found = test::problems(text);
        REQUIRE(found.size() == 1);
        CHECK(found.front().key == broken.key);
        CHECK_THAT(found.front().what, ContainsSubstring(broken.says));
        CHECK(found.front().line > 0);
    }
}

TEST_CASE("the line is the line") {
    const std::string text = test::replaced(test::example_text(), "volume = 60", "volume = 600");
    const std::vector<Problem> found = test::problems(text);
    REQUIRE(found.size() == 1);
    const int line = test::line_of(text, "volume = 600");
    CHECK(found.front().line == line);
    CHECK(describe(found.front()) ==
          "line " + std::to_string(line) + ": site.volume 600 is out of range: 0 to 100");
}

TEST_CASE("every problem is told at once, in the order of the lines") {
    std::string text = test::example_text();
    std::size_t broken_keys = 0;
    for (const Break& broken : breaks) {
        if (text.find(broken.from) == std::string::npos) continue;  // broken already in another way
        text = test::replaced(text, broken.from, broken.to);
        ++broken_keys;
    }
    const std::vector<Problem> found = test::problems(text);
    CHECK(broken_keys == 32);
    CHECK(found.size() == broken_keys);
    CHECK(std::is_sorted(found.begin(), found.end(),
                         [](const Problem& a, const Problem& b) { return a.line < b.line; }));
}

TEST_CASE("an empty configuration lacks its four tables") {
    const std::vector<Problem> found = test::problems("");
    std::vector<std::string> keys;
    for (const Problem& problem : found) keys.push_back(problem.key);
    CHECK(keys == std::vector<std::string>{"terminal", "screen", "platform", "site"});
}

TEST_CASE("a table written as a value, and text that is no TOML") {
    CHECK(test::problems("terminal = 3\n").front().what == "must be a table");
    const std::vector<Problem> found = test::problems("[terminal]\nnumber = \n");
    REQUIRE(found.size() == 1);
    CHECK(found.front().line == 2);
    CHECK(found.front().key.empty());
}

TEST_CASE("transports are read and written alike") {
    for (const char* written : {"serial:/dev/ttyUSB0:9600", "tcp:printer.local:9100", "tcp:::1:9100",
                                "usblp:/dev/usb/lp0", "evdev:05e0:0012", "evdev:0000:ffff"}) {
        INFO(written);
        const auto transport = parse_transport(written);
        REQUIRE(transport.has_value());
        CHECK(text(*transport) == written);
    }
    CHECK(*parse_transport("evdev:05E0:0012") == Transport(InputLine{0x05E0, 0x0012}));
    CHECK(*parse_transport("serial:/dev/serial/by-id/usb-1:2-port0:115200") ==
          Transport(SerialLine{"/dev/serial/by-id/usb-1:2-port0", 115200}));
    CHECK_FALSE(parse_transport("").has_value());
}

}  // namespace circle::settings
