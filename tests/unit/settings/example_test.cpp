// The example configuration: it holds every key the parser knows, and no other; its comments tell the defaults.
#include <set>
#include <string>

#include "kiosk/settings/keys.h"
#include "kiosk/tree/tree.h"
#include "tests/unit/settings/example.h"

namespace circle::settings {
namespace {

void collect(const tree::Table& table, const std::string& where, std::set<std::string>& paths) {
    for (const tree::Entry& entry : table.entries) {
        const std::string path = where.empty() ? entry.key : where + "." + entry.key;
        if (const auto* inner = std::get_if<tree::Table>(&entry.value.data)) {
            collect(*inner, path, paths);
        } else {
            paths.insert(path);
        }
    }
}

// The smallest configuration there is: what has no default.
constexpr const char* smallest = R"(
[terminal]
number = 7
[screen]
width_mm = 476
height_mm = 268
[platform]
profile = "hunan-csb"
url = "https://host/prefix"
ca = "ca.pem"
certificate = "own.pem"
key = "own.key"
access_key = "AK-4711"
secret_file = "../secret"
[site]
kind = "school"
name = "学校"
parent = "局"
institution = "P431021ABCDE"
region = "431021"
)";

}  // namespace

TEST_CASE("every key the parser knows stands in the example, and the reverse") {
    const auto root = tree::parse(test::example_text());
    REQUIRE(root.has_value());
    std::set<std::string> in_example;
    collect(*root, "", in_example);
    std::set<std::string> in_code;
    for (const Key& key : keys()) {
        INFO(key.path());
        CHECK(in_code.insert(key.path()).second);
    }
    CHECK(in_example == in_code);
}

TEST_CASE("the example means what it says") {
    const Settings settings = test::good(test::example_text());
    CHECK(settings.terminal.number == 1);
    CHECK(settings.terminal.role == Role::Resident);
    CHECK(settings.screen.width_mm == 268);
    CHECK(settings.screen.height_mm == 476);
    CHECK(settings.screen.fullscreen);
    CHECK(settings.platform.profile == "hunan-csb");
    CHECK(settings.platform.url == "https://gateway.example:8443");
    CHECK(settings.site.kind == catalogue::Kind::Township);
    CHECK(settings.site.institution == "H43102100001");
    CHECK(settings.site.region == "431021");
    CHECK(settings.site.hours.text() == "1-5 08:30-12:00,13:30-17:00; 6 09:00-12:00");
    REQUIRE(settings.devices.card.has_value());
    CHECK(settings.devices.card->backend == "pcsc");
    CHECK(settings.devices.card->reader == "Virtual PCD 00 00");
    CHECK(settings.devices.id == Transport(SerialLine{"/dev/ttyUSB0", 115200}));
    CHECK(settings.devices.printer == PrinterDevice{TcpLine{"127.0.0.1", 9100}, 80, true});
    CHECK(settings.devices.speaker == "sdl");
}

TEST_CASE("what has a default may be left out, and the example writes the defaults") {
    const Settings least = test::good(smallest);
    const Settings example = test::good(test::example_text());
    CHECK(least.terminal.role == example.terminal.role);
    CHECK(least.screen.rotation == example.screen.rotation);
    CHECK(least.screen.mounting_mm == example.screen.mounting_mm);
    CHECK(least.screen.renderer == example.screen.renderer);
    CHECK(least.screen.fullscreen == example.screen.fullscreen);
    CHECK(least.journal == example.journal);
    CHECK(least.platform.connect_timeout_ms == example.platform.connect_timeout_ms);
    CHECK(least.platform.call_timeout_ms == example.platform.call_timeout_ms);
    CHECK(least.site.elder_age == example.site.elder_age);
    CHECK(least.site.volume == example.site.volume);
    CHECK(least.site.language == example.site.language);
    CHECK(least.site.phone == example.site.phone);
    CHECK_FALSE(least.site.out_of_service);
    CHECK(least.visit == example.visit);
    CHECK(least.site.hours.always());
    CHECK(least.devices == Devices{});
}

TEST_CASE("relative paths begin at the folder of the configuration") {
    const Settings settings = test::good(smallest);
    CHECK(settings.platform.ca == "/etc/circle/ca.pem");
    CHECK(settings.platform.secret_file == "/etc/secret");
    CHECK(settings.journal.path == "/var/lib/circle-terminal/journal.db");
}

TEST_CASE("the effective values are a configuration again, with secrets hidden") {
    for (const std::string& text : {test::example_text(), std::string(smallest)}) {
        const Settings settings = test::good(text);
        const std::string printed = effective(settings);
        Settings again = test::good(printed);
        CHECK(again.platform.access_key == "(hidden)");
        again.platform.access_key = settings.platform.access_key;
        CHECK(again == settings);
        CHECK(printed.find(settings.platform.access_key) == std::string::npos);
    }
    const std::string least = effective(test::good(smallest));
    CHECK(least.find("[devices.printer]") == std::string::npos);  // not fitted
    CHECK(least.find("warn_after_s = 60") != std::string::npos);  // defaults are written out
    const std::string odd = test::replaced(smallest, "\"学校\"", R"("a \"b\" \\ c")");
    CHECK(test::good(effective(test::good(odd))).site.name == R"(a "b" \ c)");
}

}  // namespace circle::settings
