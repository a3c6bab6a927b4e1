// The slip of a case: its parts in their order, what is empty left out, the QR code with the pick-up code
// alone.
#include "kiosk/documents/case_slip.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <variant>

#include "drivers/printer/layout.h"

using namespace circle;
using namespace circle::drivers::printer;

namespace {

documents::CaseSlip full() {
    documents::CaseSlip slip{.point = "龙潭街道医疗保障服务站", .title = "办理凭条", .copy_mark = "重打"};
    slip.facts = {{"受理编号", "SN-0017"}};
    slip.standing = "已受理";
    slip.standing_line = "平台已经答复：收到了。";
    slip.sections = {{"收下的内容", {{"地方", "广东省 东莞市"}}, {}}, {"还要带来", {}, {"居住证明"}}};
    slip.code = "482913";
    slip.code_label = "办理码";
    slip.code_shown = "482 913";
    slip.code_caption = "凭它查结果";
    slip.tail = {{"目录版本", "2026.11"}};
    slip.closing = "打印时的情况";
    return slip;
}

std::string text_of(const documents::CaseSlip& slip, int columns) {
    std::string text;
    for (const auto& line : lay_out(documents::case_slip(slip), columns)) text += line.text + "\n";
    return text;
}

}  // namespace

TEST_CASE("a case's slip has its parts in their order") {
    for (const int columns : {kColumns80, kColumns58}) {
        const auto text = text_of(full(), columns);
        std::size_t at = 0;
        for (const auto* part :
             {"服务站", "办理凭条", "重打", "SN-0017", "已受理", "收到了", "收下的内容", "东莞市", "还要带来",
              "居住证明", "办理码", "482 913", "482913", "凭它查结果", "2026.11", "打印时的情况"}) {
            const auto found = text.find(part, at);
            INFO(part << " in\n" << text);
            REQUIRE(found != std::string::npos);
            at = found;
        }
    }
}

TEST_CASE("the code says the digits and nothing else; without one there is none") {
    const auto slip = documents::case_slip(full());
    const auto is_qr = [](const Element& one) { return std::holds_alternative<Qr>(one); };
    REQUIRE(std::ranges::count_if(slip.elements, is_qr) == 1);
    CHECK(std::get<Qr>(*std::ranges::find_if(slip.elements, is_qr)).text == "482913");
    auto without = full();
    without.code.clear();
    CHECK(std::ranges::count_if(documents::case_slip(without).elements, is_qr) == 0);
    CHECK(text_of(without, kColumns80).find("办理码") == std::string::npos);
}

TEST_CASE("a part of which nothing is known has no heading") {
    auto slip = full();
    slip.sections[1].lines.clear();
    slip.copy_mark.clear();
    const auto text = text_of(slip, kColumns80);
    CHECK(text.find("还要带来") == std::string::npos);
    CHECK(text.find("重打") == std::string::npos);
}
