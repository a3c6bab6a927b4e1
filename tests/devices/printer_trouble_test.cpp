// The conformance suite of the printer: its row of the fault matrix (devices.md §6.3). Whatever happens, the
// certainty is right, no slip comes out twice, and each has exactly one end.
#include <catch2/catch_test_macros.hpp>

#include "tests/devices/printer_rig.h"

using namespace circle::drivers;
using namespace circle::drivers::printer;
using rig::PrinterRig;
using On = rig::VirtualPrinter::On;

namespace {

Slip slip() {  // some 750 bytes
    Slip out;
    for (int i = 1; i <= 20; ++i)
        out.elements.emplace_back(Words{.text = "第" + std::to_string(i) + "行，凭条上的一行字，用来占地方。"});
    return out;
}

void expect(const Printed& printed, Certainty certainty, Code code, const char* raw) {
    CHECK(printed.certainty == certainty);
    REQUIRE(printed.error);
    CHECK(printed.error->code == code);
    CHECK(printed.error->raw == raw);
    CHECK(!printed.error->operator_text.empty());
    CHECK(!printed.error->resident_text.empty());
}

}  // namespace

TEST_CASE(
    "a printer that never answers is a printer without that ability: what it prints is unknown, never done") {
    for (const On on : {On::Tcp, On::Pty}) {
        PrinterRig rig(on, {}, {"silent"});
        CHECK(rig.last_state().state == State::Ready);
        CHECK(rig.last_state().paper == Paper::Unknown);
        const auto request = rig.submit(slip());
        expect(rig.done(request), Certainty::Unknown, Code::TimedOut, "MUTE");
        CHECK(rig.wait([&] { return rig.far_end.slips() == 1; }));
        CHECK(rig.completions(request) == 1);
        CHECK(rig.last_state().state == State::Ready);
    }
}

TEST_CASE("a printer that falls silent is sent nothing, and prints again when it answers") {
    PrinterRig rig;
    rig.far_end.say("fault silent");
    expect(rig.print(slip()), Certainty::NotDone, Code::TimedOut, "SILENT");
    CHECK(rig.reaches(State::Faulted));
    CHECK(rig.far_end.slips() == 0);
    CHECK(rig.far_end.field("rows") == "0");
    rig.far_end.say("clear");
    CHECK(rig.reaches(State::Ready));
    CHECK(rig.print(slip()).certainty == Certainty::Done);
    CHECK(rig.far_end.slips() == 1);
}

TEST_CASE("a printer that falls silent in the middle of a slip leaves it unknown") {
    PrinterRig rig;
    rig.far_end.say("fault slow");
    const auto request = rig.submit(slip());
    CHECK(rig.wait([&] { return rig.far_end.field("rows") != "0"; }));
    rig.far_end.say("fault silent");
    expect(rig.done(request), Certainty::Unknown, Code::TimedOut, "NO_PROOF");
    CHECK(rig.completions(request) == 1);
    CHECK(rig.far_end.slips() <= 1);
}

TEST_CASE("a printer without fence can never give more than unknown") {
    PrinterRig rig(On::Tcp, {}, {"no_fence"});
    expect(rig.print(slip()), Certainty::Unknown, Code::TimedOut, "NO_PROOF");
    CHECK(rig.wait([&] { return rig.far_end.slips() == 1; }));
}

TEST_CASE("a printer that answers automatic status only is asked that way") {
    PrinterRig rig(On::Tcp, {}, {"no_dle"});
    CHECK(rig.last_state().paper == Paper::Full);
    CHECK(rig.print(slip()).certainty == Certainty::Done);
    CHECK(rig.far_end.slips() == 1);
}

TEST_CASE("out of paper, open cover: said before the first byte, nothing is sent; afterwards it prints again") {
    struct Case {
        const char* fault;
        Code code;
        const char* raw;
        Paper paper;
    };
    for (const Case& c : {Case{"paper_out", Code::NoMedia, "PAPER_OUT", Paper::Out},
                          Case{"cover_open", Code::DeviceFault, "COVER_OPEN", Paper::Full}}) {
        for (const On on : {On::Tcp, On::Pty}) {
            PrinterRig rig(on);
            rig.far_end.say(std::string("fault ") + c.fault);
            expect(rig.print(slip()), Certainty::NotDone, c.code, c.raw);
            CHECK(rig.reaches(State::Faulted));
            CHECK(rig.last_state().paper == c.paper);
            CHECK(rig.last_state().error->raw == c.raw);
            CHECK(rig.far_end.field("waiting") == "0");
            rig.far_end.say("clear");
            CHECK(rig.reaches(State::Ready));
            CHECK(rig.far_end.slips() == 0);
            CHECK(rig.print(slip()).certainty == Certainty::Done);
            CHECK(rig.far_end.slips() == 1);
        }
    }
}

TEST_CASE("stale answers do not hide what is wrong, before a slip or after it") {
    PrinterRig rig(On::Tcp, {}, {"stale"});
    CHECK(rig.print(slip()).certainty == Certainty::Done);
    rig.far_end.say("fault paper_out");
    CHECK(rig.print(slip()).certainty == Certainty::NotDone);
    rig.far_end.say("clear");
    rig.far_end.say("fault stale");
    rig.far_end.say("fault paper_out_after 300");
    CHECK(rig.print(slip()).certainty == Certainty::Unknown);
    rig.far_end.say("clear");
    rig.far_end.say("fault stale");
    rig.far_end.say("fault cutter_jam");
    CHECK(rig.print(slip()).certainty == Certainty::Unknown);
}

TEST_CASE("automatic status and XON between the answers are told apart from the fence") {
    for (const On on : {On::Tcp, On::Pty}) {
        PrinterRig rig(on, {}, {"asb_mixed"});
        CHECK(rig.print(slip()).certainty == Certainty::Done);
        CHECK(rig.far_end.slips() == 1);
        rig.far_end.say("fault paper_out_after 300");
        CHECK(rig.print(slip()).certainty == Certainty::Unknown);
        CHECK(rig.far_end.slips() == 1);
    }
}

TEST_CASE(
    "paper that ends or a cover that opens in the middle of a slip leaves it unknown, and it is not printed "
    "again") {
    struct Case {
        const char* fault;
        Code code;
        const char* raw;
    };
    for (const Case& c : {Case{"paper_out_after 300", Code::NoMedia, "PAPER_OUT"},
                          Case{"cover_after 300", Code::DeviceFault, "COVER_OPEN"}}) {
        for (const char* maker : {"CIRCLE", "EPSON"}) {
            PrinterRig rig(On::Tcp, {"--maker", maker});
            CHECK(rig.print({{Words{.text = "第一张"}}}).certainty == Certainty::Done);
            rig.far_end.say(std::string("fault ") + c.fault);
            const auto request = rig.submit(slip());
            const auto printed = rig.done(request);
            expect(printed, Certainty::Unknown, c.code, c.raw);
            CHECK(!printed.error->retryable);
            CHECK(rig.reaches(State::Faulted));
            rig.far_end.say("clear");
            CHECK(rig.reaches(State::Ready));
            // The rest may still come out of a printer that kept it, but never a second time; an Epson's is
            // cleared.
            CHECK(rig.far_end.slips() <= 2);
            if (std::string(maker) == "EPSON") CHECK(rig.far_end.slips() == 1);
            CHECK(rig.completions(request) == 1);
        }
    }
}

TEST_CASE("a cutter that jams leaves the slip unknown") {
    PrinterRig rig;
    rig.far_end.say("fault cutter_jam");
    expect(rig.print(slip()), Certainty::Unknown, Code::DeviceFault, "CUTTER");
    CHECK(rig.far_end.slips() == 0);
}

TEST_CASE("XOFF for a while delays a slip, for long ends it without proof") {
    {
        PrinterRig rig;
        rig.far_end.say("fault xoff 1500");
        CHECK(rig.print(slip()).certainty == Certainty::Done);
        CHECK(rig.far_end.slips() == 1);
    }
    PrinterRig rig;
    rig.far_end.say("fault xoff 30000");
    const auto request = rig.submit(slip());
    const auto printed = rig.done(request);
    CHECK(printed.certainty != Certainty::Done);
    // Nothing of it came out while the certainty said so.
    CHECK(rig.far_end.field("rows") == "0");
    rig.far_end.say("clear");
    CHECK(rig.reaches(State::Ready));
    CHECK(rig.far_end.slips() <= (printed.certainty == Certainty::NotDone ? 0U : 1U));
    CHECK(rig.completions(request) == 1);
}

TEST_CASE(
    "a connection that is reset after any number of bytes: unknown when some of the slip left, else not done") {
    for (const int bytes : {1, 10, 24, 30, 60, 100, 200, 400, 600, 740, 770, 790}) {
        INFO("after " << bytes << " bytes");
        PrinterRig rig;
        CHECK(rig.print({{Words{.text = "第一张"}}}).certainty == Certainty::Done);
        rig.far_end.say("fault reset_after " + std::to_string(bytes));
        const auto request = rig.submit(slip());
        const auto printed = rig.done(request);
        CHECK(printed.certainty != Certainty::Done);
        REQUIRE(printed.error);
        rig.far_end.say("clear");
        CHECK(rig.reaches(State::Ready));
        // One whole slip more at most, and none when it was said not to be done; no half one either.
        const std::size_t more = rig.far_end.slips() - 1;
        CHECK(more <= (printed.certainty == Certainty::NotDone ? 0U : 1U));
        if (printed.certainty == Certainty::NotDone) CHECK(rig.far_end.field("rows") == "0");
        CHECK(rig.completions(request) == 1);
        CHECK(rig.print(slip()).certainty == Certainty::Done);
    }
}

TEST_CASE("paper that runs low is told, and prints") {
    PrinterRig rig;
    rig.far_end.say("fault near_end");
    CHECK(rig.print(slip()).certainty == Certainty::Done);
    CHECK(rig.reaches(State::Degraded));
    CHECK(rig.last_state().paper == Paper::Low);
}

TEST_CASE("a printer that is switched off is absent, and found again") {
    PrinterRig rig;
    rig.far_end.kill();
    expect(rig.print(slip()), Certainty::NotDone, Code::DeviceGone, "UNREACHABLE");
    CHECK(rig.reaches(State::Absent));
    CHECK(rig.last_state().error->code == Code::DeviceGone);
    const auto generation = rig.printer->health().generation;
    rig.far_end.start_again();
    CHECK(rig.reaches(State::Ready));
    CHECK(rig.printer->health().generation > generation);
    CHECK(rig.print(slip()).certainty == Certainty::Done);
}

TEST_CASE("cancelling a waiting slip keeps it from paper; one on its way ends with what became of it") {
    PrinterRig rig;
    rig.far_end.say("fault slow");
    const auto first = rig.submit(slip());
    const auto second = rig.submit(slip());
    CHECK(rig.wait([&] { return rig.far_end.field("rows") != "0"; }));
    rig.printer->cancel(second);
    rig.printer->cancel(second);
    rig.printer->cancel(first);
    expect(rig.done(second), Certainty::NotDone, Code::Cancelled, "CANCELLED");
    CHECK(rig.done(first).certainty == Certainty::Done);
    CHECK(rig.far_end.slips() == 1);
    CHECK(rig.completions(first) == 1);
    CHECK(rig.completions(second) == 1);
}

TEST_CASE("the driver's end completes every slip with what is known of it") {
    PrinterRig rig;
    rig.far_end.say("fault slow");
    const auto first = rig.submit(slip());
    const auto second = rig.submit(slip());
    CHECK(rig.wait([&] { return rig.far_end.field("rows") != "0"; }));
    rig.printer.reset();
    CHECK(rig.done(first).certainty == Certainty::Unknown);
    CHECK(rig.done(second).certainty == Certainty::NotDone);
}

TEST_CASE("more slips than may wait are refused at once") {
    PrinterRig rig;
    rig.far_end.say("fault xoff 2000");
    std::vector<std::uint64_t> requests;
    for (int i = 0; i < 12; ++i) requests.push_back(rig.submit({{Words{.text = "一行"}}}));
    expect(rig.done(requests.back()), Certainty::NotDone, Code::DeviceBusy, "QUEUE_FULL");
    for (const auto request : requests) CHECK(rig.done(request).certainty != Certainty::Unknown);
}
