// A sheet as it is read on screen, as lines of paper in both widths.
#include "kiosk/documents/sheet_slip.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "drivers/printer/layout.h"

using namespace circle;
using namespace circle::drivers::printer;
namespace sv = screens::view;

namespace {

sv::SheetBody sheet() {
    sv::SheetBody body;
    sv::Card person{.title = sv::personal("张𬴊英")};
    person.chip = sv::Chip{"正常参保", sv::Tone::Good};
    person.facts = {{.id = "a", .label = "证件号码", .value = sv::personal("431*************25")}};
    person.action = sv::Button{"query.print", "打印"};
    sv::Card filings{.title = "我的备案"};
    for (int i = 0; i < 15; ++i) {
        filings.facts.push_back({.id = "f",
                                 .label = "转诊转院",
                                 .value = sv::personal("某某医院\n2026-01-01 至 2026-06-30"),
                                 .chip = sv::Chip{"已结束"}});
    }
    sv::Card failed{.title = "有几项没有查到", .lines = {"只在屏幕上"}};
    failed.action = sv::Button{"query.again", "再查一次"};
    body.cards = {person, filings, failed};
    return body;
}

std::vector<std::string> lines(const documents::Letterhead& head, int columns) {
    std::vector<std::string> texts;
    for (const auto& line : lay_out(documents::sheet_slip(sheet(), head, "还有 {count} 条"), columns)) {
        texts.push_back(line.kind == LineKind::Rule ? "----" : line.text);
    }
    return texts;
}

bool holds(const std::vector<std::string>& texts, std::string_view what) {
    for (const auto& text : texts) {
        if (text.find(what) != std::string::npos) return true;
    }
    return false;
}

const documents::Letterhead kHead{.point = "龙潭街道医疗保障服务站",
                                  .title = "参保信息查询单",
                                  .facts = {{"打印时间", "2026-11-22 10:00"}},
                                  .closing = "不能代替参保凭证。"};

}  // namespace

TEST_CASE("paper says what the sheet says, in its order, without what can only be touched") {
    const auto texts = lines(kHead, kColumns80);
    REQUIRE(texts.size() > 6);
    CHECK(texts[0] == "龙潭街道医疗保障服务站");
    CHECK(texts[1] == "参保信息查询单");
    CHECK(texts[2] == "----");
    CHECK(texts[3] == "张𬴊英  正常参保");
    CHECK(texts[4].starts_with("证件号码"));
    CHECK(texts[4].ends_with("431*************25"));
    CHECK(columns_of(texts[4]) <= kColumns80);
    CHECK_FALSE(holds(texts, "再查一次"));
    CHECK_FALSE(holds(texts, "只在屏幕上"));
    CHECK(texts.back() == "不能代替参保凭证。");
}

TEST_CASE("a value of two lines keeps its first beside the label, its state behind it") {
    const auto texts = lines(kHead, kColumns80);
    CHECK(holds(texts, "某某医院  已结束"));
    CHECK(holds(texts, "2026-01-01 至 2026-06-30"));
}

TEST_CASE("a long list is cut and says how much is left out") {
    const auto texts = lines(kHead, kColumns80);
    CHECK(holds(texts, "还有 3 条"));
}

TEST_CASE("a copy is marked; a first print is not") {
    CHECK_FALSE(holds(lines(kHead, kColumns80), "重打"));
    auto copy = kHead;
    copy.copy_mark = "重打";
    CHECK(holds(lines(copy, kColumns80), "重打"));
}

TEST_CASE("no line is wider than the narrow paper") {
    for (const auto& line : lay_out(documents::sheet_slip(sheet(), kHead, "还有 {count} 条"), kColumns58)) {
        CHECK(columns_of(line.text) * (line.large ? 2 : 1) <= kColumns58);
    }
}
