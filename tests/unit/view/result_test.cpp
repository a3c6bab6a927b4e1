// What a person is told of her matter: no more than its state proves; once rated, never again; and on paper the
// same.
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "drivers/printer/layout.h"
#include "drivers/printer/qr.h"
#include "tests/unit/view/desk.h"

using namespace circle;
namespace sv = screens::view;
using test::FilingDesk;
using transaction::State;
using visit::Place;

namespace {

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string words_of(const sv::ResultBody& body) {
    std::string words = body.title.words + "\n" + body.line.words + "\n";
    for (const auto& card : body.cards) {
        words += card.title.words + "\n";
        for (const auto& line : card.lines) words += line.words + "\n";
        for (const auto& fact : card.facts) words += fact.label.words + ": " + fact.value.words + "\n";
        if (card.strip) words += card.strip->title.words + "\n" + card.strip->body.words + "\n";
    }
    return words;
}

std::set<std::string> buttons_of(const sv::ResultBody& body) {
    std::set<std::string> ids;
    for (const auto& one : {body.primary, body.secondary}) {
        if (one) ids.insert(one->id);
    }
    for (const auto& card : body.cards) {
        if (card.action) ids.insert(card.action->id);
    }
    return ids;
}

std::string paper_of(FilingDesk& desk, int columns) {
    std::string text;
    for (const auto& line :
         drivers::printer::lay_out(view::slip(desk.state, desk.scene(), desk.texts), columns)) {
        CHECK(drivers::printer::columns_of(line.text) * (line.large ? 2 : 1) <= columns);
        text += (line.kind == drivers::printer::LineKind::Qr ? "QR " : "") + line.text + "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("only an answer or a look-up is called done; only a proof is called nothing done") {
    struct Case {
        State state;
        const char* reason;
        const char* title;
    };
    for (const auto& [state, reason, title] :
         {Case{State::Accepted, "", "已受理"}, Case{State::Confirmed, "equal_row", "已经核实，办上了"},
          Case{State::Refused, "field", "没有办成，什么也没有做"},
          Case{State::Absent, "connect", "没有办成，什么也没有做"},
          Case{State::Absent, "already_there", "没有再办：平台上已经有了"},
          Case{State::Unknown, "timeout", "结果待确认"}, Case{State::Sending, "", "结果待确认"},
          Case{State::Recorded, "", "结果待确认"}, Case{State::HandedOver, "day_over", "要由工作人员核对"},
          Case{State::Reversed, "by_2601", "已经撤回"}}) {
        FilingDesk desk;
        desk.filing();
        desk.outcome(state, reason);
        const auto body = desk.body<sv::ResultBody>(Place::Result);
        INFO(words_of(body));
        CHECK(body.title.words == title);
        CHECK((body.tone == sv::Tone::Good) == (state == State::Accepted || state == State::Confirmed));
        const auto said = words_of(body);
        CHECK(holds(said, "什么也没有做") == (body.tone == sv::Tone::Bad));
        if (body.tone != sv::Tone::Good) CHECK_FALSE(holds(said, "收下的内容"));
        CHECK(holds(said, "多久办好") == (body.tone == sv::Tone::Good));
    }
}

TEST_CASE("what was only recorded is not said to have been sent") {
    FilingDesk desk;
    desk.filing();
    desk.outcome(State::Recorded);
    CHECK(holds(desk.body<sv::ResultBody>(Place::Result).line.words, "还没有发出"));
    desk.outcome(State::Unknown, "crash");
    CHECK(holds(desk.body<sv::ResultBody>(Place::Result).line.words, "可能"));
    desk.outcome(State::Unknown, "timeout");
    CHECK(holds(desk.body<sv::ResultBody>(Place::Result).line.words, "已经发出"));
}

TEST_CASE("case number, limit and what is missing: known or said to be unknown") {
    FilingDesk desk;
    desk.filing();
    desk.outcome(State::Accepted);
    auto said = words_of(desk.body<sv::ResultBody>(Place::Result));
    CHECK(holds(said, "受理编号: 未知"));
    CHECK(holds(said, "没有查到公布的时限"));
    CHECK(holds(said, "居住证明"));  // of the papers she has still to bring
    desk.outcome(State::Accepted).handle = "SN-0017";
    CHECK(holds(words_of(desk.body<sv::ResultBody>(Place::Result)), "受理编号: SN-0017"));
    desk.outcome(State::Refused, "field").platform_words = "字段超长：tel";
    said = words_of(desk.body<sv::ResultBody>(Place::Result));
    CHECK(holds(said, "字段超长：tel"));
    CHECK_FALSE(holds(said, "居住证明"));
    CHECK(desk.body<sv::ResultBody>(Place::Result).cards.front().id == "result.next");
    CHECK_FALSE(holds(said, "受理编号"));
}

TEST_CASE("she may print, go on, finish or see a person; without a printer the code says how to ask") {
    FilingDesk desk;
    desk.filing();
    desk.outcome(State::Unknown, "timeout");
    CHECK(buttons_of(desk.body<sv::ResultBody>(Place::Result)) ==
          std::set<std::string>{"result.print", "result.home", "result.done", "result.counter"});
    desk.state.printer.printer = drivers::State::Faulted;
    const auto body = desk.body<sv::ResultBody>(Place::Result);
    CHECK_FALSE(buttons_of(body).contains("result.print"));
    CHECK(body.code->code.words == "482 913");
    CHECK(holds(words_of(body), "请记下办理码"));
    const auto page = desk.at(Place::Result);
    for (const auto& button : page.bar) CHECK(button.id != "bar.back");
}

TEST_CASE("five levels best first; a bad one asks why; sealed, it is not asked again") {
    FilingDesk desk;
    desk.filing();
    desk.outcome(State::Accepted);
    auto body = desk.body<sv::ResultBody>(Place::Result);
    REQUIRE(body.rating);
    REQUIRE(body.rating->levels.size() == 5);
    CHECK(body.rating->levels.front().label.words == "非常满意");
    CHECK(body.rating->levels.back().label.words == "非常不满意");
    CHECK_FALSE(body.rating->level);
    CHECK(body.rating->reasons.empty());
    desk.state.visit->judging.level = 4;
    body = desk.body<sv::ResultBody>(Place::Result);
    CHECK(*body.rating->level == 3);
    CHECK(body.rating->reasons.size() == std::size(visit::kRateReasons));
    desk.state.visit->judging.sealed = true;
    body = desk.body<sv::ResultBody>(Place::Result);
    CHECK_FALSE(body.rating);
    CHECK(body.cards.back().id == "result.thanks");
}

TEST_CASE("an earlier matter says that it is one; there is no rating and no slip of it") {
    FilingDesk desk;
    desk.outcome(State::Confirmed, "equal_row").code.clear();
    desk.state.visit->earlier = {*desk.state.visit->outcome};
    desk.state.visit->to_show = 1;
    const auto body = desk.body<sv::ResultBody>(Place::Result);
    CHECK(body.title.words == "上次办理的结果：已经核实，办上了");
    CHECK(holds(words_of(body), "广东省 东莞市"));
    CHECK(holds(words_of(body), "提交时间: 2026-11-22 10:00"));
    CHECK_FALSE(body.rating);
    CHECK(buttons_of(body) == std::set<std::string>{"result.done"});
}

TEST_CASE("asked for by its code, nothing about anybody is shown") {
    FilingDesk desk;
    desk.state.visit->person.reset();
    auto& outcome = desk.outcome(State::Refused, "field");
    outcome.by_code = true;
    outcome.handle = "SN-0017";
    outcome.platform_words = "张英的参保状态暂停";
    const auto said = words_of(desk.body<sv::ResultBody>(Place::Result));
    CHECK(holds(said, "没有办成"));
    for (const auto* part : {"SN-0017", "张英", "东莞", "异地"}) CHECK_FALSE(holds(said, part));
}

TEST_CASE("while it is sent there is no way back, and how long it takes is told") {
    FilingDesk desk;
    desk.filing();
    desk.outcome(State::Sending);
    desk.state.entered_ms = desk.now.steady_ms - 7'400;
    const auto page = desk.at(Place::Sending);
    std::set<std::string> bar;
    for (const auto& button : page.bar) bar.insert(button.id);
    CHECK(bar == std::set<std::string>{"bar.elder", "bar.language"});
    const auto& body = std::get<sv::MomentBody>(page.body);
    CHECK_FALSE(body.primary);
    CHECK_FALSE(body.secondary);
    CHECK(body.lines.back().words == "已等待 7 秒");
}

TEST_CASE("the slip of the case is what the page shows, masked, with its code and QR; a copy is marked") {
    FilingDesk desk;
    desk.filing();
    desk.outcome(State::Unknown, "timeout");
    desk.state.visit->printing =
        visit::Printing{.composed_ms = desk.now.unix_ms, .matter = desk.state.visit->outcome->matter};
    for (const int columns : {drivers::printer::kColumns80, drivers::printer::kColumns58}) {
        const auto paper = paper_of(desk, columns);
        INFO(paper);
        for (const auto* part : {"龙潭街道医疗保障服务站", "异地长期居住人员备案", "未知", "2026-11-22 10:00",
                                 "广东省 东莞市", "结果待确认", "482 913", "QR 482913\n", "投诉电话", "未登记"})
            CHECK(holds(paper, part));
        for (const auto* part : {"19580604", "13807355521", "138 0735", "张𬴊英", "4310210001", "重打"})
            CHECK_FALSE(holds(paper, part));
    }
    desk.state.visit->printing->copy = true;
    CHECK(holds(paper_of(desk, drivers::printer::kColumns80), "重打"));

    // The preview: line for line the same, the code with its very modules.
    const auto slip = view::slip(desk.state, desk.scene(), desk.texts);
    const auto lines = drivers::printer::lay_out(slip, desk.site.paper_columns);
    const auto body = desk.body<sv::PaperBody>(Place::Paper);
    REQUIRE(body.lines.size() == lines.size());
    int codes = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].kind != drivers::printer::LineKind::Qr) continue;
        ++codes;
        const auto code = drivers::printer::qr_code(lines[i].text);
        REQUIRE(code);
        CHECK(body.lines[i].qr.across == code->across);
        CHECK(body.lines[i].qr.dark == code->dark);
    }
    CHECK(codes == 1);
}
