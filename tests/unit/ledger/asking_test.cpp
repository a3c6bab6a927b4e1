// What a person, a code and the technician can ask for.
#include "tests/unit/ledger/desk.h"

using namespace circle;
using namespace circle::ledger;
using namespace circle::ledger::test;

TEST_CASE("a person sees her own: open ones, and ended ones until she was told") {
    Desk desk;
    const auto order = only<relay::Order>(desk.ledger->submit(away(), desk.now).effects);
    auto hers = desk.ledger->of_person(kHer);
    REQUIRE(hers);
    REQUIRE(hers->size() == 1);
    CHECK(hers->at(0).item == "I13");
    CHECK(hers->at(0).transaction == "LC13");
    CHECK(hers->at(0).state == State::Sending);
    CHECK(desk.ledger->of_person(kHim)->empty());
    CHECK(desk.ledger->of_person("")->empty());
    // Nothing is told yet, for nothing has ended.
    CHECK(desk.ledger->tell(1).error().token == "not_found");

    desk.fails(order, relay::FailureKind::Refused, true, "platform's words");
    desk.power_cut();
    hers = desk.ledger->of_person(kHer);
    REQUIRE(hers);
    REQUIRE(hers->size() == 1);
    CHECK(hers->at(0).state == State::Refused);
    CHECK(hers->at(0).platform_words == "platform's words");
    CHECK(hers->at(0).created_ms == desk.now.unix_ms);
    REQUIRE(desk.ledger->tell(1));
    CHECK(desk.ledger->of_person(kHer)->empty());
    desk.power_cut();
    CHECK(desk.ledger->of_person(kHer)->empty());
}

TEST_CASE("a filing's number is known as long as nothing of ours has taken it back") {
    Desk desk;
    CHECK(desk.ledger->filed_by(kHer)->empty());
    const auto list = only<relay::Query>(desk.ledger->submit(referral(), desk.now).effects);
    const auto sent = only<relay::Order>(desk.answer(list, empty_list()));
    CHECK(desk.ledger->filed_by(kHer)->empty());  // not answered yet
    desk.answer(sent, accepted("G77"));
    REQUIRE(desk.ledger->tell(1));
    desk.power_cut();
    const auto filed = desk.ledger->filed_by(kHer);
    REQUIRE(filed);
    REQUIRE(filed->size() == 1);
    CHECK(filed->at(0).transaction == "2501");
    CHECK(filed->at(0).handle == "G77");
    CHECK(filed->at(0).fields == referral().fields);
    CHECK(desk.ledger->filed_by(kHim)->empty());
    CHECK(desk.ledger->filed_by("")->empty());

    auto undo = referral();
    undo.transaction = "2502";
    undo.original_fields = undo.fields;
    undo.fields = {{"trt_dcla_detl_sn", "G77"}, {"psn_no", kHer}};
    const auto look = only<relay::Query>(desk.ledger->submit(undo, desk.now).effects);
    const auto order = only<relay::Order>(desk.answer(
        look,
        node("refmedin",
             {{{"diag_code", "I21.900"}, {"reflin_medins_no", "H43010000001"}, {"refl_date", "2026-11-22"}}})));
    CHECK(desk.ledger->filed_by(kHer)->size() == 1);
    desk.answer(order, Reply{});
    CHECK(desk.ledger->filed_by(kHer)->empty());
}

TEST_CASE("a code finds its matter and nothing about its person") {
    Desk desk;
    const auto query = only<relay::Query>(desk.ledger->submit(referral(), desk.now).effects);
    auto found = desk.ledger->by_code("400321");
    REQUIRE(found);
    REQUIRE(*found);
    CHECK((*found)->matter == 1);
    CHECK((*found)->state == State::Recorded);
    CHECK((*found)->transaction == "2501");
    CHECK((*found)->item.empty());
    CHECK((*found)->words.empty());
    CHECK_FALSE(desk.ledger->by_code("400999").value());
    CHECK_FALSE(desk.ledger->by_code("").value());
    desk.answer(query, empty_list());
    CHECK(desk.ledger->by_code("400321").value()->state == State::Sending);
}

TEST_CASE("a code that could not be recorded finds nothing, also not the next matter") {
    Desk desk;
    desk.disk.reset_acts();
    desk.disk.fail_at(1, Fault::full);
    desk.ledger->submit(referral(), desk.now);
    CHECK_FALSE(desk.ledger->by_code("400321").value());
    auto without = referral(kHim);
    without.code.clear();
    CHECK(told(desk.ledger->submit(without, desk.now).effects) == "recorded query");
    CHECK_FALSE(desk.ledger->by_code("400321").value());
}

TEST_CASE("fresh codes are six digits that find nothing yet; fresh keys are 32 hex digits") {
    Desk desk;
    for (int i = 0; i < 50; ++i) {
        const auto code = desk.ledger->fresh_code();
        REQUIRE(code);
        CHECK(code->size() == 6);
        CHECK(code->find_first_not_of("0123456789") == std::string::npos);
        CHECK_FALSE(desk.ledger->by_code(*code).value());
    }
    const std::string key = Ledger::fresh_key();
    CHECK(key.size() == 32);
    CHECK(key.find_first_not_of("0123456789abcdef") == std::string::npos);
    CHECK(key != Ledger::fresh_key());
}

TEST_CASE("a matter is rated once, with no identity in the rating") {
    Desk desk;
    desk.ledger->submit(referral(), desk.now);
    REQUIRE(desk.ledger->rate(1, 4, {"slow"}, desk.now));
    CHECK(desk.ledger->rate(1, 1, {}, desk.now).error().token == "already");
    desk.power_cut();
    CHECK(desk.ledger->rate(1, 1, {}, desk.now).error().token == "already");
    CHECK(desk.ledger->rate(2, 6, {}, desk.now).error().token == "bad_row");
    auto journal = journal::Journal::open(desk.file(), desk.disk.name());
    const auto waiting = journal->ratings_waiting();
    REQUIRE(waiting);
    REQUIRE(waiting->size() == 1);
    CHECK(waiting->at(0).grade == 4);
    CHECK(waiting->at(0).at_ms == desk.now.unix_ms);
    CHECK(waiting->at(0).subject == journal->subject(1));
}

TEST_CASE("counts by state") {
    Desk desk;
    desk.ledger->submit(referral(), desk.now);
    only<relay::Order>(desk.ledger->submit(away(kHim), desk.now).effects);
    const std::map<std::string, std::uint64_t> expected = {{"recorded", 1}, {"sending", 1}};
    CHECK(desk.ledger->counts() == expected);
}
