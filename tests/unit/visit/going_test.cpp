// The ways through a visit that goes well, and back.
#include "tests/unit/visit/drill.h"

using namespace drill;

TEST_CASE("from the invitation to her own insurance and home again") {
    Drill d;
    CHECK(d.place() == Place::Idle);
    d.touch("idle.start");
    CHECK(d.place() == Place::Notice);
    d.touch("notice.agree");
    CHECK(d.place() == Place::Identify);
    d.insert();
    CHECK(d.place() == Place::Reading);
    REQUIRE(d.find<visit::ReadCard>(d.last));

    d.read(card_of("A00000011"));
    const auto* ask = d.find<visit::Ask>(d.last);
    REQUIRE(ask);
    CHECK(ask->query.transaction == "1101");
    CHECK(ask->query.fields == relay::Fields{{"mdtrt_cert_type", "03"},
                                             {"mdtrt_cert_no", "A00000011"},
                                             {"card_sn", "431000D15600000500000001A1B2C3D4"}});
    d.answer(d.state.visit->asking, person_reply());
    CHECK(d.place() == Place::Home);
    CHECK(d.state.visit->person->strength == identity::Strength::Verified);
    CHECK_FALSE(d.state.visit->card);  // nothing of the card is kept once she is known

    d.touch("home.item.I07");
    CHECK(d.place() == Place::Query);
    CHECK(d.count<visit::Ask>(d.last) == 5);  // 2001 for two kinds, 5301, 5302, 5304
    for (const auto& effect : d.last) {
        if (const auto* one = std::get_if<visit::Ask>(&effect)) CHECK(one->query.insured_area == "431021");
    }
    d.touch("query.done");
    CHECK(d.place() == Place::Farewell);
    CHECK(d.ended() == "done");
    CHECK_FALSE(d.state.visit);
    d.remove();
    CHECK(d.place() == Place::Farewell);
    d.pass(4'000);
    CHECK(d.place() == Place::Idle);
}

TEST_CASE("guides are open without a card, and the way back leads where one came from") {
    Drill d;
    d.touch("idle.browse");
    CHECK(d.place() == Place::Home);
    d.touch("home.group.away");
    CHECK(d.state.at.subject == "away");
    d.touch("home.item.I13");
    CHECK(d.place() == Place::Guide);
    d.touch("bar.help");
    CHECK(d.place() == Place::Help);
    d.touch("help.back");
    CHECK(d.place() == Place::Guide);
    d.touch("bar.back");
    CHECK(d.place() == Place::Group);
    d.touch("bar.back");
    CHECK(d.place() == Place::Home);
    d.touch("bar.back");
    CHECK(d.place() == Place::Idle);
    CHECK_FALSE(d.state.visit);
}

TEST_CASE("who wanted her insurance before showing a card gets there after it") {
    Drill d;
    d.touch("idle.browse");
    d.touch("home.item.I07");
    CHECK(d.place() == Place::Notice);
    d.insert();
    CHECK(d.place() == Place::Notice);  // the card alone does not agree for her
    d.touch("notice.agree");
    d.read(card_of("A00000011"));
    d.answer(d.state.visit->asking, person_reply());
    CHECK(d.place() == Place::Query);
    d.touch("bar.back");
    CHECK(d.place() == Place::Home);
}

TEST_CASE("an item that this point does not offer opens nothing") {
    Drill d;
    d.touch("idle.browse");
    d.touch("home.item.I18");
    d.touch("home.group.nothing");
    d.touch("query.done");
    d.touch("");
    d.touch("bar.nonsense");
    CHECK(d.place() == Place::Home);
}

TEST_CASE("every place but rest lets her leave, and leaving stops what runs") {
    Drill d;
    d.insert();
    d.touch("notice.agree");
    CHECK(d.place() == Place::Reading);
    d.touch("bar.cancel");
    CHECK(d.find<visit::StopReading>(d.last));
    CHECK(d.ended() == "cancelled");
    CHECK(d.place() == Place::Farewell);  // her card is still in

    Drill e;
    e.come_home();
    e.touch("home.item.I07");
    e.touch("bar.cancel");
    CHECK(e.count<visit::StopAsking>(e.last) == 5);
    CHECK(e.ended() == "cancelled");
}

TEST_CASE("view and language work everywhere and fall back to the site's own at the end") {
    Drill d;
    d.touch("bar.elder");
    d.touch("bar.language");
    CHECK(d.state.density == screens::view::Density::Elder);
    CHECK(d.state.language == "en");
    d.come_home();
    CHECK(d.state.language == "en");  // she chose it before she showed her card
    d.touch("home.done");
    CHECK(d.state.language == "en");  // the farewell is in her language
    d.remove();
    d.pass(4'000);
    CHECK(d.state.language == "zh-CN");
}

TEST_CASE("a card alone is shown, not verified, where the platform does not check the pair") {
    Drill d;
    d.rules.card_pair_checked = false;
    d.come_home();
    d.touch("home.item.I07");
    CHECK(d.place() == Place::Stronger);
    CHECK(d.count<visit::Ask>(d.last) == 0);
    d.touch("stronger.counter");
    CHECK(d.place() == Place::Counter);
    d.touch("counter.back");
    CHECK(d.place() == Place::Home);
}

TEST_CASE("answers come in one by one; only what failed is asked again with the rest") {
    Drill d;
    d.come_home();
    d.touch("home.item.I07");
    const auto questions = d.state.visit->questions;
    d.answer(questions[0].id, Reply{});
    d.answer(questions[1].id, tl::unexpected(relay::Failure{relay::FailureKind::TimedOut, "timeout", {}}));
    d.answer(999, Reply{});  // nobody asked
    CHECK_FALSE(d.state.visit->questions[0].waiting);
    CHECK(d.state.visit->questions[1].failure);
    CHECK(d.state.visit->questions[2].waiting);
    d.touch("query.again");
    CHECK(d.count<visit::Ask>(d.last) == 5);
    d.answer(questions[2].id, Reply{});  // of the first round: late, dropped
    CHECK(d.state.visit->questions[2].waiting);
}

TEST_CASE("without an insured area no question about her leaves the terminal") {
    Drill d;
    d.insert();
    d.touch("notice.agree");
    d.read(card_of("A00000011"));
    auto reply = person_reply();
    reply.nodes.erase("insuinfo");
    d.answer(d.state.visit->asking, reply);
    d.touch("home.item.I07");
    CHECK(d.place() == Place::Query);
    CHECK(d.count<visit::Ask>(d.last) == 0);
}
