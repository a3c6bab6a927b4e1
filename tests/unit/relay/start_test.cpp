// What is wrong with the configuration is said at start, with file and reason, and without any secret.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "kiosk/relay/credentials.h"
#include "kiosk/relay/relay.h"
#include "tests/unit/relay/pki.h"
#include "tests/unit/relay/scratch.h"

using namespace circle::relay;
using namespace circle::relay::test;
using Catch::Matchers::ContainsSubstring;

namespace {

struct Desk {
    Desk() {
        settings.url = "https://127.0.0.1:9/isp-api/powercsb";
        settings.ca_file = scratch.write("ca.pem", authority.certificate());
        settings.certificate_file = scratch.write("t.pem", own.certificate);
        settings.key_file = scratch.write("t.key", own.key);
        settings.access_key = "circle-demo";
        settings.secret_file = scratch.write("secret", "hush-hush-4711\n");
        settings.profile_file = demo_profile_file();
        settings.mark_path = scratch.path("journal.db");
        settings.institution = "H43102100001";
        settings.institution_name = "某某镇卫生院";
        settings.area = "431021";
    }
    std::string fault() const {
        const auto relay = Relay::start(settings, [](const Event&) {});
        return relay ? "none" : relay.error();
    }
    Scratch scratch;
    Authority authority{"bureau"};
    Issued own = authority.issue({"terminal", "DNS:terminal"});
    Settings settings;
};

}  // namespace

TEST_CASE("settings that cannot work are named") {
    struct Case {
        void (*spoil)(Desk&);
        const char* told;
    };
    const Case each = GENERATE(values<Case>({
        {[](Desk& d) { d.settings.url = "http://127.0.0.1/p"; }, "platform.url: must begin with https://"},
        {[](Desk& d) { d.settings.url = "https://"; }, "platform.url: is not a URL"},
        {[](Desk& d) { d.settings.url = "https://u:geheim@h/p"; }, "platform.url: must not hold a user"},
        {[](Desk& d) { d.settings.url = "https://h/p?x=1"; }, "platform.url: must not hold ?"},
        {[](Desk& d) { d.settings.access_key = "a\r\nX: y"; }, "platform.access_key"},
        {[](Desk& d) { d.settings.institution = "H431021"; }, "site.institution"},
        {[](Desk& d) { d.settings.institution_name = "\xff"; }, "site.name"},
        {[](Desk& d) { d.settings.area = "43102a"; }, "site.region"},
        {[](Desk& d) { d.settings.terminal = 100; }, "terminal.number"},
        {[](Desk& d) { d.settings.profile_file = d.scratch.path("no.toml"); }, "no.toml"},
        {[](Desk& d) { d.settings.ca_file = d.scratch.path("no-ca.pem"); }, "no-ca.pem: cannot be opened"},
        {[](Desk& d) { d.settings.ca_file = d.settings.key_file; }, "t.key: holds no PEM certificate"},
        {[](Desk& d) { d.settings.certificate_file = d.scratch.write("x.pem", "x"); },
         "x.pem: holds no PEM certificate"},
        {[](Desk& d) { d.settings.key_file = d.settings.ca_file; }, "ca.pem: holds no PEM private key"},
        {[](Desk& d) { d.settings.key_file = d.scratch.write("o.key", d.authority.issue({}).key); },
         "o.key: is not the key of"},
        {[](Desk& d) { d.settings.secret_file = d.scratch.write("s", "\n"); }, "s: its first line is empty"},
        {[](Desk& d) { d.settings.secret_file = d.scratch.write("s", std::string(2000, 'x')); },
         "longer than 1024"},
        {[](Desk& d) { d.settings.mark_path = "/nowhere/j.db"; }, "/nowhere/j.db: cannot be opened"},
        {[](Desk& d) { d.settings.call_timeout = std::chrono::milliseconds(0); }, "time-outs must be positive"},
    }));
    Desk desk;
    each.spoil(desk);
    const std::string fault = desk.fault();
    CHECK_THAT(fault, ContainsSubstring(each.told));
    CHECK_THAT(fault, !ContainsSubstring("hush-hush"));
    CHECK_THAT(fault, !ContainsSubstring("geheim"));
}

TEST_CASE("good settings start even with nobody at the other end") { CHECK(Desk().fault() == "none"); }

TEST_CASE("the days left of our certificate are counted, and may be over") {
    Desk desk;
    const std::int64_t now = std::time(nullptr);
    const auto today = read_credentials(desk.settings, now + 3600);
    REQUIRE(today);
    CHECK(today->certificate_days == 29);  // whole days only
    CHECK(today->secret == "hush-hush-4711");
    const auto later = read_credentials(desk.settings, now + 40LL * 86400);
    REQUIRE(later);
    CHECK(later->certificate_days < 0);
}
