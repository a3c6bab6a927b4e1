// Time rules with a clock of our own (anchors §4.3).
#include "tests/unit/visit/drill.h"

using namespace drill;

TEST_CASE("sixty seconds of silence bring the warning, twenty more the end") {
    Drill d;
    d.come_home();
    d.pass(59'999);
    CHECK(d.state.dialog == visit::Dialog::None);
    d.pass(1);
    CHECK(d.state.dialog == visit::Dialog::Warning);
    CHECK(visit::dialog_seconds_left(d.state, d.now, d.rules) == 20);
    d.pass(19'999);
    CHECK(visit::dialog_seconds_left(d.state, d.now, d.rules) == 1);
    CHECK(d.state.visit);
    d.pass(1);
    CHECK(d.ended() == "timed_out");
    CHECK(d.place() == Place::Farewell);
}

TEST_CASE("the elder view has twice the time and more grace") {
    Drill d;
    d.come_home();
    d.touch("bar.elder");
    d.pass(119'999);
    CHECK(d.state.dialog == visit::Dialog::None);
    d.pass(1);
    CHECK(d.state.dialog == visit::Dialog::Warning);
    d.pass(44'999);
    CHECK(d.state.visit);
    d.pass(1);
    CHECK_FALSE(d.state.visit);
}

TEST_CASE("more time can be had again and again") {
    Drill d;
    d.come_home();
    for (int i = 0; i < 12; ++i) {
        d.pass(60'000);
        REQUIRE(d.state.dialog == visit::Dialog::Warning);
        d.touch("timeout.more");
        REQUIRE(d.state.dialog == visit::Dialog::None);
    }
    CHECK(d.state.visit);
}

TEST_CASE("a touch anywhere answers the question whether she is there") {
    Drill d;
    d.come_home();
    d.pass(60'000);
    REQUIRE(d.state.dialog == visit::Dialog::Warning);
    d.pass(19'000);
    d.feel_beside();
    CHECK(d.state.dialog == visit::Dialog::None);
    CHECK(d.find<visit::Noted>(d.last)->what == "extended");
    CHECK(d.place() == Place::Home);
    d.pass(59'999);
    CHECK(d.state.dialog == visit::Dialog::None);
    d.pass(1);
    CHECK(d.state.dialog == visit::Dialog::Warning);
}

TEST_CASE("a finger that rests on a button of the warning has time, and the button has the word") {
    Drill d;
    d.come_home();
    d.pass(60'000);
    d.pass(19'000);
    d.feel_target();
    CHECK(d.state.dialog == visit::Dialog::Warning);
    CHECK(visit::dialog_seconds_left(d.state, d.now, d.rules) == 20);
    d.pass(19'000);
    d.touch("timeout.end");
    CHECK(d.ended() == "cancelled");
}

TEST_CASE("a touch beside the buttons of \"are you finished?\" starts its time anew and answers nothing") {
    Drill d;
    d.come_home();
    d.remove();
    REQUIRE(d.state.dialog == visit::Dialog::CardTaken);
    d.pass(19'000);
    d.feel_beside();
    CHECK(d.state.dialog == visit::Dialog::CardTaken);
    d.pass(19'999);
    CHECK(d.state.visit);
    d.pass(1);
    CHECK(d.ended() == "card_taken");
}

TEST_CASE("a touch that hits nothing keeps the warning away, and opens nothing at rest") {
    Drill d;
    d.come_home();
    for (int i = 0; i < 5; ++i) {
        d.pass(59'000);
        d.feel_beside();
        CHECK(d.state.dialog == visit::Dialog::None);
    }
    Drill rest;
    rest.feel_beside();
    CHECK(rest.place() == Place::Idle);
    CHECK_FALSE(rest.state.visit);
    CHECK(rest.last.empty());
}

TEST_CASE("every place that waits for her has a time-out that ends the visit") {
    const auto at = [](Place place, Drill& d) {
        switch (place) {
            case Place::Notice:
                d.touch("idle.start");
                break;
            case Place::Identify:
                d.touch("idle.start"), d.touch("notice.agree");
                break;
            case Place::Home:
                d.come_home();
                break;
            case Place::Group:
                d.come_home(), d.touch("home.group.away");
                break;
            case Place::Guide:
                d.come_home(), d.touch("home.group.away"), d.touch("home.item.I13");
                break;
            case Place::Query:
                d.come_home(), d.touch("home.item.I07");
                break;
            case Place::Paper:
                d.to_paper();
                break;
            case Place::Counter:
                d.come_home(), d.touch("bar.counter");
                break;
            case Place::Help:
                d.touch("bar.help");
                break;
            case Place::Stronger:
                d.rules.card_pair_checked = false;
                d.come_home(), d.touch("home.item.I07");
                break;
            case Place::Trouble:
                d.line(false), d.touch("idle.start"), d.touch("notice.agree");
                break;
            default:
                break;
        }
    };
    for (const auto place :
         {Place::Notice, Place::Identify, Place::Home, Place::Group, Place::Guide, Place::Query, Place::Paper,
          Place::Counter, Place::Help, Place::Stronger, Place::Trouble}) {
        Drill d;
        at(place, d);
        INFO(std::string(visit::name(place)));
        REQUIRE(d.place() == place);
        REQUIRE(d.state.visit);
        d.pass(60'000);
        CHECK(d.state.dialog == visit::Dialog::Warning);
        d.pass(20'000);
        CHECK_FALSE(d.state.visit);
    }
}

TEST_CASE("a platform that never answers ends in trouble, not in waiting") {
    Drill d;
    d.insert();
    d.touch("notice.agree");
    d.read(card_of("A00000011"));
    d.pass(45'000);
    CHECK(d.place() == Place::Trouble);
    CHECK(d.find<visit::StopAsking>(d.last));
}

TEST_CASE("the point opens and closes by its hours; a visit that runs is not cut") {
    Drill d;
    bool open = true;
    d.rules.open = [&](const Civil&) { return open; };
    d.pass(1'000);
    d.touch("idle.browse");
    open = false;
    d.pass(1'000);
    CHECK(d.place() == Place::Home);
    d.touch("bar.cancel");
    CHECK(d.place() == Place::Closed);
    d.touch("idle.start");
    CHECK(d.place() == Place::Closed);
    d.insert();
    CHECK(d.place() == Place::Closed);
    d.remove();
    open = true;
    d.pass(60'000);
    CHECK(d.place() == Place::Idle);
}

TEST_CASE("out of service offers guides only") {
    Drill d;
    d.rules.out_of_service = true;
    d.pass(1'000);
    CHECK(d.place() == Place::OutOfService);
    d.touch("idle.start");
    CHECK(d.place() == Place::OutOfService);
    d.touch("idle.browse");
    CHECK(d.place() == Place::Home);
}

TEST_CASE("someone who only changed the view and walked away leaves no trace of it") {
    Drill d;
    d.touch("bar.elder");
    d.pass(119'000);
    CHECK(d.state.density == screens::view::Density::Elder);
    d.pass(1'000);
    CHECK(d.state.density == screens::view::Density::Standard);
}

TEST_CASE("the next due time is never in the past and never far while a countdown runs") {
    Drill d;
    CHECK(visit::next_due_ms(d.state, d.now, d.rules) == d.now.steady_ms + 60'000);
    d.come_home();
    CHECK(visit::next_due_ms(d.state, d.now, d.rules) == d.now.steady_ms + 60'000);
    d.pass(60'000);
    CHECK(visit::next_due_ms(d.state, d.now, d.rules) == d.now.steady_ms + 1'000);
    d.pass(300);
    CHECK(visit::next_due_ms(d.state, d.now, d.rules) == d.now.steady_ms + 700);
}
