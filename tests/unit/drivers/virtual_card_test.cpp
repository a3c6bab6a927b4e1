#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "drivers/virtual/card/card.h"
#include "drivers/virtual/card/player.h"
#include "tests/unit/drivers/hex.h"

using namespace circle::drivers::virtual_card;
using namespace std::chrono_literals;

namespace {

std::string people() { return std::string(std::getenv("CIRCLE_ASSETS")) + "/people/"; }

Card card_of(const char* stem) {
    const auto person = load_person(people() + stem + ".toml");
    REQUIRE(person);
    Card card(write_files(*person));
    card.power(true);
    return card;
}

Octets ask(Card& card, std::string_view command) { return card.answer(bytes(command)).bytes; }

void open_files(Card& card, const char* file) {
    ask(card, "00A404000F7378312E73682EC9E7BBE1B1A3D5CF");
    CHECK(ask(card, std::string("00A4020002") + file) == bytes("9000"));
}

}  // namespace

TEST_CASE("records as devices.md 2.4 has them") {
    Card card = card_of("01-resident");
    CHECK(ask(card, "00A404000F7378312E73682EC9E7BBE1B1A3D5CF") ==
          bytes("6F16840F7378312E73682EC9E7BBE1B1A3D5CFA50388011E9000"));
    CHECK(ask(card, "00A4000002EF05") == bytes("9000"));
    CHECK(ask(card, "00B2010012") == bytes("0110431000D15600000500000001A1B2C3D49000"));
    CHECK(ask(card, "00B202042B") == bytes("0201339000"));
    CHECK(ask(card, "00B2072C0B") == bytes("07094130303030303031319000"));
    CHECK(ask(card, "00B20105FF") ==
          bytes("0110431000D15600000500000001A1B2C3D4 020133 0304322E3030 040C915600000243100043100001 "
                "050420200101 060420300101 0709413030303030303131 9000"));
    CHECK(ask(card, "00A4020002EF06") == bytes("9000"));
    CHECK(ask(card, "00B201055B") ==
          bytes("0812343330313032313939303031303130303136 "
                "091ED1DDCABEBCD7000000000000000000000000000000000000000000000000 "
                "4E140000000000000000000000000000000000000000 0A0131 0B0101 0C03430102 0D0419900101 9000"));
    CHECK(ask(card, "00B24F0016") == bytes("6A83"));
    CHECK(ask(card, "00B2080414") == bytes("6A83"));
}

TEST_CASE("people: 3.0, old and split cards") {
    Card third = card_of("02-employee");
    CHECK(ask(third, "00A404000F7378312E73682EC9E7BBE1B1A3D5CF00").size() == 32);
    CHECK(ask(third, "00A4020002EF06") == bytes("9000"));
    CHECK(ask(third, "00B2080014") == bytes("6982"));

    Card old = card_of("04-paused");
    open_files(old, "EF05");
    CHECK(ask(old, "00B2030006") == bytes("0304000000009000"));
    CHECK(ask(old, "00B2050006") == bytes("0504323031329000"));
    open_files(old, "EF06");
    CHECK(ask(old, "00B24E0016") == bytes("6A83"));
    CHECK(ask(old, "00B2030403") == bytes("0A01319000"));

    Card split = card_of("13-split-name");
    open_files(split, "EF06");
    CHECK(ask(split, "00B2090020") ==
          bytes("091EB0A2B2B7B6C5C8C8BACFC2FC2EB0A2B2B7B6C5B0ACC4E1B0ACBACFC2F3CC9000"));
    CHECK(ask(split, "00B24E0016") == bytes("4E14E1000000000000000000000000000000000000009000"));

    Card rare = card_of("14-rare-2022");
    open_files(rare, "EF06");
    CHECK(ask(rare, "00B2090020") ==
          bytes("091E9933D536FE9F9A37C536 0000000000000000000000000000000000000000 9000"));
}

TEST_CASE("every person of the demo makes a card") {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(people())) {
        if (entry.path().extension() != ".toml") continue;
        INFO(entry.path().filename());
        CHECK(load_person(entry.path().string()));
        ++count;
    }
    CHECK(count == 14);
}

TEST_CASE("ways of answering") {
    Card card = card_of("01-resident");
    SECTION("61xx and GET RESPONSE, whole or in parts") {
        card.faults.answers = Answers::SixtyOne;
        CHECK(ask(card, "00A404000F7378312E73682EC9E7BBE1B1A3D5CF") == bytes("6118"));
        CHECK(ask(card, "00C0000018").size() == 26);
        ask(card, "00A4020002EF05");
        CHECK(ask(card, "00B2010012") == bytes("6112"));
        CHECK(ask(card, "00C0000002") == bytes("01106110"));
        CHECK(ask(card, "00C0000020") == bytes("6C10"));
        CHECK(ask(card, "00C0000010") == bytes("431000D15600000500000001A1B2C3D49000"));
        CHECK(ask(card, "00C0000001") == bytes("6F00"));
    }
    SECTION("6Cxx to any other length") {
        card.faults.answers = Answers::SixC;
        open_files(card, "EF05");
        CHECK(ask(card, "00B2010000") == bytes("6C12"));
        CHECK(ask(card, "00B20105FF") == bytes("6C40"));
        CHECK(ask(card, "00B2010012").size() == 20);
    }
    SECTION("dialects") {
        card.faults.only = Dialect::Number;
        open_files(card, "EF05");
        CHECK(ask(card, "00B2010012") == bytes("6A86"));
        CHECK(ask(card, "00B20105FF") == bytes("6A86"));
        CHECK(ask(card, "00B2010412").size() == 20);
    }
    SECTION("master file first, Le wanted, one form of SELECT") {
        card.faults.master_first = card.faults.select_needs_le = true;
        card.faults.select_p1 = std::uint8_t{0x00};
        CHECK(ask(card, "00A404000F7378312E73682EC9E7BBE1B1A3D5CF00") == bytes("6A82"));
        ask(card, "00A40000023F00");
        CHECK(ask(card, "00A404000F7378312E73682EC9E7BBE1B1A3D5CF") == bytes("6700"));
        CHECK(ask(card, "00A404000F7378312E73682EC9E7BBE1B1A3D5CF00").size() == 26);
        CHECK(ask(card, "00A4020002EF05") == bytes("6A86"));
        CHECK(ask(card, "00A4000002EF05") == bytes("9000"));
    }
}

TEST_CASE("faults of the card") {
    Card card = card_of("01-resident");
    const auto set = [&card](std::string_view line) { REQUIRE(add_fault(card.faults, line)); };
    SECTION("foreign") {
        set("foreign");
        CHECK(ask(card, "00A404000F7378312E73682EC9E7BBE1B1A3D5CF") == bytes("6A82"));
    }
    SECTION("blocked") {
        set("blocked");
        CHECK(ask(card, "00A40000023F00") == bytes("6A81"));
    }
    SECTION("denied") {
        open_files(card, "EF05");
        set("denied");
        CHECK(ask(card, "00B2010012") == bytes("6982"));
    }
    SECTION("blank") {
        open_files(card, "EF05");
        set("blank");
        CHECK(ask(card, "00B2010012") == bytes("0110FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF9000"));
    }
    SECTION("truncate") {
        open_files(card, "EF05");
        set("truncate 1");
        CHECK(ask(card, "00B2010012") == bytes("01"));
    }
    SECTION("mute") {
        set("mute");
        CHECK(card.atr().size() > 33);
    }
    SECTION("pull, stall, latency and status count commands from power on") {
        set("pull 3");
        set("stall 5000 2");
        set("latency 10");
        set("status 1 6F00");
        CHECK(card.faults.names() == "pull,latency,stall,status");
        CHECK(ask(card, "00A40000023F00") == bytes("6F00"));
        CHECK(card.answer(bytes("00A40000023F00")).after == 5010ms);
        CHECK(!card.answer(bytes("00A40000023F00")).leaves);
        CHECK(card.answer(bytes("00A40000023F00")).leaves);
        card.power(true);
        CHECK(!card.answer(bytes("00A40000023F00")).leaves);
    }
    SECTION("what is no fault") {
        for (const char* line :
             {"", "mute 1", "pull", "pull x", "pull 1 2", "status 1", "status 1 XYZ", "truncate 0", "dialect",
              "dialect none", "stall", "stall -1", "select 01", "nonsense"}) {
            INFO(line);
            CHECK(!add_fault(card.faults, line));
        }
        CHECK(card.faults.names() == "none");
    }
}

TEST_CASE("commands that are none") {
    Card card = card_of("01-resident");
    for (const char* command : {"", "00", "00A404", "00A40400", "00A404000F73", "00A40400FF00"}) {
        INFO(command);
        CHECK(ask(card, command) == bytes("6700"));
    }
    CHECK(ask(card, "80A40400") == bytes("6E00"));
    CHECK(ask(card, "00840000 08") == bytes("6D00"));
    CHECK(ask(card, "00B2010012") == bytes("6986"));
}

TEST_CASE("frames of vpcd, however they arrive") {
    FrameReader reader;
    const auto stream = bytes("000104 0005 00B2010012 0000");
    std::vector<Octets> frames;
    for (const std::uint8_t byte : stream) {
        reader.feed(&byte, 1);
        while (auto next = reader.next()) frames.push_back(*next);
    }
    CHECK(frames == std::vector<Octets>{bytes("04"), bytes("00B2010012"), {}});
    CHECK(frame(bytes("9000")) == bytes("00029000"));
}

TEST_CASE("a broken person file is named, its content is not") {
    const std::string path =
        std::filesystem::temp_directory_path() / ("person-" + std::to_string(getpid()) + ".toml");
    const auto fault_of = [&path](const char* text) {
        std::ofstream(path) << text;
        const auto person = load_person(path);
        return person ? std::string() : person.error();
    };
    CHECK(fault_of("[person\n").starts_with("line 1"));
    CHECK(fault_of("[person]\nname = \"甲\"\nshoe = 43\n").find("person.shoe") == 0);
    CHECK(fault_of("[person]\nname = 5\n").find("person.name") == 0);
    CHECK(fault_of("[person]\nname = \"甲\"\n") == "card: table is missing");
    CHECK(fault_of("[pet]\n").find("pet") == 0);
    const std::string secret =
        fault_of("[person]\nname = \"甲\"\nid_number = \"1111111111111111111\"\n[card]\nnumber = \"A\"\n");
    CHECK(!secret.empty());
    CHECK(secret.find("1111") == std::string::npos);
    std::filesystem::remove(path);
    CHECK(!load_person(path));
}

TEST_CASE("control lines") {
    VpcdLink link("127.0.0.1", "1");  // nobody listens there
    const auto person = load_person(people() + "01-resident.toml");
    REQUIRE(person);
    Player player(link, Card(write_files(*person)), "01-resident");
    const Player::Clock::time_point now;
    CHECK(player.command("status", now) == "ok out apart off person=01-resident commands=0 faults=none");
    CHECK(player.command("insert", now) == "ok waiting for the reader");
    CHECK(player.wake_at() == now + 200ms);
    CHECK(player.command("insert", now).starts_with("error"));
    CHECK(player.command("person " + people() + "02-employee.toml", now).starts_with("error"));
    CHECK(player.command("remove", now) == "ok removed");
    CHECK(!player.wake_at());
    CHECK(player.command("person " + people() + "02-employee.toml", now) == "ok 02-employee");
    CHECK(player.command("person /nowhere.toml", now).starts_with("error nowhere"));
    CHECK(player.command("fault pull 4", now) == "ok pull");
    CHECK(player.command("fault nonsense", now).starts_with("error expected"));
    CHECK(player.command("clear", now) == "ok none");
    CHECK(player.command("", now).starts_with("error expected"));
    CHECK(!player.quit());
    CHECK(player.command("quit", now) == "ok bye");
    CHECK(player.quit());
}
