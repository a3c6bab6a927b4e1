// What is asked to be written is on the disk before what is asked to be sent or told.
#include "kiosk/ledger/ledger.h"

#include "tests/unit/ledger/desk.h"

using namespace circle;
using namespace circle::ledger;
using namespace circle::ledger::test;

TEST_CASE("a filing: each row is on the disk before what follows it") {
    Desk desk;
    const auto [id, effects] = desk.ledger->submit(referral(), desk.now);
    CHECK(id == 1);
    CHECK(told(effects) == "recorded query");
    CHECK(desk.row(1).state == "recorded");
    CHECK(desk.row(1).kind == "filing");
    CHECK(desk.row(1).tries == 0);

    const auto sending = desk.answer(only<relay::Query>(effects), empty_list());
    CHECK(told(sending) == "sending order");
    const auto order = only<relay::Order>(sending);
    CHECK(desk.row(1).state == "sending");
    CHECK(desk.row(1).message_id == order.message_id);
    CHECK(desk.row(1).tries == 1);
    CHECK(order.message_id.substr(0, 28) == "H431021000012026112210000001");
    CHECK(order.fields == referral().fields);
    CHECK(order.insured_area == "431021");

    desk.now.unix_ms += 900;
    const auto end = desk.answer(order, accepted("G77"));
    CHECK(told(end) == "accepted");
    CHECK(only<Moved>(end).handle == "G77");
    const auto row = desk.row(1);
    CHECK(row.state == "accepted");
    CHECK(row.settled);
    CHECK_FALSE(row.told);
    CHECK(row.created_ms == 1'795'312'800'000);
    CHECK(row.changed_ms == row.created_ms + 900);
    CHECK_FALSE(desk.ledger->next_due_ms());
    CHECK_FALSE(desk.ledger->is_ours(order.id));
}

TEST_CASE("power goes just as the order is handed out: the disk has `sending`, with list and msgid") {
    Desk desk;
    const auto order =
        only<relay::Order>(desk.answer(only<relay::Query>(desk.ledger->submit(referral(), desk.now).effects),
                                       node("refmedin", {{{"diag_code", "other"}}})));
    CHECK(told(desk.power_cut()).empty());
    CHECK(desk.row(1).state == "sending");
    CHECK(desk.row(1).message_id == order.message_id);
    CHECK(told(desk.pass(0)) == "unknown:crash");
    desk.line_up();
    const auto look = only<relay::Query>(desk.pass(2'000));
    CHECK(look.transaction == "5304");
    // The list that was kept has one row of another diagnosis: one more of ours confirms.
    const auto ours = Row{
        {"diag_code", "I21.900"}, {"reflin_medins_no", "H43010000001"}, {"refl_date", "2026-11-22 00:00:00"}};
    CHECK(told(desk.answer(look, node("refmedin", {{{"diag_code", "other"}}, ours}))) == "confirmed:equal_row");
}

TEST_CASE("what cannot be recorded is not sent, and its number is not given again") {
    for (const Fault fault : {Fault::io, Fault::full, Fault::torn_full}) {
        Desk desk;
        desk.disk.reset_acts();
        desk.disk.fail_at(1, fault, true);
        const auto [id, effects] = desk.ledger->submit(away(), desk.now);
        CHECK(id == 1);
        // The disk goes on failing: whether the row is there after a restart, nobody can say.
        CHECK(told(effects) == "(not_written) drafted:journal_unsure");
        CHECK(desk.ledger->book().open.empty());
        CHECK_FALSE(desk.ledger->next_due_ms());
        desk.disk.fail_at(0, Fault::none);
        const auto again = desk.ledger->submit(away(), desk.now);
        CHECK(again.matter == 2);
        CHECK(told(again.effects) == "recorded sending order");
        CHECK(desk.row(2).state == "sending");
        CHECK(desk.row(1).state.empty());  // the journal's numbers are the book's
    }
}

TEST_CASE("a row whose sync failed is not found by a restart: another write has taken its place") {
    for (std::uint64_t at = 1;; ++at) {
        INFO("act " << at);
        Desk desk;
        desk.disk.reset_acts();
        desk.disk.fail_at(at, Fault::io);
        const auto effects = desk.ledger->submit(away(), desk.now).effects;
        if (told(effects).find("drafted") == std::string::npos) {
            CHECK(at > 5);  // the writes of the row, and its sync
            break;
        }
        CHECK(told(effects) == "(not_written) drafted:journal");
        desk.disk.process_killed();  // what was written stays written
        desk.ledger.reset();
        desk.start();
        CHECK(desk.row(1).state.empty());
        CHECK(desk.ledger->book().open.empty());
    }
}

TEST_CASE("each write of a filing fails: nothing leaves that is not durable, and the end is written later") {
    struct Point {
        const char* failing;
        const char* now;    // at once
        const char* later;  // when there is room again
        const char* state;
    };
    for (const Point& point : {Point{"sending", "(not_written)", "absent:journal", "absent"},
                               Point{"accepted", "(not_written)", "accepted", "accepted"}}) {
        INFO(point.failing);
        Desk desk;
        const auto query = only<relay::Query>(desk.ledger->submit(referral(), desk.now).effects);
        const auto fill = [&] {
            desk.disk.reset_acts();
            desk.disk.fail_at(1, Fault::full, true);
        };
        Effects effects;
        if (point.state == std::string("absent")) {
            // The number is reserved already, so that the row's write is the one that fails.
            only<relay::Order>(desk.ledger->submit(away(kHim), desk.now).effects);
            fill();
            effects = desk.answer(query, empty_list());
        } else {
            const auto order = only<relay::Order>(desk.answer(query, empty_list()));
            desk.ledger->visit_ended(desk.now);
            fill();
            effects = desk.answer(order, accepted("G5"));
        }
        CHECK(told(effects) == point.now);
        CHECK(told(desk.pass(4'000)).empty());
        CHECK(told(desk.pass(1'000)) == "(not_written)");  // still full
        desk.disk.fail_at(0, Fault::none);
        CHECK(told(desk.pass(5'000)) == point.later);
        CHECK(desk.row(1).state == point.state);
        if (point.state == std::string("accepted")) {
            // The number that undoes it came with the answer and was kept until there was room.
            const auto hers = desk.ledger->of_person(kHer);
            REQUIRE(hers);
            CHECK(hers->at(0).handle == "G5");
        }
    }
}

TEST_CASE("no number, no sending") {
    Desk desk;
    const auto query = only<relay::Query>(desk.ledger->submit(referral(), desk.now).effects);
    desk.disk.reset_acts();
    desk.disk.fail_at(1, Fault::full);  // the reservation's own write, and the row's after it succeeds
    CHECK(told(desk.answer(query, empty_list())) == "absent:number");
    CHECK(desk.row(1).state == "absent");
}

TEST_CASE("numbers never repeat, whatever clock and power do") {
    Desk desk;
    std::string last;
    for (int i = 0; i < 30; ++i) {
        auto made = away("4300001000000000" + std::to_string(1000 + i));
        const auto order = only<relay::Order>(desk.ledger->submit(made, desk.now).effects);
        CHECK(order.message_id > last);
        last = order.message_id;
        desk.now.unix_ms += i % 3 == 0 ? -86'400'000 : 700;
        if (i % 4 == 0) desk.power_cut();
    }
}

TEST_CASE("an unknown settlement is reversed as a matter of its own, of the same person") {
    Desk desk;
    desk.line_up();
    const auto order = only<relay::Order>(desk.ledger->submit(purchase(), desk.now).effects);
    CHECK(told(desk.fails(order, relay::FailureKind::TimedOut)) == "unknown:x");
    const auto effects = desk.pass(2'000);
    CHECK(told(effects) == "recorded sending order");
    const auto reversal = only<relay::Order>(effects);
    CHECK(reversal.transaction == "2601");
    CHECK(desk.row(2).kind == "reversal");
    CHECK(desk.row(2).person == desk.row(1).person);
    CHECK(told(desk.answer(reversal, node("", {}))) == "reversed:by_2601");
    CHECK(told(desk.pass(0)) == "accepted");
    CHECK(desk.row(1).state == "reversed");
    // She made one settlement; the reversal is no second matter to her.
    CHECK(desk.ledger->of_person(kHer)->size() == 1);
    // The reversal did not take the number that another touch would get.
    CHECK(desk.ledger->submit(referral(), desk.now).matter == 3);
}
