#include "drivers/card/field.h"

#include <catch2/catch_test_macros.hpp>

#include "drivers/card/gb18030.h"
#include "drivers/card/tlv.h"
#include "tests/unit/drivers/hex.h"

using namespace circle::drivers::card;

TEST_CASE("records are cut by tag and length") {
    const auto file = bytes("020133 0304332E3030 050420200101");
    const Records parsed = parse_records(file);
    REQUIRE(parsed.records.size() == 3);
    CHECK(!parsed.truncated);
    CHECK(hex(*find(parsed, 0x03)) == "332E3030");
    CHECK(!find(parsed, 0x07));
}

TEST_CASE("padding around records is skipped, what is cut off is not a record") {
    CHECK(parse_records(bytes("020133 FFFFFF")).records.size() == 1);
    CHECK(parse_records(bytes("020133 000000")).records.size() == 1);
    CHECK(parse_records(bytes("FF00 020133 FF 0A0131")).records.size() == 2);
    CHECK(parse_records(bytes("FFFFFFFF")).records.empty());
    CHECK(parse_records({}).records.empty());

    const auto cut_value = bytes("020133 0304332E");
    CHECK(parse_records(cut_value).records.size() == 1);
    CHECK(parse_records(cut_value).truncated);
    CHECK(parse_records(bytes("020133 03")).truncated);
    CHECK(parse_records(bytes("0200")).records.front().value.empty());
    CHECK(parse_records(Bytes(258, 0x01)).truncated == false);
    CHECK(parse_records(Bytes(258, 0x02)).records.size() <= 64);
}

TEST_CASE("cn fields are digits filled with F") {
    CHECK(digits(bytes("20200101")) == "20200101");
    CHECK(digits(bytes("43102F")) == "43102");
    CHECK(digits(bytes("123F FF")) == "123");
    CHECK(digits(bytes("FFFFFF")).empty());
    CHECK(digits({}).empty());
    CHECK(digits(bytes("12F3")).empty());
    CHECK(digits(bytes("1A")).empty());
}

TEST_CASE("an fields are printable characters filled with 00") {
    CHECK(text(bytes("332E3030")) == "3.00");
    CHECK(text(bytes("3133000000")) == "13");
    CHECK(text(bytes("31202020")) == "1");
    CHECK(text(bytes("FFFFFFFF")).empty());
    CHECK(text(bytes("00000000")).empty());
    CHECK(text(bytes("310033")).empty());
    CHECK(text(bytes("31B3")).empty());
}

TEST_CASE("dates are packed, or a year in characters") {
    CHECK(date(bytes("20200101")) == "20200101");
    CHECK(date(bytes("32303132")) == "2012");
    CHECK(date(bytes("FFFFFFFF")).empty());
    CHECK(date(bytes("00000000")).empty());
    CHECK(date(bytes("20201301")).empty());
    CHECK(date(bytes("20200132")).empty());
    CHECK(date(bytes("39393939")).empty());
}

TEST_CASE("check characters") {
    CHECK(card_number_check("D2143569X"));
    CHECK(card_number_check("A00000011"));
    CHECK(!card_number_check("A00000012"));
    CHECK(!card_number_check("A0000001"));
    CHECK(!card_number_check("a00000011"));
    for (const char* number : {"430102199001010016", "430102198502030029", "810000199003070031"})
        CHECK(id_number_check(number));
    CHECK(!id_number_check("430102199001010017"));
    CHECK(!id_number_check("43010219900101001"));
    CHECK(!id_number_check("4301021990010100AX"));
}

TEST_CASE("unwritten fields") {
    CHECK(unwritten(bytes("FFFF")));
    CHECK(unwritten(bytes("0000")));
    CHECK(unwritten({}));
    CHECK(!unwritten(bytes("FF00")));
}

TEST_CASE("names in GB18030 come out as UTF-8") {
    CHECK(decode_gb18030(bytes("D1DD CABE BCD7")).utf8 == "演示甲");
    CHECK(decode_gb18030(bytes("D1DD CABE BCD7")).complete);
    CHECK(decode_gb18030(bytes("C5B7 D1F4 9933D536")).utf8 == "欧阳\U0002CD0A");
    CHECK(decode_gb18030(bytes("FE9F")).utf8 == "\u4DAE");
    CHECK(decode_gb18030(bytes("9A37C536")).utf8 == "\U00031152");
    CHECK(decode_gb18030(bytes("8230B731")).utf8 == "\u36C3");
    CHECK(decode_gb18030(bytes("C2F2 2E A1A4 D2C0")).utf8 == "买.·依");
    CHECK(decode_gb18030({}).utf8.empty());
    CHECK(decode_gb18030({}).complete);
}

TEST_CASE("both editions of GB18030 give the characters that Unicode assigns today") {
    const struct {
        const char* code;
        const char* character;
    } table[] = {
        {"FE59", "\u9FB4"},     {"FE61", "\u9FB5"},     {"FE66", "\u9FB6"},     {"FE67", "\u9FB7"},
        {"FE6D", "\u9FB8"},     {"FE7E", "\u9FB9"},     {"FE90", "\u9FBA"},     {"FEA0", "\u9FBB"},
        {"A6D9", "\uFE10"},     {"A6DA", "\uFE12"},     {"A6DB", "\uFE11"},     {"A6F3", "\uFE19"},
        {"82359037", "\u9FB4"}, {"82359134", "\u9FBB"}, {"84318236", "\uFE10"}, {"84318335", "\uFE19"},
    };
    for (const auto& row : table) {
        INFO(row.code);
        const Decoded decoded = decode_gb18030(bytes(row.code));
        CHECK(decoded.utf8 == row.character);
        CHECK(decoded.complete);
    }
}

TEST_CASE("bytes that are no character stay visible and are reported") {
    for (const char* code : {"D1", "D1DDCA", "FFFF", "80", "9933D5", "9933", "D1DD07"}) {
        INFO(code);
        const Decoded decoded = decode_gb18030(bytes(code));
        CHECK(!decoded.complete);
        CHECK(decoded.utf8.find("\uFFFD") != std::string::npos);
    }
    CHECK(decode_gb18030(bytes("FF D1DD")).utf8 == "\uFFFD演");
    const Decoded user_defined =
        decode_gb18030(bytes("AAA1"));  // U+E000: means something only to whoever defined it
    CHECK(!user_defined.complete);
    CHECK(user_defined.utf8 == "\uE000");
    CHECK(!decode_gb18030(Bytes(300, 0x41)).complete);
}
