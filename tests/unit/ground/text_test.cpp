#include <catch2/catch_test_macros.hpp>

#include "kiosk/ground/mask.h"
#include "kiosk/ground/money.h"
#include "kiosk/ground/stamp.h"
#include "kiosk/ground/texts.h"
#include "kiosk/ground/utf8.h"

using namespace circle;

TEST_CASE("money is parsed to the last 分 or not at all") {
    CHECK(parse_yuan("1286.40") == 128640);
    CHECK(parse_yuan("0") == 0);
    CHECK(parse_yuan("-3.5") == -350);
    CHECK(parse_yuan("12.3400") == 1234);
    CHECK(parse_yuan("99999999999999.99") == 9999999999999999);
    for (const auto* bad :
         {"", "-", ".5", "1.", "1.234", "1,286.40", "1e3", "0x10", " 1", "1 ", "100000000000000", "NaN"}) {
        INFO(bad);
        CHECK_FALSE(parse_yuan(bad));
    }
}

TEST_CASE("money is written with groups of three") {
    CHECK(format_yuan(128640) == "1,286.40");
    CHECK(format_yuan(5) == "0.05");
    CHECK(format_yuan(-350) == "-3.50");
    CHECK(format_yuan(100000000) == "1,000,000.00");
}

TEST_CASE("a number shows its first three and last two characters at most") {
    CHECK(mask_number("430102199001010016") == "430*************16");
    CHECK(mask_number("A00000011") == "A00****11");
    CHECK(mask_number("1234567") == "*******");
    CHECK(mask_number("").empty());
}

TEST_CASE("a name is masked by characters, never inside one") {
    CHECK(mask_name("张秀英") == "张*英");
    CHECK(mask_name("李𬴊") == "李*");
    CHECK(mask_name("欧阳修文") == "欧**文");
    CHECK(mask_name("王") == "*");
    CHECK(mask_name("\xFF\xFE") == "*");
}

TEST_CASE("foreign text is cut by characters and loses what a screen must not get") {
    CHECK(presentable("张𬴊英", 2) == "张𬴊");
    CHECK(presentable("a\x01\x7f\u202e\u200b\u0085z", 10) == "az");
    CHECK(presentable("\xE5\xBC", 10) == "\uFFFD\uFFFD");
    CHECK(presentable("\xC0\xAF", 10) == "\uFFFD\uFFFD");  // overlong
    CHECK(presentable("\xED\xA0\x80", 1) == "\uFFFD");     // surrogate
    CHECK_FALSE(characters("\xF4\x90\x80\x80"));           // above U+10FFFF
    CHECK(characters("一a𱅒")->size() == 3);
}

TEST_CASE("civil time is Asia/Shanghai") {
    // 2026-11-22 15:59:59 UTC is 23:59:59 on Sunday the 22nd; one second later it is Monday.
    const auto last = civil(1795363199000);
    CHECK(iso_date(last.date) == "2026-11-22");
    CHECK(last.hour == 23);
    CHECK(last.weekday == 7);
    const auto next = civil(1795363200000);
    CHECK(iso_date(next.date) == "2026-11-23");
    CHECK(next.hour == 0);
    CHECK(next.weekday == 1);
}

TEST_CASE("values are filled in once and as they are") {
    CHECK(fill("第 {page} 页，共 {pages} 页", {{"page", "1"}, {"pages", "{page}"}}) == "第 1 页，共 {page} 页");
    CHECK(fill("{unknown} {", {{"page", "1"}}) == "{unknown} {");
}

TEST_CASE("a broken catalogue of texts is refused, not read past its end") {
    CHECK_FALSE(Texts::parse(""));
    CHECK_FALSE(Texts::parse("not a catalogue at all, only some words"));
    std::string bytes("\xde\x12\x04\x95\0\0\0\0\x01\0\0\0\x1c\0\0\0\x24\0\0\0",
                      20);  // one text, tables outside
    CHECK_FALSE(Texts::parse(bytes));
    bytes += std::string("\0\0\0\0\0\0\0\0", 8);
    CHECK_FALSE(Texts::parse(bytes));
    CHECK(Texts()("原文") == "原文");
}
