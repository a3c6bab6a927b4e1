// The lines of a slip: columns, Chinese line breaks, what stands on paper.
#include <catch2/catch_test_macros.hpp>

#include "drivers/printer/layout.h"
#include "drivers/printer/text.h"

using namespace circle::drivers::printer;

namespace {

std::vector<std::string> texts(const Slip& slip, int columns) {
    std::vector<std::string> out;
    for (const Line& line : lay_out(slip, columns)) out.push_back(line.text);
    return out;
}
using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a Han takes two columns, ASCII one, a mark that combines none") {
    CHECK(columns_of("服务圈") == 6);
    CHECK(columns_of("No. 12") == 6);
    CHECK(columns_of("A服1") == 4);
    CHECK(columns_of("\U00020BB7") == 2);
    CHECK(columns_of("·") == 2);  // GBK writes it in two bytes
    CHECK(columns_of("e\u0301") == 1);
}

TEST_CASE("Han break anywhere, but closing signs never begin a line and opening ones never end one") {
    CHECK(texts({{Words{.text = "一二三四五六七"}}}, 8) == Texts{"一二三四", "五六七"});
    CHECK(texts({{Words{.text = "一二三四。五六"}}}, 8) == Texts{"一二三", "四。五六"});
    CHECK(texts({{Words{.text = "一二三（四五）"}}}, 8) == Texts{"一二三", "（四五）"});
    CHECK(texts({{Words{.text = "一二三四五）。六"}}}, 12) == Texts{"一二三四", "五）。六"});
}

TEST_CASE("words and numbers stay whole where they fit, and are cut where they cannot") {
    CHECK(texts({{Words{.text = "编号2026-0001请保存"}}}, 12) == Texts{"编号", "2026-0001请", "保存"});
    CHECK(texts({{Words{.text = "Please keep this slip"}}}, 12) == Texts{"Please keep", "this slip"});
    CHECK(texts({{Words{.text = "ABCDEFGHIJKLMNOP"}}}, 8) == Texts{"ABCDEFGH", "IJKLMNOP"});
    CHECK(texts({{Words{.text = "12345678 9"}}}, 8) == Texts{"12345678", "9"});
}

TEST_CASE("large words have half the columns") {
    const auto lines =
        lay_out({{Words{.text = "一二三四五", .bold = true, .large = true, .align = Align::Centre}}}, 16);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0] == Line{.text = "一二三四", .bold = true, .large = true, .align = Align::Centre});
    CHECK(lines[1].text == "五");
}

TEST_CASE("a fact stands in one line where it fits, else its value below its label") {
    CHECK(texts({{Fact{"姓名", "张三"}}}, 16) == Texts{"姓名        张三"});
    CHECK(texts({{Fact{"办理机构", "某某乡镇服务站"}}}, 16) == Texts{"办理机构", "  某某乡镇服务站"});
}

TEST_CASE("rules, codes, gaps and empty words") {
    const auto lines = lay_out({{Rule{}, Qr{"x", "扫码"}, Gap{2}, Words{.text = "一\n\n二"}, Words{}}}, 32);
    REQUIRE(lines.size() == 9);
    CHECK(lines[0].kind == LineKind::Rule);
    CHECK(lines[1] == Line{.kind = LineKind::Qr, .text = "x", .align = Align::Centre});
    CHECK(lines[2] == Line{.text = "扫码", .align = Align::Centre});
    CHECK(lines[3].text.empty());
    CHECK(lines[5].text == "一");
    CHECK(lines[6].text.empty());
    CHECK(lines[7].text == "二");
    CHECK(lines[8].text.empty());
    CHECK(lay_out({{Gap{-3}, Gap{1 << 30}}}, 32).size() == 20);
}

TEST_CASE("nothing that is no character reaches paper") {
    CHECK(texts({{Words{.text = "a\x1b@b\x10\x04\x01\u202E\u200Bc\td"}}}, 32) == Texts{"a@bc d"});
    CHECK(texts({{Words{.text = "\xC0\x80\xE4\xB8"}}}, 32) == Texts{"\uFFFD\uFFFD\uFFFD\uFFFD"});
}

TEST_CASE("no line is ever wider than the paper") {
    const std::string text =
        "（一）您的备案（2026-000123）已受理，abc。“引号”《书名》A一B二C三12345678901234567890！？……——";
    for (int columns = 8; columns <= 48; ++columns) {
        for (const bool large : {false, true}) {
            std::string joined;
            for (const Line& line : lay_out({{Words{.text = text, .large = large}}}, columns)) {
                CHECK(columns_of(line.text) <= (large ? columns / 2 : columns));
                joined += line.text;
            }
            CHECK(joined == text);
        }
    }
}

TEST_CASE("GBK is what the printer surely knows; what is not in it says so") {
    CHECK(to_gbk("张A1") == std::vector<std::uint8_t>{0xD5, 0xC5, 0x41, 0x31});
    CHECK(to_gbk("") == std::vector<std::uint8_t>{});
    CHECK(!to_gbk("\U00020BB7"));
    CHECK(!to_gbk("\u9FB4"));
    CHECK(!to_gbk("\uFFFD"));
}
