// The conformance suite of the card reader: reading, on a real pcscd (devices.md §6.3, row "Card").
#include <catch2/catch_test_macros.hpp>

#include "tests/devices/rig.h"

using namespace circle::drivers;
using namespace circle::drivers::card;
using rig::Rig;

namespace {

void check_resident(const ReadDone& done) {
    INFO((done.result ? "" : done.result.error().raw + " " + done.result.error().operator_text));
    REQUIRE(done.result);
    CHECK(done.result->card_number == "A00000011");
    CHECK(done.result->identification == "431000D15600000500000001A1B2C3D4");
    CHECK(done.result->atr == "3B6D00000081314731865043100000000001");
    REQUIRE(done.result->holder);
    CHECK(done.result->holder->name == "演示甲");
    CHECK(done.result->holder->id_number == "430102199001010016");
    CHECK(done.result->warnings.empty());
}

}  // namespace

TEST_CASE("a card is seen, read, left without power, and seen going") {
    Rig rig;
    CHECK(rig.heard.all<Inserted>().empty());
    rig.insert();
    check_resident(rig.read());
    CHECK(rig.heard.wait([&] { return rig.card.status().find(" off ") != std::string::npos; }));
    check_resident(rig.read());
    rig.remove();
    CHECK(rig.heard.all<Inserted>().size() == 1);
    CHECK(rig.heard.all<Removed>().front().generation == rig.heard.all<Inserted>().front().generation);
    const auto without = rig.read();
    REQUIRE(!without.result);
    CHECK(without.result.error().code == Code::NoMedia);
    CHECK(rig.reader->health().statistics.completed == 2);
    CHECK(rig.reader->health().statistics.arrivals == 1);
    CHECK(rig.reader->health().identity.model == "Virtual PCD 00 00");
}

TEST_CASE("a card that is in before the driver starts is announced") {
    rig::Pcscd pcscd;
    rig::Card card;
    card.say("insert");
    rig::Listener heard;
    const auto reader = Reader::start({}, heard.sink());
    REQUIRE(heard.wait([&] { return !heard.all<Inserted>().empty(); }));
    reader->submit(1);
    REQUIRE(heard.wait([&] { return heard.results(1) > 0; }));
    check_resident(*heard.result(1));
}

TEST_CASE("every dialect, answer and form of SELECT gives the same card") {
    Rig rig;
    const std::vector<std::vector<std::string>> ways = {
        {"dialect identifier"},
        {"dialect number"},
        {"dialect all"},
        {"answers 61"},
        {"answers 6c"},
        {"dialect number", "answers 61"},
        {"dialect all", "answers 6c"},
        {"dialect all", "answers 61"},
        {"select 00"},
        {"select 02"},
        {"master-first"},
        {"needs-le"},
        {"master-first", "needs-le", "select 00", "dialect number"},
        {"status 3 6986"},
        {"latency 20"},
    };
    for (const auto& way : ways) {
        INFO(way.front() << (way.size() > 1 ? ", " + way.back() : ""));
        rig.insert_with(way);
        check_resident(rig.read());
    }
    CHECK(rig.heard.all<Inserted>().size() == ways.size());
    CHECK(rig.heard.all<ReadDone>().size() == ways.size());
}

TEST_CASE("people's cards") {
    Rig rig;
    SECTION("3.0: the holder is protected, and that is normal") {
        rig.insert("02-employee");
        const auto done = rig.read();
        REQUIRE(done.result);
        CHECK(done.result->card_number == "A0000002X");
        CHECK(done.result->version == "3.00");
        CHECK(done.result->holder_protected);
        CHECK(!done.result->holder);
        CHECK(done.result->warnings.empty());
    }
    SECTION("old: no version, years, no 4E") {
        for (const char* dialect : {"dialect identifier", "dialect number", "dialect all"}) {
            INFO(dialect);
            rig.insert_with({dialect}, "04-paused");
            const auto done = rig.read();
            REQUIRE(done.result);
            CHECK(done.result->version.empty());
            CHECK(done.result->issued == "2012");
            REQUIRE(done.result->holder);
            CHECK(done.result->holder->name == "何志强");
            CHECK(done.result->holder->birth_date == "19791102");
        }
    }
    SECTION("rare characters and long names") {
        const std::pair<const char*, const char*> names[] = {
            {"07-rare-ext-b-c", "张\U00020BB7\U0002A70E"},
            {"08-rare-ext-d-e", "李\U0002B740\U0002CB4A"},
            {"09-rare-ext-f-g", "欧阳\U0002CEB2\U00030001"},
            {"11-long-name", "买买提艾力·阿卜杜热西提·库尔班江·依明"},
            {"13-split-name", "阿卜杜热合曼.阿卜杜艾尼艾合麦提"},
            {"14-rare-2022", "\U0002CD0A\u4DAE\U00031152"},
        };
        for (const auto& [person, name] : names) {
            rig.insert(person);
            const auto done = rig.read();
            REQUIRE(done.result);
            REQUIRE(done.result->holder);
            CHECK(done.result->holder->name == name);
        }
    }
}

TEST_CASE("cards that cannot be read say why, and the next card is read") {
    const struct {
        const char* fault;
        Code code;
    } table[] = {
        {"mute", Code::MediaMute},           {"foreign", Code::MediaForeign},
        {"blocked", Code::MediaBlocked},     {"denied", Code::MediaBroken},
        {"blank", Code::MediaBroken},        {"garbage", Code::MediaBroken},
        {"truncate 1", Code::ProtocolFault}, {"truncate 7", Code::ProtocolFault},
    };
    Rig rig;
    for (const auto& row : table) {
        INFO(row.fault);
        rig.insert_with({row.fault});
        const auto done = rig.read();
        REQUIRE(!done.result);
        INFO(done.result.error().raw << " " << done.result.error().operator_text);
        CHECK(done.result.error().code == row.code);
        CHECK(!done.result.error().resident_text.empty());
        CHECK(!done.result.error().operator_text.empty());
    }
    rig.insert();
    check_resident(rig.read());
    CHECK(rig.reader->health().state == State::Ready);
}

TEST_CASE("a card pulled after any command ends the read within a second and leaves nothing behind") {
    // The longest conversation: by identifier, 2 + 7 + 1 + 7 exchanges.
    Rig rig;
    for (int after = 0; after < 17; ++after) {
        INFO("after " << after << " commands");
        rig.insert_with({"pull " + std::to_string(after)});
        const auto start = std::chrono::steady_clock::now();
        const auto request = rig.submit();
        const auto done = rig.done(request);
        CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(1));
        REQUIRE(!done.result);
        CHECK(done.result.error().code == Code::MediaRemoved);
    }
    rig.insert_with({"pull 17"});
    check_resident(rig.read());
    CHECK(rig.heard.all<ReadDone>().size() == 18);
}
