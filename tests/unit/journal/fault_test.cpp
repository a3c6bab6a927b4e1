// The promise itself: whatever the disk does, and wherever the power goes, a row is whole in the old or in the
// new state, and what was reported as written is there.
#include <functional>

#include "kiosk/journal/high_water_mark.h"
#include "tests/unit/journal/fault_vfs.h"
#include "tests/unit/journal/samples.h"

using namespace circle::journal;
using namespace circle::journal::test;

namespace {

const std::string kOld(700, 'o'), kNew(5000, 'n');  // on one page, and on several

Row changed(std::int64_t id) {
    Row row = filing(kNew);
    row.id = id;
    row.state = "sending";
    row.message_id = "H1";
    return row;
}

struct Step {
    const char* name;
    std::function<std::string(Journal&)> act;  // token
    // After a restart: is the new state there (true), the old (false)? Anything else fails the test.
    std::function<bool(Journal&)> is_new;
};

bool whole_old_or_new(Journal& journal) {
    const auto row = journal.read(1);
    REQUIRE(row);
    Row before = filing(kOld);
    before.id = 1;
    if (as_given(*row) == before) return false;
    CHECK(as_given(*row) == changed(1));
    return true;
}

const std::vector<Step> kSteps = {
    {"add", [](Journal& journal) { return token(journal.add(filing(kNew), kPersonB, "2")); },
     [](Journal& journal) {
         CHECK_FALSE(whole_old_or_new(journal));
         const auto rows = journal.untold(kPersonB);
         REQUIRE(rows);
         const auto coded = journal.by_code("2");
         REQUIRE(coded);
         CHECK(coded->has_value() == !rows->empty());
         if (rows->empty()) {
             CHECK(token(journal.read(2)) == "not_found");
             return false;
         }
         Row added = filing(kNew);
         added.id = 2;
         CHECK(as_given(rows->at(0)) == added);
         return true;
     }},
    {"change", [](Journal& journal) { return token(journal.change(changed(1))); }, whole_old_or_new},
    {"rate", [](Journal& journal) { return token(journal.rate({.subject = "case-1", .grade = 2})); },
     [](Journal& journal) {
         CHECK_FALSE(whole_old_or_new(journal));
         return !journal.ratings_waiting()->empty();
     }},
};

// A disk with a journal of one row.
struct Rig {
    Scratch scratch;
    FaultVfs disk{"faulty"};
    std::string file = scratch.path("j.db");
    std::optional<Journal> journal;

    Rig() {
        journal.emplace(opened(file, disk.name()));
        REQUIRE(journal->add(filing(kOld), kPersonA, "1"));
        disk.reset_acts();
    }
    void restart(std::uint64_t seed) {
        journal.reset();
        disk.power_cut(seed);
        journal.emplace(opened(file, disk.name()));
    }
};

}  // namespace

TEST_CASE("the power goes at any act of a call, or of the clean end after it") {
    for (const Step& step : kSteps) {
        for (std::uint64_t seed = 0; seed < 6; ++seed) {
            bool struck = true;
            std::uint64_t at = 1;
            int old_states = 0, new_states = 0;
            for (; struck; ++at) {
                INFO(step.name << " seed " << seed << " act " << at);
                Rig rig;
                rig.disk.fail_at(at, Fault::power);
                const std::string reported = step.act(*rig.journal);
                rig.journal.reset();  // a clean end copies the log into the database
                struck = rig.disk.powerless();
                rig.restart(seed);
                const bool is_new = step.is_new(*rig.journal);
                if (reported == "none") CHECK(is_new);
                ++(is_new ? new_states : old_states);
                CHECK(rig.journal->check()->whole);
                CHECK(rig.journal->change(changed(1)));
            }
            CHECK(at > 4);
            CHECK(old_states > 0);
            CHECK(new_states > 0);
        }
    }
}

TEST_CASE("a full or failing disk at any act: the row as it was, and the next call works") {
    const std::vector<std::pair<Fault, std::string>> faults = {
        {Fault::full, "disk_full"}, {Fault::torn_full, "disk_full"}, {Fault::io, "io"}};
    for (const Step& step : kSteps) {
        for (const auto& [fault, expected] : faults) {
            for (const bool lasting : {false, true}) {
                int failures = 0;
                for (std::uint64_t at = 1;; ++at) {
                    INFO(step.name << " " << expected << " act " << at << " lasting " << lasting);
                    Rig rig;
                    rig.disk.fail_at(at, fault, lasting);
                    const std::string reported = step.act(*rig.journal);
                    const bool reached = rig.disk.acts() >= at;
                    rig.disk.fail_at(0, Fault::none);
                    if (reported != "none") {
                        ++failures;
                        CHECK(reported == expected);
                        CHECK_FALSE(step.is_new(*rig.journal));
                        CHECK(step.act(*rig.journal) == "none");
                    }
                    CHECK(step.is_new(*rig.journal));
                    rig.restart(0);
                    CHECK(step.is_new(*rig.journal));
                    if (!reached) break;
                }
                CHECK(failures > 1);
            }
        }
    }
}

TEST_CASE("the first start and the migration can be cut anywhere and done again") {
    for (const bool migrate : {false, true}) {
        bool struck = true;
        for (std::uint64_t at = 1; struck; ++at) {
            for (std::uint64_t seed = 0; seed < 3; ++seed) {
                INFO("migration " << migrate << " act " << at << " seed " << seed);
                const Scratch scratch;
                FaultVfs disk("first_start");
                const std::string file = scratch.path("j.db");
                if (migrate) {
                    sql(file,
                        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; BEGIN IMMEDIATE;"
                        "PRAGMA application_id = 1130984035; PRAGMA user_version = 1;"
                        "CREATE TABLE mark (name TEXT PRIMARY KEY, second INTEGER NOT NULL) STRICT;"
                        "INSERT INTO mark VALUES ('msgid', 1000); COMMIT",
                        disk.name());
                }
                disk.reset_acts();
                disk.fail_at(at, Fault::power);
                {
                    auto journal = Journal::open(file, disk.name());
                    if (journal) (void)journal->add(filing(kOld), kPersonA, "1");
                }
                struck = disk.powerless();
                disk.power_cut(seed);
                auto journal = opened(file, disk.name());
                const auto rows = journal.untold(kPersonA);
                REQUIRE(rows);
                for (const Row& row : *rows) CHECK(row.content == kOld);
                auto mark = HighWaterMark::open(file, disk.name());
                REQUIRE(mark);
                CHECK(mark->reserve(0) == (migrate ? 1001 : 1));
            }
        }
    }
}

TEST_CASE("many calls, a cut anywhere among them, the log's turnovers included: nothing reported is lost") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const Scratch scratch;
        FaultVfs disk("many");
        const std::string file = scratch.path("j.db");
        std::map<std::int64_t, std::string> reported;
        std::int64_t trying = 0;
        std::string trying_content;
        std::optional<Journal> journal = opened(file, disk.name());
        std::optional<HighWaterMark> mark = std::move(*HighWaterMark::open(file, disk.name()));
        std::int64_t reserved = 0;
        disk.reset_acts();
        disk.fail_at(seed * 157, Fault::power);
        for (int i = 0; !disk.powerless() && i < 3000; ++i) {
            trying_content = std::string(static_cast<std::size_t>(i * 37 % 6000), 'a') + std::to_string(i);
            if (i % 3 == 0 && !reported.empty()) {
                trying = 1 + i % static_cast<std::int64_t>(reported.size());
                Row row = changed(trying);
                row.content = trying_content;
                if (journal->change(row)) reported[trying] = trying_content;
            } else {
                trying = static_cast<std::int64_t>(reported.size()) + 1;
                const auto id = journal->add(filing(trying_content), kPersonA, "1");
                if (id) reported[*id] = trying_content;
            }
            if (const auto second = mark->reserve(0)) reserved = *second;
        }
        REQUIRE(disk.powerless());
        journal.reset();
        mark.reset();
        disk.power_cut(seed % 2 == 0 ? seed : 0);
        INFO("seed " << seed << ", " << reported.size() << " rows reported");
        journal = opened(file, disk.name());
        CHECK(journal->check()->whole);
        for (const auto& [id, content] : reported) {
            const auto row = journal->read(id);
            REQUIRE(row);
            if (row->content != content) {
                CHECK(id == trying);
                CHECK(row->content == trying_content);
            }
        }
        mark = std::move(*HighWaterMark::open(file, disk.name()));
        CHECK(mark->reserve(0).value() > reserved);
    }
}
