// One filing as it is seen: the questions, the review, before anything is sent.
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/view/desk.h"

using namespace circle;
namespace sv = screens::view;
using test::FilingDesk;
using visit::Place;

namespace {

sv::Field field(FilingDesk& desk, const char* name) { return desk.body<sv::FormBody>(Place::Form, name).field; }

const sv::Answer* answer_of(const sv::ReviewBody& body, std::string_view name) {
    for (const auto& row : body.answers) {
        if (row.field == name) return &row;
    }
    return nullptr;
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("each kind of field has its own keys and shows what is answered") {
    FilingDesk desk;
    desk.filing();
    const auto tel = field(desk, "tel");
    CHECK(tel.value.words == "138 0735 5521");
    CHECK(tel.value.personal);
    CHECK(std::get<sv::DigitsField>(tel.kind).extra == sv::DigitsField::Extra::Dash);

    const auto begins = field(desk, "begndate");
    CHECK(begins.value.words == "2026年11月22日 星期日");
    const auto& date = std::get<sv::DateField>(begins.kind);
    CHECK(date.year.value.words == "2026");
    CHECK(date.day.value.words == "22");
    CHECK(date.quick.front().key == "today");
    CHECK(date.quick.front().chosen);

    const auto place = field(desk, "rloc_admdvs");
    CHECK(place.value.words == "广东省 东莞市");
    CHECK(place.value.personal);
    const auto& area = std::get<sv::AreaField>(place.kind);
    CHECK(area.upper.options.size() == 8);
    CHECK(area.upper.has_next);
    CHECK_FALSE(area.letters);

    const auto proof = field(desk, "proof_kind");
    const auto& choice = std::get<sv::ChoiceField>(proof.kind).list;
    REQUIRE(choice.options.size() == 2);
    CHECK(choice.options[0].key == "commitment");
    CHECK_FALSE(choice.options[0].chosen);
    CHECK(choice.options[1].chosen);
    CHECK(choice.options[1].label.personal);  // what she chose is not said aloud
    CHECK(choice.next.empty());               // one page

    CHECK(std::get<sv::YesNoField>(field(desk, "stay").kind).yes.chosen);
    const auto sign = field(desk, "signature");
    CHECK(std::get<sv::SignatureField>(sign.kind).strokes.size() == 2);
    CHECK(sign.value.words == "已写 2 笔");
}

TEST_CASE("the pad shows what is not a number yet, and an empty date is not today's") {
    FilingDesk desk;
    auto& filing = desk.filing();
    filing.answers["tel"] = "0735-22";
    filing.answers.erase("begndate");
    desk.judge();
    CHECK(field(desk, "tel").value.words == "0735-22");
    const auto begins = field(desk, "begndate");
    CHECK(begins.value.empty());
    CHECK(std::get<sv::DateField>(begins.kind).year.value.words == "–");
    CHECK_FALSE(std::get<sv::DateField>(begins.kind).quick.front().chosen);
}

TEST_CASE("a promise is shown with its text, and ticked only when it was given") {
    FilingDesk desk;
    auto& filing = desk.filing();
    filing.answers["proof_kind"] = "commitment";
    desk.judge();
    const auto before = field(desk, "promise");
    const auto& text = std::get<sv::CommitmentField>(before.kind);
    CHECK(holds(text.text.lines.front().words, "我承诺"));
    CHECK_FALSE(text.given);
    filing.answers["promise"] = "agreed";
    CHECK(std::get<sv::CommitmentField>(field(desk, "promise").kind).given);
}

TEST_CASE("letters take the place of the lists and say when nothing is found") {
    FilingDesk desk;
    auto& filing = desk.filing();
    filing.picking.by_letters = true;
    const auto nothing = std::get<sv::AreaField>(field(desk, "rloc_admdvs").kind);
    REQUIRE(nothing.letters);
    CHECK(nothing.letters->result.options.empty());
    filing.picking.typed = "DG";
    const auto some = std::get<sv::AreaField>(field(desk, "rloc_admdvs").kind);
    REQUIRE_FALSE(some.letters->result.options.empty());
    CHECK(some.letters->result.options.front().key == "441900");
    CHECK(some.letters->result.options.front().label.words == "广东省 东莞市");
    CHECK(some.letters->none.words != nothing.letters->none.words);
}

TEST_CASE("a fault is shown once she has left the field, and a question is answered by the same button") {
    FilingDesk desk;
    auto& filing = desk.filing();
    filing.answers["tel"] = "1380735";
    filing.answers["rloc_admdvs"] = "431000";  // the city she is insured in
    desk.judge();
    CHECK(field(desk, "tel").fault.empty());
    filing.judged = {"tel", "rloc_admdvs"};
    CHECK_FALSE(field(desk, "tel").fault.empty());
    CHECK(desk.body<sv::FormBody>(Place::Form, "tel").primary->label.words == "下一步");
    const auto place = desk.body<sv::FormBody>(Place::Form, "rloc_admdvs");
    CHECK(holds(place.field.fault.words, "参保城市"));
    CHECK(place.primary->label.words == "确定，下一步");
    CHECK(place.primary->id == "form.next");
}

TEST_CASE("the lead says where she is, the help, and what is worth knowing") {
    FilingDesk desk;
    desk.filing();
    const auto lead = desk.body<sv::FormBody>(Place::Form, "begndate").lead.words;
    CHECK(holds(lead, "第 3 问，共 6 问"));
    CHECK(holds(lead, "一般就是今天"));
    CHECK(holds(lead, "期满后出院也能结算"));  // a hint of the catalogue
}

TEST_CASE("the review shows every answer, masks the person, and shows the code before anything is sent") {
    FilingDesk desk;
    desk.filing();
    const auto body = desk.body<sv::ReviewBody>(Place::Review);
    CHECK(body.answers.size() == 8);  // matter, person, six questions; the promise is not asked
    CHECK(answer_of(body, "person")->value.words == "张*英  431*************24");
    CHECK(answer_of(body, "person")->value.personal);
    CHECK(answer_of(body, "person")->edit.empty());
    CHECK(answer_of(body, "tel")->value.words == "138 0735 5521");
    CHECK(answer_of(body, "tel")->edit.words == "改");
    CHECK(answer_of(body, "signature")->value.words == "已签名");
    REQUIRE(body.code);
    CHECK(body.code->code.words == "482 913");
    CHECK(body.primary->id == "review.send");
    CHECK(body.primary->enabled);
}

TEST_CASE("what cannot be sent says why, and its button is off") {
    FilingDesk desk;
    auto& filing = desk.filing();
    const auto off = [&](std::string_view why) {
        const auto body = desk.body<sv::ReviewBody>(Place::Review);
        INFO(body.lead.words);
        CHECK_FALSE(body.primary->enabled);
        CHECK(holds(body.lead.words, why));
        CHECK(body.title.words == "现在还不能提交");
    };
    filing.answers.erase("tel");
    desk.judge();
    off("标出");
    CHECK_FALSE(answer_of(desk.body<sv::ReviewBody>(Place::Review), "tel")->fault.empty());
    desk.filing();
    desk.state.line.up = false;
    off("连接断了");
    desk.state.line.up = true;
    desk.state.journal.usable = false;
    off("不能受理");
    desk.state.journal.usable = true;
    desk.state.visit->filing->numbers_refused = true;
    off("不能受理");
    desk.state.visit->filing->numbers_refused = false;
    desk.state.visit->filing->obstacle = "一句说明";
    const auto again = desk.body<sv::ReviewBody>(Place::Review);
    CHECK(again.title.words == "刚才没有提交成");
    CHECK(again.lead.words.find("一句说明") != std::string::npos);
    CHECK(again.primary->enabled);  // the next touch may do better
    desk.state.visit->filing->not_again = true;
    off("一句说明");
    desk.state.visit->filing->not_again = false;
    desk.state.visit->filing->obstacle.clear();
    CHECK(desk.body<sv::ReviewBody>(Place::Review).primary->enabled);
}

TEST_CASE("a guide begins the matter where it can be done, and the counter stays a way") {
    FilingDesk desk;
    const auto guide = desk.body<sv::SheetBody>(Place::Guide, "I13");
    CHECK(guide.primary->id == "guide.begin");
    CHECK(guide.primary->enabled);
    CHECK(guide.cards.front().action->id == "guide.counter");
    desk.state.journal.usable = false;
    const auto shut = desk.body<sv::SheetBody>(Place::Guide, "I13");
    CHECK_FALSE(shut.primary->enabled);
    CHECK(holds(shut.lead.words, "不能受理"));
    const auto other = desk.body<sv::SheetBody>(Place::Guide, "I01");
    CHECK(other.primary->id == "guide.counter");
}

TEST_CASE("a code asks for six digits and is no form of anybody") {
    FilingDesk desk;
    desk.state.visit->typed_code = "4829";
    desk.state.visit->code_trouble = "办理码是 6 位数字，请接着输";
    const auto body = desk.body<sv::FormBody>(Place::AskCode);
    CHECK(body.field.name == "code");
    CHECK(body.field.value.words == "482 9");
    CHECK(body.field.value.personal);
    CHECK_FALSE(body.field.fault.empty());
    CHECK(body.primary->id == "form.next");
}
