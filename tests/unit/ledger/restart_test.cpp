// The next start knows from the journal alone what is open.
#include <set>

#include <sqlite3.h>

#include "tests/unit/ledger/desk.h"

using namespace circle;
using namespace circle::ledger;
using namespace circle::ledger::test;

namespace {

void alter(Desk& desk, const char* sql) {
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open_v2(desk.file().c_str(), &db, SQLITE_OPEN_READWRITE, desk.disk.name().c_str()) ==
            SQLITE_OK);
    REQUIRE(sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(db);
}

}  // namespace

TEST_CASE(
    "power goes at every write of a filing and of a local case: what left is known, what was told is true") {
    for (const bool local : {false, true}) {
        std::set<std::string> met;
        for (std::uint64_t at = 1;; ++at) {
            INFO("local " << local << " act " << at);
            Desk desk;
            desk.disk.reset_acts();
            desk.disk.fail_at(at, Fault::power);
            bool left = false;
            auto effects = desk.ledger->submit(local ? away() : referral(), desk.now).effects;
            for (int i = 0; i < 2 && !desk.disk.powerless(); ++i) {
                if (i == 0 && !local) {
                    effects = desk.answer(only<relay::Query>(effects), empty_list());
                } else if (!left) {
                    left = true;
                    effects = desk.answer(only<relay::Order>(effects), accepted());
                }
            }
            const bool struck = desk.disk.powerless();
            desk.power_cut();
            const std::string found = desk.row(1).state;
            met.insert(found);
            if (left) CHECK((found == "sending" || found == "accepted"));
            if (!struck) {
                CHECK(found == "accepted");
                break;
            }
            desk.line_up();
            const auto after = told(desk.pass(0));
            if (found.empty()) CHECK(after.empty());
            if (found == "recorded" && !local) CHECK(after == "absent:not_sent");
            if (found == "sending") CHECK(after == "unknown:crash query");
            if (found == "accepted") CHECK(after.empty());
        }
        CHECK(met == std::set<std::string>{"", "recorded", "sending", "accepted"});
    }
}

TEST_CASE("held back after a restart too, for the same person alone") {
    Desk desk;
    only<relay::Order>(desk.ledger->submit(away(), desk.now).effects);
    desk.power_cut();
    CHECK(told(desk.ledger->submit(away(), desk.now).effects) == "drafted:held_back");
    CHECK(told(desk.ledger->submit(away(kHim), desk.now).effects) == "recorded sending order");
}

TEST_CASE("what was handed over is on the clerk's list after a restart") {
    Desk desk;
    const auto order = only<relay::Order>(
        desk.answer(only<relay::Query>(desk.ledger->submit(referral(), desk.now).effects), empty_list()));
    desk.fails(order, relay::FailureKind::TimedOut);
    desk.line_up();
    const auto look = only<relay::Query>(desk.pass(2'000));
    const Row ours = {
        {"diag_code", "I21.900"}, {"reflin_medins_no", "H43010000001"}, {"refl_date", "2026-11-22"}};
    CHECK(told(desk.answer(look, node("refmedin", {ours, ours}))) == "handed_over:several_equal");
    CHECK(desk.ledger->book().handed_over.size() == 1);
    desk.power_cut();
    REQUIRE(desk.ledger->book().handed_over.size() == 1);
    CHECK(desk.ledger->book().handed_over.at(0).id == 1);
    CHECK(desk.ledger->book().open.empty());
}

TEST_CASE(
    "a row that somebody has altered is named and left alone; content that cannot be read is handed over") {
    Desk desk;
    only<relay::Order>(desk.ledger->submit(away(), desk.now).effects);
    only<relay::Order>(desk.ledger->submit(away(kHim), desk.now).effects);
    alter(desk,
          "UPDATE matter SET state = 'nonsense' WHERE id = 1; UPDATE matter SET content = x'01' WHERE id = 2");
    CHECK(told(desk.power_cut()) == "(unreadable)");
    desk.line_up();
    CHECK(told(desk.pass(0)) == "unknown:crash handed_over:unreadable");
    CHECK(desk.row(1).state == "nonsense");
    CHECK(desk.ledger->submit(referral(), desk.now).matter == 3);
}
