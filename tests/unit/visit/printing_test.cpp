// Her paper: never printed twice by itself, and the visit goes on whatever the printer does.
#include "tests/unit/visit/drill.h"

using namespace circle;
using drill::Drill;
using visit::Place;
using Stage = visit::Printing::Stage;

namespace {

drivers::Error fault() {
    drivers::Error error;
    error.code = drivers::Code::NoMedia;
    error.resident_text = "打印机没有纸了";
    return error;
}

void end(Drill& d, drivers::Certainty certainty) {
    std::optional<drivers::Error> error;
    if (certainty != drivers::Certainty::Done) error = fault();
    d.take(drivers::printer::Printed{d.state.visit->printing->request, certainty, error});
}

Stage stage(const Drill& d) { return d.state.visit->printing->stage; }

}  // namespace

TEST_CASE("paper is shown before it is printed, printed on her word, and told when it is out") {
    Drill d;
    d.to_paper();
    CHECK_FALSE(d.find<visit::Print>(d.all));
    CHECK(d.state.visit->printing->composed_ms == d.now.unix_ms);
    d.touch("paper.print");
    const auto* print = d.find<visit::Print>(d.last);
    REQUIRE(print);
    CHECK_FALSE(print->copy);
    CHECK(stage(d) == Stage::Running);
    d.touch("paper.print");  // a trembling finger
    CHECK_FALSE(d.find<visit::Print>(d.last));
    end(d, drivers::Certainty::Done);
    CHECK(stage(d) == Stage::Printed);
    d.touch("paper.done");
    CHECK_FALSE(d.state.visit);
}

TEST_CASE("what was surely not printed may be tried again; it is no copy") {
    Drill d;
    d.to_paper();
    d.touch("paper.print");
    end(d, drivers::Certainty::NotDone);
    CHECK(stage(d) == Stage::NotPrinted);
    CHECK(d.state.visit->printing->trouble_text == "打印机没有纸了");
    d.touch("paper.print");
    REQUIRE(d.find<visit::Print>(d.last));
    CHECK_FALSE(d.find<visit::Print>(d.last)->copy);
}

TEST_CASE("an uncertain print is never repeated by itself; a copy is her order and is marked") {
    Drill d;
    d.to_paper();
    d.touch("paper.print");
    end(d, drivers::Certainty::Unknown);
    CHECK(stage(d) == Stage::Uncertain);
    CHECK_FALSE(d.find<visit::Print>(d.last));
    d.pass(5'000);
    CHECK_FALSE(d.find<visit::Print>(d.last));
    d.touch("paper.print");  // not the button of this page
    CHECK_FALSE(d.find<visit::Print>(d.last));
    d.touch("paper.again");
    REQUIRE(d.find<visit::Print>(d.last));
    CHECK(d.find<visit::Print>(d.last)->copy);
}

TEST_CASE("what came out makes the next one of the same visit a copy, whatever way she comes back") {
    Drill d;
    d.to_paper();
    d.touch("paper.print");
    end(d, drivers::Certainty::Done);
    d.touch("paper.back");
    REQUIRE(d.place() == Place::Query);
    d.touch("query.print");
    d.touch("paper.print");
    REQUIRE(d.find<visit::Print>(d.last));
    CHECK(d.find<visit::Print>(d.last)->copy);
}

TEST_CASE("leaving calls back what has not begun; a late end belongs to nobody") {
    Drill d;
    d.to_paper();
    d.touch("paper.print");
    const auto request = d.state.visit->printing->request;
    d.touch("bar.cancel");
    const auto* stop = d.find<visit::StopPrinting>(d.last);
    REQUIRE(stop);
    CHECK(stop->request == request);
    d.take(drivers::printer::Printed{request, drivers::Certainty::Done, {}});
    CHECK_FALSE(d.state.visit);
}

TEST_CASE("without paper, or without a printer, there is no order") {
    Drill d;
    d.to_paper();
    d.take(drivers::printer::StateChanged{drivers::State::Faulted, drivers::printer::Paper::Out, fault()});
    d.touch("paper.print");
    CHECK_FALSE(d.find<visit::Print>(d.all));
    CHECK(d.state.printer.trouble_text == "打印机没有纸了");
    d.take(drivers::printer::StateChanged{drivers::State::Ready, drivers::printer::Paper::Full, {}});
    d.touch("paper.print");
    CHECK(d.find<visit::Print>(d.last));

    Drill none;
    none.come_home();
    none.touch("home.item.I07");
    none.touch("query.print");
    CHECK(none.place() == Place::Query);
}

TEST_CASE("nothing is printed while a question is open") {
    Drill d;
    d.rules.has_printer = true;
    d.come_home();
    d.touch("home.item.I07");
    REQUIRE_FALSE(d.open_questions().empty());
    d.touch("query.print");
    CHECK(d.place() == Place::Query);
}
