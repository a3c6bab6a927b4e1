// The local contract and settlements.
#include "tests/unit/transaction/bench.h"

using namespace bench;
using relay::FailureKind;

namespace {

Reply by_key(const char* state, const char* key = "K1") {
    return result({{"local_key", key}, {"stas", state}, {"serv_matt_inst_id", "S1"}});
}

}  // namespace

TEST_CASE("a filing and its undoing are not open at once: the list is counted for one of them") {
    Bench b;
    b.submit("2502", undoing());
    b.look_says(list_of({referral_row()}));
    b.submit("2501", referral());
    CHECK(b.moved.back().state == State::Drafted);
    CHECK(b.moved.back().reason == "held_back");
    b.submit("2501", referral("I21.900", "another"), "Q");
    CHECK(b.moved.back().state == State::Recorded);
    b.submit("LC13", away());
    CHECK(b.moved.back().state == State::Sending);
}

TEST_CASE("what was told about a number is never told about another touch") {
    Bench b;
    b.submit("2501", referral());
    b.submit("2501", referral());
    REQUIRE(b.moved.back().reason == "held_back");
    CHECK(b.moved.back().id == 2);
    b.submit("LC13", away());
    CHECK(b.moved.back().id == 3);
}

TEST_CASE("a local case is sent, and asked for by its key when nobody knows") {
    Bench b;
    b.submit("LC13", away());
    REQUIRE(b.orders.size() == 1);
    CHECK(b.queries.empty());
    SECTION("accepted") {
        b.order_says(result({{"serv_matt_inst_id", "S1"}}));
        CHECK(b.state() == "accepted");
        CHECK(b.content().handle == "S1");
        return;
    }
    b.order_says(failure(FailureKind::Broken, "closed"));
    CHECK(b.state() == "unknown closed");
    b.pass(2'000);
    REQUIRE(b.queries.size() == 1);
    CHECK(b.queries[0].transaction == "LC00");
    CHECK(b.queries[0].fields == relay::Fields{{"local_key", "K1"}, {"psn_no", kPsn}});
    SECTION("executed") {
        b.look_says(by_key("1"));
        CHECK(b.state() == "confirmed by_key");
        CHECK(b.content().handle == "S1");
    }
    SECTION("an answer about another key, or of neither word, is none") {
        b.look_says(by_key("1", "K2"));
        CHECK(b.state() == "unknown closed");
        b.pass(5'000);
        b.look_says(by_key("2"));
        CHECK(b.state() == "unknown closed");
        CHECK(b.orders.size() == 1);
    }
    SECTION("not known: the same key again, under a new msgid that is durable first") {
        b.look_says(by_key("0"));
        CHECK(b.state() == "sending");
        REQUIRE(b.orders.size() == 2);
        CHECK(b.orders[1].fields == b.orders[0].fields);
        CHECK(b.orders[1].message_id == "M2");
        CHECK(b.store.at(1).matter.message_id == "M2");
        CHECK(b.store.at(1).matter.tries == 2);
        SECTION("the second never left: the first may still come") {
            b.order_says(failure(FailureKind::NotReached, "connect"), false);
            CHECK(b.state() == "unknown connect");
            b.pass(5'000);
            b.look_says(by_key("1"));
            CHECK(b.state() == "confirmed by_key");
        }
        SECTION("an end that cannot be written does not bring the old msgid back") {
            b.disk_full = true;
            b.order_says(failure(FailureKind::TimedOut, "timeout"));
            b.disk_full = false;
            b.pass(5'000);
            CHECK(b.store.at(1).matter.message_id == "M2");
            CHECK(b.store.at(1).matter.tries == 2);
        }
    }
}

TEST_CASE("a local case goes on after a crash") {
    Bench b;
    SECTION("recorded: sent now") {
        b.number_fails = true;
        b.submit("LC13", away());
        CHECK(b.state() == "recorded");
        b.number_fails = false;
        b.crash();
        CHECK(b.state() == "sending");
        CHECK(b.orders.size() == 1);
    }
    SECTION("sending: asked for first") {
        b.submit("LC13", away());
        b.crash();
        CHECK(b.state() == "unknown crash");
        CHECK(b.queries.size() == 1);
        CHECK(b.orders.size() == 1);
    }
    SECTION("without its key it is not taken in") {
        b.submit("LC13", away(""));
        CHECK(b.moved.back().reason == "no_key");
    }
}

TEST_CASE("an unknown settlement is reversed once, by its own msgid") {
    Bench b;
    b.submit("2102", purchase());
    REQUIRE(b.orders.size() == 1);
    b.order_says(failure(FailureKind::TimedOut, "timeout"));
    b.pass(2'000);
    REQUIRE(b.orders.size() == 2);
    CHECK(b.orders[1].transaction == "2601");
    CHECK(b.orders[1].fields == relay::Fields{{"psn_no", kPsn}, {"omsgid", "M1"}, {"oinfno", "2102"}});
    CHECK(b.orders[1].message_id == "M2");
    CHECK(b.state(2) == "sending");
    SECTION("accepted") {
        b.order_says(Reply{});
        b.pass(0);
        CHECK(b.state(1) == "reversed by_2601");
        CHECK(b.state(2) == "accepted");
    }
    SECTION("refused") {
        b.order_says(failure(FailureKind::Refused, "field"));
        b.pass(0);
        CHECK(b.state(1) == "handed_over reversal_refused");
        CHECK(b.state(2) == "refused");
    }
    SECTION("lost") {
        b.order_says(failure(FailureKind::TimedOut, "timeout"));
        b.pass(0);
        CHECK(b.state(1) == "handed_over reversal_lost");
        CHECK(b.state(2) == "handed_over reversal_lost");
    }
    SECTION("never left: another one, later") {
        b.order_says(failure(FailureKind::NotReached, "connect"), false);
        CHECK(b.state(2) == "absent");
        CHECK(b.state(1) == "unknown timeout");
        b.pass(2'000);
        CHECK(b.orders.size() == 3);
        return;
    }
    SECTION("a crash while it is on its way: never a second one") {
        b.crash();
        CHECK(b.state(1) == "handed_over reversal_lost");
        CHECK(b.state(2) == "handed_over reversal_lost");
    }
    b.pass(3'600'000);
    CHECK(b.orders.size() == 2);
}
