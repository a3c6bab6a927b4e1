// How matters stand, what she is told, and her judgement.
#include "tests/unit/visit/drill.h"

using namespace circle;
using drill::Drill;
using transaction::State;
using visit::Place;

namespace {

visit::Outcome earlier(std::uint64_t matter, State state, std::string transaction = "LC13") {
    visit::Outcome one;
    one.matter = matter;
    one.item = "I13";
    one.transaction = std::move(transaction);
    one.state = state;
    return one;
}

}  // namespace

TEST_CASE("accepted: told when she says so, not before") {
    Drill drill;
    drill.to_result();
    CHECK(drill.count<visit::Tell>(drill.all) == 0);
    drill.touch("result.done");
    REQUIRE(drill.find<visit::Tell>(drill.last) != nullptr);
    CHECK(drill.find<visit::Tell>(drill.last)->matter == 1);
    CHECK(drill.ended() == "done");
}

TEST_CASE("who walks away from the result was not told") {
    Drill drill;
    drill.to_result();
    drill.pass(200'000);
    drill.pass(200'000);
    CHECK(drill.ended() == "timed_out");
    CHECK(drill.count<visit::Tell>(drill.all) == 0);
}

TEST_CASE("unknown is shown as it is, and becomes known before her eyes") {
    Drill drill;
    drill.to_result(State::Unknown);
    CHECK(drill.state.visit->outcome->open());
    drill.moved(1, State::Confirmed, "by_key", "440-1");
    CHECK(drill.place() == Place::Result);
    CHECK(drill.state.visit->outcome->state == State::Confirmed);
    CHECK(drill.state.visit->outcome->handle == "440-1");
    drill.touch("result.done");
    CHECK(drill.count<visit::Tell>(drill.last) == 1);
}

TEST_CASE("an unknown end that she has read is not told for good") {
    Drill drill;
    drill.to_result(State::Unknown);
    drill.touch("result.home");
    CHECK(drill.place() == Place::Home);
    CHECK(drill.count<visit::Tell>(drill.all) == 0);
    drill.touch("home.item.I13");
    drill.touch("guide.begin");  // the same matter is held back, and shows how it stands
    CHECK(drill.place() == Place::Result);
    CHECK(drill.state.visit->outcome->matter == 1);
    CHECK_FALSE(drill.state.visit->filing);
}

TEST_CASE("sending ends by itself even when nobody says anything") {
    Drill drill;
    drill.to_review();
    drill.touch("review.send");
    drill.moved(1, State::Recorded);
    drill.pass(80'000);
    CHECK(drill.place() == Place::Result);
    CHECK(drill.state.visit->outcome->open());
}

TEST_CASE("the next time she is told first, then gets what she came for") {
    Drill drill;
    drill.earlier = {earlier(7, State::Confirmed), earlier(8, State::HandedOver, "2501")};
    drill.take(visit::JournalChanged{true, {}});
    drill.touch("idle.browse");
    drill.touch("home.item.I13");
    drill.touch("guide.begin");
    drill.touch("notice.agree");
    drill.insert();
    drill.read(drill::card_of("A00000011"));
    drill.answer(drill.state.visit->asking, drill::person_reply());
    REQUIRE(drill.place() == Place::Result);
    CHECK(drill.state.visit->outcome->matter == 7);
    drill.touch("rate.1");  // only what was just sent is judged
    CHECK(drill.count<visit::Rate>(drill.all) == 0);
    drill.touch("result.done");
    CHECK(drill.find<visit::Tell>(drill.last)->matter == 7);
    REQUIRE(drill.place() == Place::Result);
    CHECK(drill.state.visit->outcome->matter == 8);
    drill.touch("result.done");
    CHECK(drill.find<visit::Tell>(drill.last)->matter == 8);
    CHECK(drill.place() == Place::Form);
}

// The page has no such button; a touch may come late, from the page before.
TEST_CASE("the bar's way back leads past nothing that she must be told, nor out of what was just sent") {
    Drill drill;
    drill.earlier = {earlier(7, State::Confirmed)};
    drill.insert();
    drill.touch("notice.agree");
    drill.read(drill::card_of("A00000011"));
    drill.answer(drill.state.visit->asking, drill::person_reply());
    REQUIRE(drill.place() == Place::Result);
    drill.touch("bar.back");
    CHECK(drill.place() == Place::Result);

    Drill sent;
    sent.to_result(State::Unknown);
    sent.touch("bar.back");  // from home the same matter could be begun once more
    CHECK(sent.place() == Place::Result);
}

TEST_CASE("what is still open is shown every time, and held back") {
    Drill drill;
    drill.earlier = {earlier(7, State::Unknown)};
    drill.insert();
    drill.touch("notice.agree");
    drill.read(drill::card_of("A00000011"));
    drill.answer(drill.state.visit->asking, drill::person_reply());
    REQUIRE(drill.place() == Place::Result);
    drill.touch("result.done");
    CHECK(drill.place() == Place::Home);
    CHECK(drill.count<visit::Tell>(drill.all) == 0);
    drill.take(visit::JournalChanged{true, {}});
    drill.touch("home.item.I13");
    drill.touch("guide.begin");
    CHECK(drill.place() == Place::Result);
    drill.moved(7, State::Confirmed);  // settled meanwhile
    drill.touch("result.home");
    CHECK(drill.count<visit::Tell>(drill.all) == 1);
    drill.touch("home.item.I13");
    drill.touch("guide.begin");
    CHECK(drill.place() == Place::Form);
}

TEST_CASE("a good judgement is one touch, and cannot be altered") {
    Drill drill;
    drill.to_result();
    drill.touch("rate.2");
    REQUIRE(drill.find<visit::Rate>(drill.last) != nullptr);
    CHECK(drill.find<visit::Rate>(drill.last)->level == 2);
    drill.touch("rate.5");
    drill.touch("rate.reason.slow");
    CHECK(drill.count<visit::Rate>(drill.all) == 1);
}

TEST_CASE("a bad judgement waits for its reason, or goes without") {
    SECTION("with a reason") {
        Drill drill;
        drill.to_result();
        drill.touch("rate.5");
        CHECK(drill.count<visit::Rate>(drill.all) == 0);
        drill.touch("rate.reason.rude");  // none of ours
        drill.touch("rate.reason.slow");
        REQUIRE(drill.find<visit::Rate>(drill.last) != nullptr);
        CHECK(drill.find<visit::Rate>(drill.last)->reasons == std::vector<std::string>{"slow"});
        drill.touch("result.done");
        CHECK(drill.count<visit::Rate>(drill.all) == 1);
    }
    SECTION("without") {
        Drill drill;
        drill.to_result();
        drill.touch("rate.4");
        drill.touch("result.done");
        REQUIRE(drill.count<visit::Rate>(drill.all) == 1);
        CHECK(drill.find<visit::Rate>(drill.all)->reasons.empty());
    }
    SECTION("even when she walks away") {
        Drill drill;
        drill.to_result();
        drill.touch("rate.4");
        drill.pass(200'000);
        drill.pass(200'000);
        CHECK(drill.count<visit::Rate>(drill.all) == 1);
    }
    SECTION("and none at all when she touches nothing") {
        Drill drill;
        drill.to_result();
        drill.touch("result.done");
        CHECK(drill.count<visit::Rate>(drill.all) == 0);
    }
}

TEST_CASE("moves of other people's matters change nothing on screen") {
    Drill drill;
    drill.to_result(State::Unknown);
    drill.moved(99, State::Confirmed);
    CHECK(drill.state.visit->outcome->state == State::Unknown);
    drill.touch("bar.cancel");
    drill.moved(1, State::Confirmed);
    CHECK_FALSE(drill.state.visit);
}

TEST_CASE("the slip of a matter is printed from its result, and a second one is a copy") {
    Drill drill;
    drill.rules.has_printer = true;
    drill.take(drivers::printer::StateChanged{drivers::State::Ready, drivers::printer::Paper::Full, {}});
    drill.to_result();
    drill.touch("result.print");
    REQUIRE(drill.place() == Place::Paper);
    CHECK(drill.state.visit->printing->matter == 1);
    drill.touch("paper.print");
    const auto* print = drill.find<visit::Print>(drill.last);
    REQUIRE(print != nullptr);
    drill.take(drivers::printer::Printed{print->request, drivers::Certainty::Done, std::nullopt});
    drill.touch("paper.back");
    REQUIRE(drill.place() == Place::Result);
    drill.touch("result.print");
    CHECK(drill.state.visit->printing->copy);
}

TEST_CASE("the farewell knows that a matter stays behind, and forgets it with the next visit") {
    Drill drill;
    drill.to_result();
    drill.touch("result.done");
    REQUIRE(drill.place() == Place::Farewell);
    CHECK(drill.state.left_sealed);
    drill.remove();
    drill.insert();
    drill.touch("notice.decline");
    CHECK_FALSE(drill.state.left_sealed);
}
