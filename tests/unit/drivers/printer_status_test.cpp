// What a printer says, and what is concluded from it (devices.md §4.2, §4.3).
#include <catch2/catch_test_macros.hpp>

#include "drivers/printer/outcome.h"
#include "drivers/printer/status.h"

using namespace circle::drivers;
using namespace circle::drivers::printer;

namespace {

std::vector<Token> tokens(std::initializer_list<int> bytes) {
    StatusParser parser;
    std::vector<Token> out;
    for (const int byte : bytes) {
        if (auto token = parser.take(static_cast<std::uint8_t>(byte))) out.push_back(*token);
    }
    return out;
}
using Tokens = std::vector<Token>;

Condition clean() { return read_real_time({0x12, 0x12, 0x12, 0x12}); }

Evidence whole() {
    return {
        .reached = true, .answers = true, .sent_any = true, .fence = true, .before = clean(), .after = clean()};
}

}  // namespace

TEST_CASE("answers are told apart by their patterns") {
    CHECK(tokens({0x12}) == Tokens{RealTime{0x12}});
    CHECK(tokens({0x7E}) == Tokens{RealTime{0x7E}});
    CHECK(tokens({0x00}) == Tokens{Queued{0x00}});
    CHECK(tokens({0x10, 0x00, 0x00, 0x00}) == Tokens{AutoStatus{{0x10, 0x00, 0x00, 0x00}}});
    CHECK(tokens({0x37, 0x22, 'A', 'B', 'C', 'D', 0x00}) == Tokens{ProcessId{{'A', 'B', 'C', 'D'}}});
    CHECK(tokens({0x5F, 'E', 'P', 0x00}) == Tokens{Text{"EP"}});
    CHECK(tokens({0x80, 0x90, 0xFF}).empty());
}

TEST_CASE("a group of automatic status hides no fence, and its tail is none") {
    CHECK(tokens({0x10, 0x00, 0x00, 0x00, 0x00}) == Tokens{AutoStatus{{0x10, 0, 0, 0}}, Queued{0}});
    CHECK(tokens({0x00, 0x10, 0x00, 0x00, 0x00}) == Tokens{Queued{0}, AutoStatus{{0x10, 0, 0, 0}}});
    CHECK(tokens({0x10, 0x00, 0x00}).empty());
    CHECK(tokens({0x10, 0x00, 0x12}) == Tokens{RealTime{0x12}});
    CHECK(tokens({0x10, 0x00, 0x10, 0x00, 0x00, 0x0C}) == Tokens{AutoStatus{{0x10, 0, 0, 0x0C}}});
}

TEST_CASE("XON and XOFF may stand anywhere") {
    CHECK(tokens({0x10, 0x13, 0x00, 0x11, 0x00, 0x00}) == Tokens{AutoStatus{{0x10, 0, 0, 0}}});
    CHECK(tokens({0x37, 0x22, 'A', 0x13, 'B', 'C', 'D', 0x11, 0x00}) ==
          Tokens{ProcessId{{'A', 'B', 'C', 'D'}}});
    StatusParser parser;
    parser.take(0x13);
    CHECK(parser.stopped());
    parser.take(0x12);
    CHECK(parser.stopped());
    parser.take(0x11);
    CHECK(!parser.stopped());
}

TEST_CASE("texts are bounded, and what breaks off is no answer") {
    StatusParser parser;
    parser.take(0x5F);
    for (int i = 0; i < 100000; ++i) parser.take(0x4F);
    const auto end = parser.take(0x00);
    CHECK((!end || !std::holds_alternative<Text>(*end)));
    CHECK(tokens({0x37, 0x22, 'A', 0x00}) == Tokens{Queued{0}});
    CHECK(tokens({0x37, 0x23}).size() == 1);  // 23 alone has the pattern of a queued answer
}

TEST_CASE("the bits of DLE EOT 1 to 4") {
    CHECK(clean().clean());
    CHECK(read_real_time({0x1A, 0x16, 0x12, 0x12}).cover_open);
    CHECK(read_real_time({0x1A, 0x32, 0x12, 0x7E}).paper_out);
    CHECK(read_real_time({0x12, 0x12, 0x12, 0x72}).paper_out);
    CHECK(read_real_time({0x12, 0x12, 0x12, 0x1E}).paper_low);
    CHECK(read_real_time({0x12, 0x12, 0x12, 0x1E}).clean());
    CHECK(read_real_time({0x1A, 0x52, 0x1A, 0x12}).cutter);
    CHECK(read_real_time({0x1A, 0x52, 0x32, 0x12}).broken);
    CHECK(read_real_time({0x1A, 0x52, 0x52, 0x12}).error);
    CHECK(trouble_of(read_real_time({0x1A, 0x12, 0x12, 0x12})) == Trouble::Offline);
}

TEST_CASE("answers that are late by one, two or three are never taken for clean when something is wrong") {
    const std::array<std::uint8_t, 4> wrongs[] = {{0x1A, 0x16, 0x12, 0x12},   // cover
                                                  {0x1A, 0x32, 0x12, 0x7E},   // paper
                                                  {0x1A, 0x52, 0x1A, 0x12},   // cutter
                                                  {0x1A, 0x52, 0x32, 0x12},   // unrecoverable
                                                  {0x1A, 0x52, 0x52, 0x12}};  // hot
    for (const auto& w : wrongs) {
        for (unsigned late = 0; late < 4; ++late) {
            std::array<std::uint8_t, 4> seen{};
            for (unsigned i = 0; i < 4; ++i) seen[i] = w[(i + 4 - late) % 4];
            CHECK(!read_real_time(seen).clean());
        }
    }
}

TEST_CASE("the bits of automatic status") {
    CHECK(read_auto({0x10, 0, 0, 0}).clean());
    CHECK(read_auto({0x38, 0, 0, 0}).cover_open);
    CHECK(read_auto({0x18, 0x08, 0, 0}).cutter);
    CHECK(read_auto({0x18, 0x20, 0, 0}).broken);
    CHECK(read_auto({0x10, 0, 0x03, 0}).paper_low);
    CHECK(read_auto({0x18, 0, 0x0F, 0}).paper_out);
}

TEST_CASE("done needs the fence and a clean status behind it") {
    CHECK(decide(whole()).certainty == Certainty::Done);
    for (const int without : {1, 2, 3}) {
        Evidence e = whole();
        if (without == 1) e.fence = false;
        if (without == 2) e.after.reset();
        if (without == 3) e.after = read_real_time({0x1A, 0x32, 0x12, 0x7E});
        CHECK(decide(e).certainty == Certainty::Unknown);
        CHECK(decide(e).trouble != Trouble::None);
    }
    Evidence mute = whole();
    mute.answers = false;
    mute.before.reset();
    mute.after.reset();
    CHECK(decide(mute).certainty == Certainty::Unknown);
    CHECK(decide(mute).trouble == Trouble::Mute);
}

TEST_CASE("not done when nothing left, with the reason") {
    CHECK(decide({}).certainty == Certainty::NotDone);
    CHECK(decide({}).trouble == Trouble::Gone);
    Evidence e{.reached = true, .answers = true, .before = read_real_time({0x1A, 0x32, 0x12, 0x7E})};
    CHECK(decide(e).certainty == Certainty::NotDone);
    CHECK(decide(e).trouble == Trouble::PaperOut);
    e.before.reset();
    CHECK(decide(e).trouble == Trouble::Silent);
    e.held = true;
    CHECK(decide(e).trouble == Trouble::Held);
    e.withdrawn = true;
    CHECK(decide(e).trouble == Trouble::Cancelled);
}

TEST_CASE("every trouble has a code, two texts and a raw name") {
    for (int i = static_cast<int>(Trouble::Cancelled); i <= static_cast<int>(Trouble::Settings); ++i) {
        const Error error = fault(static_cast<Trouble>(i), "tcp:printer:9100");
        CHECK(!error.raw.empty());
        CHECK(error.operator_text.find("tcp:printer:9100") != std::string::npos);
        CHECK(!error.resident_text.empty());
    }
}
