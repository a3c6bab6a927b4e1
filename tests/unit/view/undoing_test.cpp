// A filing that is taken back: the last look, and how it stands in words that its state proves. "Taken back" is
// said only of what was answered or looked up, "nothing was done" only of what never left or was turned away.
#include <catch2/catch_test_macros.hpp>

#include "drivers/printer/layout.h"
#include "tests/unit/view/desk.h"

using namespace circle;
namespace sv = screens::view;
using test::FilingDesk;
using transaction::State;
using visit::Place;

namespace {

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

void undoing(FilingDesk& desk) {
    auto& filing = desk.state.visit->filing.emplace();
    filing.item = "I20";
    filing.code = "482913";
    filing.undoing = visit::Undoing{"2502",
                                    "trt_dcla_detl_sn",
                                    {{"trt_dcla_detl_sn", "Z00001"},
                                     {"diag_code", "I63"},
                                     {"reflin_medins_name", "长沙市演示医院"},
                                     {"refl_date", "2026-11-20"}}};
}

visit::Outcome& outcome(FilingDesk& desk, State state, const char* reason) {
    auto& made = desk.outcome(state, reason);
    made.item = "I20";
    made.transaction = "2502";
    made.words = {{"转往医院", "长沙市演示医院"}};
    return made;
}

std::string words_of(const sv::ResultBody& body) {
    std::string words = body.title.words + "\n" + body.line.words + "\n";
    for (const auto& card : body.cards) {
        words += card.title.words + "\n";
        for (const auto& line : card.lines) words += line.words + "\n";
        for (const auto& fact : card.facts) words += fact.label.words + ": " + fact.value.words + "\n";
    }
    return words;
}

}  // namespace

TEST_CASE("before it is taken back she sees which filing it is, and nothing asks to be filled in") {
    FilingDesk desk;
    undoing(desk);
    const auto body = desk.body<sv::ReviewBody>(Place::Review);
    CHECK(body.title.words == "确定撤销这条备案吗？");
    CHECK(body.steps.names.empty());
    CHECK(body.code->code.words == "482 913");
    CHECK(body.primary->label.words == "确定撤销");
    CHECK(body.primary->enabled);
    std::string all;
    for (const auto& row : body.answers) {
        CHECK(row.edit.empty());
        CHECK(row.fault.empty());
        all += row.label.words + ": " + row.value.words + "\n";
    }
    for (const auto* part :
         {"撤销：转诊转院", "转往医院: 长沙市演示医院", "转院日期: 2026-11-20", "张*英", "431*************24"})
        CHECK(holds(all, part));
    CHECK_FALSE(holds(all, "I63"));  // the diagnosis
    desk.state.line.up = false;
    const auto stopped = desk.body<sv::ReviewBody>(Place::Review);
    CHECK(stopped.title.words == "现在还不能撤销");
    CHECK_FALSE(stopped.primary->enabled);
    CHECK(holds(stopped.lead.words, "连接断了"));
}

TEST_CASE("an undoing is told by what its state proves") {
    struct Case {
        State state;
        const char* reason;
        const char* title;
        const char* says;
        sv::Tone tone;
    };
    const Case cases[] = {
        {State::Accepted, "", "已撤销", "平台已经答复", sv::Tone::Good},
        {State::Confirmed, "equal_row", "已经核实，撤销了", "少了一条", sv::Tone::Good},
        {State::Absent, "already_gone", "没有再撤：平台已经没有这条备案", "不用再撤销", sv::Tone::Info},
        {State::Absent, "list_unread", "没有撤销，什么也没有做", "还在不在", sv::Tone::Bad},
        {State::Absent, "not_there", "没有撤销，什么也没有做", "这一条还在", sv::Tone::Bad},
        {State::Absent, "connect", "没有撤销，什么也没有做", "没有连上医保平台", sv::Tone::Bad},
        {State::Refused, "field", "没有撤销，什么也没有做", "退回了", sv::Tone::Bad},
        {State::Refused, "", "没有撤销，什么也没有做", "退回了", sv::Tone::Bad},
        {State::Drafted, "held_back", "没有撤销，什么也没有做", "还待确认", sv::Tone::Bad},
        {State::Recorded, "", "撤销的结果待确认", "还没有发出", sv::Tone::Caution},
        {State::Sending, "", "撤销的结果待确认", "还没有答复", sv::Tone::Caution},
        {State::Unknown, "timeout", "撤销的结果待确认", "还没有答复", sv::Tone::Caution},
        {State::Unknown, "crash", "撤销的结果待确认", "可能", sv::Tone::Caution},
        {State::HandedOver, "several_equal", "要由工作人员核对", "不止一条", sv::Tone::Caution},
        {State::HandedOver, "list_lost", "要由工作人员核对", "撤销的结果", sv::Tone::Caution},
    };
    for (const auto& one : cases) {
        FilingDesk desk;
        undoing(desk);
        outcome(desk, one.state, one.reason);
        const auto body = desk.body<sv::ResultBody>(Place::Result);
        const auto said = words_of(body);
        INFO(said);
        CHECK(body.title.words == one.title);
        CHECK(body.tone == one.tone);
        CHECK(holds(body.line.words, one.says));
        CHECK(body.steps.names.empty());
        CHECK(holds(said, "办理事项: 撤销：转诊转院"));
        CHECK(holds(said, "备案编号: Z00001"));
        const bool done = one.tone == sv::Tone::Good;
        CHECK(holds(said, "\n撤销的备案\n") == done);
        CHECK(holds(said, "要撤销的备案") == !done);
        // What belongs to a filing is not said of one that is taken back.
        for (const auto* part : {"受理", "办上了", "多久办好", "转诊转院证明", "收下的内容", "填写的内容"})
            CHECK_FALSE(holds(said, part));
        if (body.tone == sv::Tone::Caution) CHECK(holds(said, "请不要再撤一次"));
    }
}

TEST_CASE("told later or asked for by code it is still an undoing") {
    FilingDesk desk;
    outcome(desk, State::Confirmed, "equal_row").code.clear();
    desk.state.visit->earlier = {*desk.state.visit->outcome};
    desk.state.visit->to_show = 1;
    auto body = desk.body<sv::ResultBody>(Place::Result);
    CHECK(body.title.words == "上次办理的结果：已经核实，撤销了");
    CHECK(holds(words_of(body), "转往医院: 长沙市演示医院"));
    desk.state.visit->earlier.clear();
    desk.state.visit->to_show = 0;
    desk.state.visit->person.reset();
    auto& asked = outcome(desk, State::Accepted, "");
    asked.by_code = true;
    asked.item.clear();  // as the journal gives it
    asked.words.clear();
    body = desk.body<sv::ResultBody>(Place::Result);
    CHECK(body.title.words == "按办理码查到：已撤销");
    for (const auto* part : {"转诊", "长沙", "Z00001"}) CHECK_FALSE(holds(words_of(body), part));
}

TEST_CASE("another matter of the same item is no undoing") {
    FilingDesk desk;
    undoing(desk);
    desk.state.visit->filing->undoing.reset();
    outcome(desk, State::Accepted, "").transaction = "2501";
    CHECK(desk.body<sv::ResultBody>(Place::Result).title.words == "已受理");
}

TEST_CASE("while it is taken back the page says so") {
    FilingDesk desk;
    undoing(desk);
    outcome(desk, State::Sending, "");
    CHECK(desk.body<sv::MomentBody>(Place::Sending).title.words == "正在撤销，请不要离开");
}

TEST_CASE("the slip of an undoing: which filing, how it stands, its code; no papers to be brought") {
    FilingDesk desk;
    undoing(desk);
    outcome(desk, State::Accepted, "");
    desk.state.visit->printing = visit::Printing{.composed_ms = desk.now.unix_ms, .matter = 7};
    for (const int columns : {drivers::printer::kColumns80, drivers::printer::kColumns58}) {
        std::string paper;
        for (const auto& line :
             drivers::printer::lay_out(view::slip(desk.state, desk.scene(), desk.texts), columns))
            paper += line.text + "\n";
        INFO(paper);
        for (const auto* part : {"撤销：转诊转院", "备案编号", "Z00001", "已撤销", "长沙市演示医院", "482 913"})
            CHECK(holds(paper, part));
        for (const auto* part : {"受理", "一次性告知", "转诊转院证明", "I63", "19580604", "张𬴊英"})
            CHECK_FALSE(holds(paper, part));
    }
}
