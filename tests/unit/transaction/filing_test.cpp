// Filings and undoings: every ending, every crash, and that none is ever sent twice.
#include "tests/unit/transaction/bench.h"

using namespace bench;
using relay::FailureKind;

namespace {

// Submitted, the list read, sent.
void send_off(Bench& b, std::vector<Row> before = {}) {
    b.submit("2501", referral());
    b.look_says(list_of(std::move(before)));
    REQUIRE(b.orders.size() == 1);
}

constexpr std::int64_t kDay = 24LL * 3600 * 1000;

}  // namespace

TEST_CASE("a filing: recorded, list kept, sending durable, sent once, accepted with its number") {
    Bench b;
    b.submit("2501", referral());
    CHECK(b.state() == "recorded");
    REQUIRE(b.queries.size() == 1);
    CHECK(b.queries[0].transaction == "5304");
    CHECK(b.queries[0].insured_area == "431021");
    CHECK(b.queries[0].fields == relay::Fields{{"psn_no", kPsn}, {"begntime", "2026-11-22"}});
    CHECK(b.orders.empty());
    b.look_says(list_of({referral_row("J18.000")}));
    CHECK(b.state() == "sending");
    CHECK(b.content().list_kept);
    CHECK(b.content().kept.size() == 1);
    REQUIRE(b.orders.size() == 1);
    CHECK(b.orders[0].message_id == "M1");
    CHECK(b.store.at(1).matter.message_id == "M1");
    CHECK(b.orders[0].fields == referral().fields);
    b.order_says(result({{"trt_dcla_detl_sn", "G1"}}));
    CHECK(b.state() == "accepted");
    CHECK(b.content().handle == "G1");
    b.pass(kDay);
    b.take(Ticked{});  // the next step sweeps what has ended
    CHECK(b.book.open.empty());
    CHECK(b.orders.size() == 1);
    std::string told;
    for (const Moved& moved : b.moved) told += std::string(name(moved.state)) + " ";
    CHECK(told == "recorded sending accepted ");
}

TEST_CASE("a filing that need not or cannot be sent never leaves") {
    Bench b;
    SECTION("it stands already, from whatever channel") {
        b.submit("2501", referral());
        b.look_says(list_of({referral_row()}));
        CHECK(b.state() == "absent already_there");
    }
    SECTION("the list cannot be read") {
        b.submit("2501", referral());
        b.look_says(failure(FailureKind::TimedOut));
        CHECK(b.state() == "absent list_unread");
    }
    SECTION("the list's node is missing: no answer, not an empty one") {
        b.submit("2501", referral());
        b.look_says(Reply{});
        CHECK(b.state() == "absent list_unread");
    }
    SECTION("no msgid") {
        b.number_fails = true;
        b.submit("2501", referral());
        b.look_says(list_of({}));
        CHECK(b.state() == "absent number");
    }
    SECTION("her touch cannot be recorded") {
        b.disk_full = true;
        b.submit("2501", referral());
        CHECK(b.store.empty());
        CHECK(b.moved.back().state == State::Drafted);
        CHECK(b.moved.back().reason == "journal");
        CHECK(b.queries.empty());
        CHECK(b.book.open.empty());
    }
    SECTION("sending cannot be recorded") {
        b.submit("2501", referral());
        b.disk_full = true;
        b.look_says(list_of({}));
        CHECK(b.state() == "recorded");
        b.pass(5'000);
        b.disk_full = false;
        b.pass(5'000);
        CHECK(b.state() == "absent journal");
    }
    b.pass(kDay);
    CHECK(b.orders.empty());
}

TEST_CASE("what the end of the transmission proves") {
    Bench b;
    send_off(b);
    SECTION("refused") {
        b.order_says(failure(FailureKind::Refused, "field"));
        CHECK(b.state() == "refused field");
    }
    SECTION("never left") {
        b.order_says(failure(FailureKind::NotReached, "connect"), false);
        CHECK(b.state() == "absent connect");
    }
    SECTION("-1 with a text that proves nothing") {
        b.order_says(failure(FailureKind::Declined, "declined"));
        CHECK(b.state() == "unknown declined");
        b.pass(2'000);
        b.look_says(list_of({referral_row()}));  // −1 after committing
        CHECK(b.state() == "confirmed equal_row");
        CHECK(b.content().handle.empty());  // its number stays unknown
    }
    CHECK(b.orders.size() == 1);
}

TEST_CASE("an unknown filing is looked for with back-off and never sent again") {
    Bench b;
    send_off(b, {referral_row("J18.000")});
    b.order_says(failure(FailureKind::TimedOut, "timeout"));
    CHECK(b.state() == "unknown timeout");
    CHECK_FALSE(may_submit(b.book, "P", "2501"));
    SECTION("it commits late, after look-ups said nothing and one was lost") {
        std::size_t looks = 1;
        for (const std::int64_t pause : {2'000, 5'000, 15'000, 60'000, 300'000, 600'000, 600'000}) {
            b.pass(pause - 1);
            CHECK(b.queries.size() == looks);
            b.pass(1);
            REQUIRE(b.queries.size() == ++looks);
            if (pause == 15'000) {
                b.look_says(failure(FailureKind::Broken, "closed"));
            } else {
                b.look_says(list_of({referral_row("J18.000")}));
            }
            CHECK(b.state() == "unknown timeout");
        }
        b.pass(600'000);
        b.look_says(list_of({referral_row("J18.000"), referral_row()}));
        CHECK(b.state() == "confirmed equal_row");
    }
    SECTION("more new rows than one order makes: a person") {
        b.pass(2'000);
        b.look_says(list_of({referral_row(), referral_row()}));
        CHECK(b.state() == "handed_over several_equal");
        REQUIRE(b.book.handed_over.size() == 1);
        CHECK(b.book.handed_over[0].id == 1);
    }
    SECTION("nothing until the day is over, where no limit is known: a person") {
        b.pass(2'000);
        b.look_says(list_of({}));
        b.pass(14LL * 3600 * 1000);  // past midnight in Shanghai
        CHECK(b.state() == "handed_over day_over");
    }
    SECTION("nothing until the known limit: absent") {
        for (relay::Transaction& row : b.region.transactions) {
            if (row.number == "2501") row.settle->settles_after = std::chrono::seconds(20);
        }
        b.pass(2'000);
        b.look_says(list_of({}));
        b.pass(5'000);
        b.look_says(list_of({}));
        CHECK(b.state() == "unknown timeout");
        b.pass(15'000);
        b.look_says(list_of({}));
        CHECK(b.state() == "absent not_there");
    }
    SECTION("no look-up goes out without a line; one goes as soon as it is back") {
        b.line(false);
        b.pass(100'000);
        CHECK(b.queries.size() == 1);
        b.line(true);
        b.pass(0);
        CHECK(b.queries.size() == 2);
    }
    SECTION("the end of the visit drops its content; the look-up reads it again") {
        b.take(VisitEnded{});
        CHECK_FALSE(b.book.open.at(1).content);
        b.pass(2'000);
        b.look_says(list_of({referral_row()}));
        CHECK(b.state() == "confirmed equal_row");
    }
    CHECK(b.orders.size() == 1);
    b.pass(0);
    CHECK(may_submit(b.book, "P", "2501") == settled(b.store.at(1).matter.state));
}

TEST_CASE("only the same person's same matter is held back") {
    Bench b;
    b.submit("2501", referral());
    CHECK_FALSE(may_submit(b.book, "P", "2501"));
    CHECK(may_submit(b.book, "Q", "2501"));
    CHECK(may_submit(b.book, "P", "LC13"));
    b.submit("2501", referral("J18.000"));
    CHECK(b.moved.back().reason == "held_back");
    CHECK(b.store.size() == 1);
}

TEST_CASE("a crash at every point of a filing") {
    Bench b;
    b.submit("2501", referral());
    SECTION("recorded: it never left and never will") {
        b.crash();
        CHECK(b.state() == "absent not_sent");
        b.pass(kDay);
        CHECK(b.orders.empty());
    }
    SECTION("sending: unknown, then looked for") {
        b.look_says(list_of({}));
        b.crash();
        CHECK(b.state() == "unknown crash");
        REQUIRE(b.queries.size() == 2);
        SECTION("it stands") {
            b.look_says(list_of({referral_row()}));
            CHECK(b.state() == "confirmed equal_row");
        }
        SECTION("a second crash while it is looked for") {
            b.crash();
            CHECK(b.state() == "unknown crash");
            b.look_says(list_of({referral_row()}));
            CHECK(b.state() == "confirmed equal_row");
        }
        SECTION("its content cannot be read any more") {
            b.store.at(1).content = "x";
            b.crash();
            CHECK(b.state() == "handed_over unreadable");
        }
        CHECK(b.orders.size() == 1);
    }
    SECTION("an outcome that could not be written") {
        b.look_says(list_of({}));
        b.disk_full = true;
        b.order_says(result({{"trt_dcla_detl_sn", "G1"}}));
        CHECK(b.state() == "sending");
        CHECK(b.moved.back().state == State::Sending);  // nothing is told that is not durable
        SECTION("is written when there is room again") {
            b.disk_full = false;
            b.pass(5'000);
            CHECK(b.state() == "accepted");
            CHECK(b.content().handle == "G1");
        }
        SECTION("is looked for after a crash") {
            b.disk_full = false;
            b.crash();
            b.look_says(list_of({referral_row()}));
            CHECK(b.state() == "confirmed equal_row");
        }
        CHECK(b.orders.size() == 1);
    }
}

TEST_CASE("an undoing needs the number, and is settled by one row less") {
    Bench b;
    SECTION("without a number") {
        b.submit("2502", undoing(""));
        CHECK(b.moved.back().reason == "no_handle");
        CHECK(b.store.empty());
        return;
    }
    b.submit("2502", undoing());
    CHECK(b.queries.at(0).transaction == "5304");
    SECTION("nothing to undo") {
        b.look_says(list_of({}));
        CHECK(b.state() == "absent already_gone");
    }
    SECTION("two stood, one is left") {
        b.look_says(list_of({referral_row(), referral_row()}));
        b.order_says(failure(FailureKind::TimedOut, "timeout"));
        b.pass(2'000);
        b.look_says(list_of({referral_row(), referral_row()}));
        CHECK(b.state() == "unknown timeout");
        b.pass(5'000);
        b.look_says(list_of({referral_row()}));
        CHECK(b.state() == "confirmed equal_row");
        CHECK(b.orders.size() == 1);
    }
}
