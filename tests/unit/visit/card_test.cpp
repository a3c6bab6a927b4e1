// Cards that are forgotten, taken, changed or broken; lines that fail.
#include "tests/unit/visit/drill.h"

using namespace drill;

namespace {

drivers::Error error(drivers::Code code) {
    drivers::Error what;
    what.code = code;
    what.resident_text = "请重新插卡";
    return what;
}

}  // namespace

TEST_CASE("a card left behind never opens a visit") {
    Drill d;
    d.insert(true);  // it was in the slot when the reader came up
    CHECK(d.place() == Place::Forgotten);
    d.touch("idle.start");
    d.pass(600'000);
    CHECK(d.place() == Place::Forgotten);
    CHECK_FALSE(d.state.visit);
    d.remove();
    CHECK(d.place() == Place::Idle);
    d.insert();
    CHECK(d.place() == Place::Notice);
}

TEST_CASE("a card that stays after the farewell becomes a forgotten one") {
    Drill d;
    d.come_home();
    d.touch("home.done");
    d.pass(59'000);
    CHECK(d.place() == Place::Farewell);
    d.pass(1'000);
    CHECK(d.place() == Place::Forgotten);
}

TEST_CASE("taking the card in mid-visit asks whether she is done, and silence means yes") {
    Drill d;
    d.come_home();
    d.remove();
    CHECK(d.state.dialog == visit::Dialog::CardTaken);
    d.touch("home.item.I07");  // the page below does not react
    CHECK(d.place() == Place::Home);
    d.touch("taken.more");
    CHECK(d.state.dialog == visit::Dialog::None);

    Drill e;
    e.come_home();
    e.remove();
    e.pass(20'000);
    CHECK(e.ended() == "card_taken");
    CHECK(e.place() == Place::Idle);
    CHECK_FALSE(e.state.visit);
}

TEST_CASE("taking the card back before agreeing to anything ends what the card began") {
    Drill d;
    d.insert();
    d.remove();
    CHECK(d.ended() == "card_taken");
    CHECK(d.place() == Place::Idle);

    Drill e;  // begun by a touch: the card may come and go
    e.touch("idle.start");
    e.insert();
    e.remove();
    CHECK(e.place() == Place::Notice);
}

TEST_CASE("another card ends the visit before its owner sees anything") {
    Drill d;
    d.come_home();
    d.remove();
    d.insert();
    CHECK(d.ended() == "other_card");
    CHECK(d.place() == Place::Notice);
    CHECK_FALSE(d.state.visit->person);
    CHECK_FALSE(d.state.visit->agreed);
}

TEST_CASE("a card fault says what to do and the next insertion tries again") {
    Drill d;
    d.insert();
    d.touch("notice.agree");
    d.read(tl::unexpected(error(drivers::Code::MediaMute)));
    CHECK(d.place() == Place::Trouble);
    CHECK(d.state.visit->trouble->token == "media_mute");
    CHECK(d.state.visit->trouble->resident_text == "请重新插卡");
    d.remove();
    CHECK(d.state.dialog == visit::Dialog::None);
    d.insert();
    CHECK(d.place() == Place::Reading);
    d.read(card_of("A00000011"));
    d.answer(d.state.visit->asking, person_reply());
    CHECK(d.place() == Place::Home);
}

TEST_CASE("the result of a read that was cancelled, or of a visit that is over, changes nothing") {
    Drill d;
    d.insert();
    d.touch("notice.agree");
    const auto request = d.state.visit->reading;
    d.touch("bar.cancel");
    d.take(drivers::card::ReadDone{request, 1, card_of("A00000011")});
    CHECK(d.place() == Place::Farewell);
    CHECK(d.count<visit::Ask>(d.all) == 0);
    CHECK_FALSE(d.state.visit);
}

TEST_CASE("EF06 that names another number than the platform opens no record") {
    Drill d;
    d.insert();
    d.touch("notice.agree");
    auto card = card_of("A00000011");
    card.holder.emplace();
    card.holder->id_number = "430102199001010016";
    d.read(card);
    d.answer(d.state.visit->asking, person_reply());
    CHECK(d.place() == Place::Trouble);
    CHECK(d.state.visit->trouble->token == "card_differs");
    CHECK_FALSE(d.state.visit->person);
}

TEST_CASE("an incomplete answer shows nobody") {
    Drill d;
    d.insert();
    d.touch("notice.agree");
    d.read(card_of("A00000011"));
    auto reply = person_reply();
    reply.nodes["baseinfo"].front().erase("psn_name");
    d.answer(d.state.visit->asking, reply);
    CHECK(d.place() == Place::Trouble);
    CHECK_FALSE(d.state.visit->person);
}

TEST_CASE("each end of a call to the platform becomes a page that says what to do") {
    using relay::FailureKind;
    for (const auto kind : {FailureKind::Invalid, FailureKind::NotReached, FailureKind::TimedOut,
                            FailureKind::Broken, FailureKind::Refused, FailureKind::Declined}) {
        Drill d;
        d.insert();
        d.touch("notice.agree");
        d.read(card_of("A00000011"));
        d.answer(d.state.visit->asking, tl::unexpected(relay::Failure{kind, "token", "平台的话"}));
        CHECK(d.place() == Place::Trouble);
        CHECK_FALSE(d.state.visit->trouble->resident_text.empty());
        CHECK(d.state.visit->trouble->platform_words == (kind == FailureKind::Declined ? "平台的话" : ""));
        d.touch("trouble.retry");
        CHECK(d.place() == Place::Reading);
    }
}

TEST_CASE("with the line down she is told at once, and it goes on by itself when the line is back") {
    Drill d;
    d.line(false);
    d.touch("idle.start");
    d.touch("notice.agree");
    CHECK(d.place() == Place::Trouble);
    d.insert();
    CHECK(d.place() == Place::Trouble);
    d.line(true, false);
    CHECK(d.place() == Place::Trouble);
    d.line(true, true);
    CHECK(d.place() == Place::Reading);
}

TEST_CASE("a reader that dies and comes back with the card does not take it for a new one") {
    Drill d;
    d.reader(drivers::State::Ready);
    d.come_home();
    d.reader(drivers::State::Absent);
    CHECK(d.state.dialog == visit::Dialog::None);
    d.reader(drivers::State::Ready);
    d.insert(true);
    CHECK(d.place() == Place::Home);
    CHECK(d.state.visit->person);
    d.touch("home.done");
    CHECK(d.place() == Place::Farewell);
}
