// The reading procedure against conversations typed out from devices.md §1.2–1.5 and §2.4.
#include "drivers/card/card_session.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/drivers/scripted_card.h"

using circle::drivers::Code;
using circle::drivers::card::CardData;
using circle::drivers::card::read_card;

namespace {

bool warned(const CardData& card, const char* token) { return std::ranges::count(card.warnings, token) == 1; }

void check_issuer(const CardData& card) {
    CHECK(card.card_number == "A00000011");
    CHECK(card.identification == "431000D15600000500000001A1B2C3D4");
    CHECK(card.region == "431000");
    CHECK(card.category == "3");
    CHECK(card.version == "3.00");
    CHECK(card.issuer == "915600000243100043100001");
    CHECK(card.issued == "20200101");
    CHECK(card.expires == "20300101");
}

void check_holder(const CardData& card) {
    REQUIRE(card.holder);
    CHECK(card.holder->id_number == "430102199001010016");
    CHECK(card.holder->name == "演示甲");
    CHECK(card.holder->name_raw == "\xD1\xDD\xCA\xBE\xBC\xD7");
    CHECK(card.holder->sex == "1");
    CHECK(card.holder->nation == "01");
    CHECK(card.holder->birthplace == "430102");
    CHECK(card.holder->birth_date == "19900101");
    CHECK(!card.holder_protected);
    CHECK(card.warnings.empty());
}

#define EF05_BY_IDENTIFIER                                                                    \
    {"00B2010012", R01 "9000"}, {"00B207000B", R07 "9000"}, {"00B2020003", R02 "9000"},       \
        {"00B2030006", R03 "9000"}, {"00B204000E", R04 "9000"}, {"00B2050006", R05 "9000"}, { \
        "00B2060006", R06 "9000"                                                              \
    }
#define OPENED \
    {ENVIRONMENT, FCI "9000"}, { SELECT_EF05, "9000" }

}  // namespace

TEST_CASE("a 2.0 card, read by identifier") {
    ScriptedCard card{OPENED,
                      EF05_BY_IDENTIFIER,
                      {SELECT_EF06, "9000"},
                      {"00B2080014", R08 "9000"},
                      {"00B2090020", R09 "9000"},
                      {"00B24E0016", R4E "9000"},
                      {"00B20A0003", R0A "9000"},
                      {"00B20B0003", R0B "9000"},
                      {"00B20C0005", R0C "9000"},
                      {"00B20D0006", R0D "9000"}};
    const auto read = read_card(card);
    CHECK(card.unexpected == "");
    REQUIRE(read);
    check_issuer(*read);
    check_holder(*read);
    CHECK(card.finished());
}

TEST_CASE("a card that knows records by number only") {
    for (const char* refusal : {"6A83", "6A86", "6B00", "6A80", "6700"}) {
        INFO(refusal);
        ScriptedCard card{OPENED,
                          {"00B2010012", refusal},
                          {"00B2010412", R01 "9000"},
                          {"00B2020403", R02 "9000"},
                          {"00B2030406", R03 "9000"},
                          {"00B204040E", R04 "9000"},
                          {"00B2050406", R05 "9000"},
                          {"00B2060406", R06 "9000"},
                          {"00B207040B", R07 "9000"},
                          {SELECT_EF06, "9000"},
                          {"00B2080014", refusal},
                          {"00B2010414", R08 "9000"},
                          {"00B2020420", R09 "9000"},
                          {"00B2030416", R4E "9000"},
                          {"00B2040403", R0A "9000"},
                          {"00B2050403", R0B "9000"},
                          {"00B2060405", R0C "9000"},
                          {"00B2070406", R0D "9000"}};
        const auto read = read_card(card);
        CHECK(card.unexpected == "");
        REQUIRE(read);
        check_issuer(*read);
        check_holder(*read);
        CHECK(card.finished());
    }
}

TEST_CASE("a card that gives all records at once only") {
    ScriptedCard card{OPENED,
                      {"00B2010012", "6A86"},
                      {"00B2010412", "6A86"},
                      {"00B20105FF", R01 R02 R03 R04 R05 R06 R07 "9000"},
                      {SELECT_EF06, "9000"},
                      {"00B2080014", "6A86"},
                      {"00B2010414", "6A86"},
                      {"00B20105FF", "6700"},
                      {"00B2010540", "6700"},
                      {"00B201055B", R08 R09 R4E R0A R0B R0C R0D "9000"}};
    const auto read = read_card(card);
    CHECK(card.unexpected == "");
    REQUIRE(read);
    check_issuer(*read);
    check_holder(*read);
    CHECK(card.finished());
}

TEST_CASE("numbers shift where record 4E is missing") {
    ScriptedCard card{OPENED,
                      EF05_BY_IDENTIFIER,
                      {SELECT_EF06, "9000"},
                      {"00B2080014", "6A86"},
                      {"00B2010414", R08 "9000"},
                      {"00B2020420", R09 "9000"},
                      {"00B2030416", "6C03"},
                      {"00B2030403", R0A "9000"},
                      {"00B2040403", R0B "9000"},
                      {"00B2050403", "6700"},
                      {"00B2050400", R0C "9000"},
                      {"00B2060405", "6C06"},
                      {"00B2060406", R0D "9000"},
                      {"00B2070406", "6A83"}};
    const auto read = read_card(card);
    CHECK(card.unexpected == "");
    REQUIRE(read);
    check_holder(*read);
    CHECK(card.finished());
}

TEST_CASE("T=0: answers fetched by GET RESPONSE, lengths put right") {
    ScriptedCard card{{ENVIRONMENT, "6118"},      {"00C0000018", FCI "9000"}, {SELECT_EF05, "9000"},
                      {"00B2010012", "6112"},     {"00C0000012", R01 "9000"}, {"00B207000B", "6C0B"},
                      {"00B207000B", R07 "9000"}, {"00B2020003", R02 "9000"}, {"00B2030006", R03 "9000"},
                      {"00B204000E", R04 "9000"}, {"00B2050006", R05 "9000"}, {"00B2060006", R06 "9000"},
                      {SELECT_EF06, "6982"}};
    const auto read = read_card(card);
    CHECK(card.unexpected == "");
    REQUIRE(read);
    check_issuer(*read);
    CHECK(read->holder_protected);
}

TEST_CASE("forms of SELECT") {
    SECTION("the environment wants Le, the files the other P1, which EF06 then uses first") {
        ScriptedCard card{{ENVIRONMENT, "6700"}, {ENVIRONMENT "00", FCI "9000"},
                          {SELECT_EF05, "6A86"}, {"00A4000002EF05", "9000"},
                          EF05_BY_IDENTIFIER,    {"00A4000002EF06", "9000"},
                          {"00B2080014", "6982"}};
        const auto read = read_card(card);
        CHECK(card.unexpected == "");
        REQUIRE(read);
        CHECK(read->holder_protected);
        CHECK(!read->holder);
        CHECK(card.finished());
    }
    SECTION("the environment is found from the master file only") {
        for (const char* refusal : {"6A82", "6A81"}) {
            ScriptedCard card{{ENVIRONMENT, refusal}, {"00A40000023F00", "9000"}, {ENVIRONMENT, FCI "9000"},
                              {SELECT_EF05, "9000"},  EF05_BY_IDENTIFIER,         {SELECT_EF06, "6982"}};
            REQUIRE(read_card(card));
            CHECK(card.finished());
        }
    }
}

TEST_CASE("cards that are not read") {
    SECTION("no social-security environment") {
        ScriptedCard card{{ENVIRONMENT, "6A82"}, {"00A40000023F00", "9000"}, {ENVIRONMENT, "6A82"}};
        const auto read = read_card(card);
        REQUIRE(!read);
        CHECK(read.error().code == Code::MediaForeign);
        CHECK(read.error().raw == "6A82");
        CHECK(card.finished());
    }
    SECTION("a card of another class") {
        ScriptedCard card{{ENVIRONMENT, "6E00"}, {"00A40000023F00", "6E00"}};
        CHECK(read_card(card).error().code == Code::MediaForeign);
        CHECK(card.finished());
    }
    SECTION("blocked: 6A81 to everything") {
        ScriptedCard card{{ENVIRONMENT, "6A81"}, {"00A40000023F00", "6A81"}};
        const auto read = read_card(card);
        REQUIRE(!read);
        CHECK(read.error().code == Code::MediaBlocked);
        CHECK(!read.error().resident_text.empty());
        CHECK(card.finished());
    }
    SECTION("EF05 denied") {
        ScriptedCard card{OPENED, {"00B2010012", "6982"}};
        const auto read = read_card(card);
        REQUIRE(!read);
        CHECK(read.error().code == Code::MediaBroken);
        CHECK(read.error().raw == "6982");
    }
    SECTION("never personalised") {
        ScriptedCard card{OPENED, {"00B2010012", "0110FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF9000"}};
        const auto read = read_card(card);
        REQUIRE(!read);
        CHECK(read.error().code == Code::MediaBroken);
        CHECK(read.error().raw == "EF05.01");
    }
    SECTION("an identification that is cut") {
        ScriptedCard card{OPENED, {"00B2010012", "010F431000D15600000500000001A1B2C39000"}};
        CHECK(read_card(card).error().raw == "EF05.01");
    }
    SECTION("no card number in any dialect") {
        ScriptedCard card{OPENED,
                          {"00B2010012", R01 "9000"},
                          {"00B207000B", "6A83"},
                          {"00B2010412", R01 "9000"},
                          {"00B2020403", R02 "9000"},
                          {"00B2030406", R03 "9000"},
                          {"00B204040E", R04 "9000"},
                          {"00B2050406", R05 "9000"},
                          {"00B2060406", R06 "9000"},
                          {"00B207040B", "6A83"},
                          {"00B20105FF", R01 R02 R03 R04 R05 R06 "9000"}};
        const auto read = read_card(card);
        CHECK(card.unexpected == "");
        REQUIRE(!read);
        CHECK(read.error().code == Code::MediaBroken);
        CHECK(read.error().raw == "EF05.07");
    }
    SECTION("a card number that is empty, short or no number") {
        for (const char* record : {"0709FFFFFFFFFFFFFFFFFF9000", "07090000000000000000009000",
                                   "07094130303030303000009000", "0709B0A2B2B7B6C5B0A2419000"}) {
            INFO(record);
            ScriptedCard card{OPENED, {"00B2010012", R01 "9000"}, {"00B207000B", record}};
            const auto read = read_card(card);
            REQUIRE(!read);
            CHECK(read.error().raw == "EF05.07");
        }
    }
    SECTION("records that are no records") {
        ScriptedCard card{OPENED,
                          {"00B2010012", "7FFE5A019000"},
                          {"00B2010412", "7FFE5A019000"},
                          {"00B20105FF", "7FFE5A019000"}};
        const auto read = read_card(card);
        CHECK(card.unexpected == "");
        REQUIRE(!read);
        CHECK(read.error().code == Code::MediaBroken);
    }
    SECTION("memory failure") {
        ScriptedCard card{OPENED, {"00B2010012", "6581"}};
        const auto read = read_card(card);
        REQUIRE(!read);
        CHECK(read.error().code == Code::MediaBroken);
        CHECK(read.error().raw == "6581");
    }
    SECTION("nothing in any form") {
        ScriptedCard card{OPENED, {"00B2010012", "6F00"}, {"00B2010412", "6F00"}, {"00B20105FF", "6F00"}};
        const auto read = read_card(card);
        REQUIRE(!read);
        CHECK(read.error().code == Code::ProtocolFault);
        CHECK(read.error().raw == "6F00");
    }
}

TEST_CASE("a card that lost its state is asked once more from the start") {
    SECTION("and then answers") {
        ScriptedCard card{OPENED, {"00B2010012", "6986"}, OPENED, EF05_BY_IDENTIFIER, {SELECT_EF06, "6982"}};
        REQUIRE(read_card(card));
        CHECK(card.finished());
    }
    SECTION("and loses it again") {
        ScriptedCard card{OPENED, {"00B2010012", "6985"}, OPENED, {"00B2010012", "6985"}};
        const auto read = read_card(card);
        REQUIRE(!read);
        CHECK(read.error().code == Code::ProtocolFault);
        CHECK(read.error().raw == "6985");
        CHECK(card.finished());
    }
    SECTION("in the holder's file: the second time the card counts without its holder") {
        ScriptedCard card{OPENED, EF05_BY_IDENTIFIER, {SELECT_EF06, "9000"}, {"00B2080014", "6987"},
                          OPENED, EF05_BY_IDENTIFIER, {SELECT_EF06, "9000"}, {"00B2080014", "6987"}};
        const auto read = read_card(card);
        REQUIRE(read);
        check_issuer(*read);
        CHECK(!read->holder);
        CHECK(!read->holder_protected);
        CHECK(warned(*read, "holder_unreadable"));
        CHECK(card.finished());
    }
}

namespace {

tl::expected<CardData, circle::drivers::Error> holder_of(const char* r08, const char* r09, const char* r4e,
                                                         const char* r0d) {
    ScriptedCard card{OPENED,
                      EF05_BY_IDENTIFIER,
                      {SELECT_EF06, "9000"},
                      {"00B2080014", r08},
                      {"00B2090020", r09},
                      {"00B24E0016", r4e},
                      {"00B20A0003", R0A "9000"},
                      {"00B20B0003", "0B01FF9000"},
                      {"00B20C0005", R0C "9000"},
                      {"00B20D0006", r0d}};
    auto read = read_card(card);
    CHECK(card.unexpected == "");
    return read;
}

}  // namespace

TEST_CASE("the holder's name") {
    SECTION("a character that stands half in 09, half in 4E") {
        // 阿卜杜热合曼.阿卜杜艾尼艾合麦提, 31 bytes
        const auto read =
            holder_of(R08 "9000", "091EB0A2B2B7B6C5C8C8BACFC2FC2EB0A2B2B7B6C5B0ACC4E1B0ACBACFC2F3CC9000",
                      "4E14E1000000000000000000000000000000000000009000", R0D "9000");
        REQUIRE(read);
        REQUIRE(read->holder);
        CHECK(read->holder->name == "阿卜杜热合曼.阿卜杜艾尼艾合麦提");
        CHECK(read->holder->name_raw.size() == 31);
        CHECK(read->warnings.empty());
        CHECK(read->holder->nation.empty());
    }
    SECTION("a character of four bytes, and no 4E") {
        for (const char* absent : {"6A83", "6A88"}) {
            const auto read =
                holder_of(R08 "9000", "091EC5B7D1F49933D53600000000000000000000000000000000000000000000 9000",
                          absent, R0D "9000");
            REQUIRE(read);
            REQUIRE(read->holder);
            CHECK(read->holder->name == "欧阳\U0002CD0A");
        }
    }
    SECTION("a byte that is no character") {
        const auto read =
            holder_of(R08 "9000", "091ED1DDFFFF CABE0000000000000000000000000000000000000000000000009000",
                      R4E "9000", R0D "9000");
        REQUIRE(read);
        REQUIRE(read->holder);
        CHECK(warned(*read, "name_encoding"));
        CHECK(read->holder->name_raw == "\xD1\xDD\xFF\xFF\xCA\xBE");
    }
    SECTION("empty: no holder at all rather than half a one") {
        const auto read =
            holder_of(R08 "9000", "091E0000000000000000000000000000000000000000000000000000000000009000",
                      R4E "9000", R0D "9000");
        REQUIRE(read);
        CHECK(!read->holder);
        CHECK(warned(*read, "holder_incomplete"));
    }
}

TEST_CASE("the holder's numbers") {
    SECTION("a check character that does not fit is reported, the number stays") {
        const auto read =
            holder_of("08123433303130323139393030313031303031379000", R09 "9000", R4E "9000", R0D "9000");
        REQUIRE(read);
        REQUIRE(read->holder);
        CHECK(read->holder->id_number == "430102199001010017");
        CHECK(warned(*read, "id_number_check"));
    }
    SECTION("a birth date never written comes from the number and is marked") {
        const auto read = holder_of(R08 "9000", R09 "9000", R4E "9000", "0D04FFFFFFFF9000");
        REQUIRE(read);
        REQUIRE(read->holder);
        CHECK(read->holder->birth_date == "19900101");
        CHECK(warned(*read, "birth_date_derived"));
    }
}

TEST_CASE("old cards: empty version, years for dates, a card number whose check character does not fit") {
    ScriptedCard card{OPENED,
                      {"00B2010012", R01 "9000"},
                      {"00B207000B", "0709484130303030303132 9000"},
                      {"00B2020003", "0201009000"},
                      {"00B2030006", "0304000000009000"},
                      {"00B204000E", R04 "9000"},
                      {"00B2050006", "0504323031329000"},
                      {"00B2060006", "6A83"},
                      {SELECT_EF06, "6A82"},
                      {"00A4000002EF06", "6A82"}};
    const auto read = read_card(card);
    CHECK(card.unexpected == "");
    REQUIRE(read);
    CHECK(read->version.empty());
    CHECK(read->category.empty());
    CHECK(read->issued == "2012");
    CHECK(read->expires.empty());
    CHECK(warned(*read, "card_number_check"));
    CHECK(warned(*read, "holder_unreadable"));
}

TEST_CASE("a link that fails ends the reading with its own error, wherever it is") {
    const std::initializer_list<std::pair<const char*, const char*>> whole = {
        OPENED, EF05_BY_IDENTIFIER, {SELECT_EF06, "9000"}, {"00B2080014", R08 "9000"}};
    class Pulled final : public circle::drivers::card::Transceiver {
      public:
        Pulled(ScriptedCard& card, std::size_t after) : card_(card), left_(after) {}
        tl::expected<circle::drivers::card::Bytes, circle::drivers::Error> transceive(
            circle::drivers::card::ByteView command) override {
            if (left_-- == 0) return tl::unexpected(circle::drivers::card::fault(Code::MediaRemoved, "GONE"));
            return card_.transceive(command);
        }

      private:
        ScriptedCard& card_;
        std::size_t left_;
    };
    for (std::size_t after = 0; after < whole.size(); ++after) {
        ScriptedCard card(whole);
        Pulled pulled(card, after);
        const auto read = read_card(pulled);
        INFO(after);
        REQUIRE(!read);
        CHECK(read.error().code == Code::MediaRemoved);
    }
}

TEST_CASE("no text of a fault is empty, and none is the same for technician and resident") {
    for (int i = 0; i <= static_cast<int>(Code::Misconfigured); ++i) {
        const auto error = circle::drivers::card::fault(static_cast<Code>(i));
        INFO(name(error.code));
        CHECK(!error.operator_text.empty());
        CHECK(!error.resident_text.empty());
        CHECK(error.operator_text != error.resident_text);
    }
}
