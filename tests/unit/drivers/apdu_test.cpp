#include "drivers/card/apdu.h"

#include <catch2/catch_test_macros.hpp>

#include "drivers/card/allow_list.h"
#include "drivers/card/exchange.h"
#include "tests/unit/drivers/scripted_card.h"

using namespace circle::drivers::card;

TEST_CASE("commands are encoded with and without data and Le") {
    CHECK(encode({.cla = 0x00, .ins = 0xB2, .p1 = 0x07, .p2 = 0x00, .data = {}, .le = 0x0B}) ==
          bytes("00B207000B"));
    CHECK(encode({.cla = 0x00, .ins = 0xA4, .p1 = 0x04, .p2 = 0x00, .data = kEnvironment, .le = {}}) ==
          bytes(ENVIRONMENT));
    CHECK(encode({.cla = 0x00, .ins = 0xA4, .p1 = 0x02, .p2 = 0x00, .data = kIssuerFile, .le = 0x00}) ==
          bytes("00A4020002EF0500"));
}

TEST_CASE("a response needs its status word and fits a short command") {
    const auto good = decode(bytes("0201339000"));
    REQUIRE(good);
    CHECK(good->data == bytes("020133"));
    CHECK(good->sw == 0x9000);
    CHECK(decode(bytes("6A82"))->data.empty());
    CHECK(!decode({}));
    CHECK(!decode(bytes("90")));
    CHECK(decode(Bytes(258, 0x90)));
    CHECK(!decode(Bytes(259, 0x90)));
}

TEST_CASE("status words mean what devices.md 1.5 says") {
    const struct {
        std::uint16_t sw;
        Meaning means;
    } table[] = {
        {0x9000, Meaning::Ok},          {0x6117, Meaning::MoreData},  {0x6C12, Meaning::WrongLength},
        {0x63C1, Meaning::TriesLeft},   {0x63C0, Meaning::TriesLeft}, {0x6983, Meaning::Blocked},
        {0x6982, Meaning::Denied},      {0x6984, Meaning::Sequence},  {0x6985, Meaning::Sequence},
        {0x6986, Meaning::Sequence},    {0x6987, Meaning::Sequence},  {0x6988, Meaning::Sequence},
        {0x6A82, Meaning::NotFound},    {0x6A83, Meaning::NotFound},  {0x6A88, Meaning::NotFound},
        {0x6A81, Meaning::Unsupported}, {0x6A80, Meaning::Dialect},   {0x6A84, Meaning::Dialect},
        {0x6A86, Meaning::Dialect},     {0x6B00, Meaning::Dialect},   {0x6700, Meaning::Dialect},
        {0x6901, Meaning::Fault},       {0x6981, Meaning::Fault},     {0x6F00, Meaning::Fault},
        {0x6D00, Meaning::Foreign},     {0x6E00, Meaning::Foreign},   {0x6581, Meaning::Memory},
        {0x9303, Meaning::Blocked},     {0x9302, Meaning::Fault},     {0x1234, Meaning::Fault},
    };
    for (const auto& row : table) {
        INFO(hex_status(row.sw));
        CHECK(meaning(row.sw) == row.means);
    }
}

TEST_CASE("only what reading needs may leave") {
    for (const char* command :
         // NOLINTNEXTLINE(bugprone-suspicious-missing-comma): the same command with Le
         {ENVIRONMENT, ENVIRONMENT "00", "00A40000023F00", SELECT_EF05, "00A4000002EF05", SELECT_EF06,
          "00A4000002EF0600", "00B2010012", "00B207040B", "00B20105FF", "00C0000018"}) {
        INFO(command);
        CHECK(permitted(bytes(command)));
    }
    for (const char* command : {
             "8416000004AABBCCDD",      // CARD BLOCK
             "841E000004AABBCCDD",      // APPLICATION BLOCK
             "00DC010403020133",        // UPDATE RECORD
             "805401010500000000000B",  // DEBIT
             "0020000000",
             "002000000212340F",  // VERIFY
             "0082000A10000102030405060708090A0B0C0D0E0F",
             "0084000008",  // EXTERNAL AUTHENTICATE, GET CHALLENGE
             "805E010005123456FF12",
             "8424000004AABBCCDD",  // CHANGE PIN, UNBLOCK
             "80B2010012",
             "00B2010112",
             "00B2010C12",
             "00B201000012",  // other class, other forms, not short
             "00C0010018",
             "00C000001800",
             "00A4000002EF07",
             "00A4000002EF08",
             "00A4040006D15600000500",
             "00A4020002EF",
             "00A4020002EF0501",
             "00A4020102EF05",
             "00A402000200EF05",
             "00A404000F7378312E73682EC9E7BBE1B1A3D5CE",
             "00A4",
             "00",
             "",
         }) {
        INFO(command);
        CHECK(!permitted(bytes(command)));
    }
}

TEST_CASE("a command that is not allowed never reaches the card") {
    ScriptedCard card{};
    Exchange exchange(card);
    const auto answer = exchange.send({.cla = 0x84, .ins = 0x16, .p1 = 0, .p2 = 0, .data = {}, .le = {}});
    REQUIRE(!answer);
    CHECK(answer.error().code == circle::drivers::Code::NotPermitted);
    CHECK(answer.error().raw == "84160000");
    CHECK(card.finished());
}

TEST_CASE("61xx and 6Cxx are followed wherever they come") {
    const Command read{.cla = 0x00, .ins = 0xB2, .p1 = 0x01, .p2 = 0x00, .data = {}, .le = 0x12};
    SECTION("more data, in two pieces") {
        ScriptedCard card{{"00B2010012", "610A"},
                          {"00C000000A", "0110431000D156000005 6108"},
                          {"00C0000008", "00000001A1B2C3D49000"}};
        const auto answer = Exchange(card).send(read);
        REQUIRE(answer);
        CHECK(answer->data == bytes(R01));
        CHECK(card.finished());
    }
    SECTION("a wrong length, then more data, then a wrong length again") {
        ScriptedCard card{
            {"00B2010012", "6C14"}, {"00B2010014", "6112"}, {"00C0000012", "6C12"}, {"00C0000012", R01 "9000"}};
        const auto answer = Exchange(card).send(read);
        REQUIRE(answer);
        CHECK(answer->data == bytes(R01));
        CHECK(card.finished());
    }
    SECTION("a length that is never right") {
        ScriptedCard card{{"00B2010012", "6C14"}, {"00B2010014", "6C12"}};
        const auto answer = Exchange(card).send(read);
        REQUIRE(!answer);
        CHECK(answer.error().code == circle::drivers::Code::ProtocolFault);
        CHECK(card.finished());
    }
    SECTION("more data without end") {
        ScriptedCard card{{"00B2010012", "6101"},   {"00C0000001", "006101"}, {"00C0000001", "006101"},
                          {"00C0000001", "006101"}, {"00C0000001", "006101"}, {"00C0000001", "006101"},
                          {"00C0000001", "006101"}, {"00C0000001", "006101"}, {"00C0000001", "006101"}};
        const auto answer = Exchange(card).send(read);
        REQUIRE(!answer);
        CHECK(answer.error().raw == "NO_END");
        CHECK(card.finished());
    }
    SECTION("a response that is none") {
        ScriptedCard card{{"00B2010012", "90"}};
        const auto answer = Exchange(card).send(read);
        REQUIRE(!answer);
        CHECK(answer.error().raw == "RESPONSE_LENGTH");
    }
}
