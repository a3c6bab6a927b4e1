// Versions of the file, and files that are none of ours.
#include <sqlite3.h>

#include <catch2/matchers/catch_matchers_string.hpp>

#include "kiosk/journal/high_water_mark.h"
#include "tests/unit/journal/fault_vfs.h"
#include "tests/unit/journal/samples.h"

using namespace circle::journal;
using namespace circle::journal::test;
using Catch::Matchers::ContainsSubstring;

namespace {

// What the program of version 1 wrote, statement by statement.
const std::string kVersion1 =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; BEGIN IMMEDIATE;"
    "PRAGMA application_id = 1130984035; PRAGMA user_version = 1;"
    "CREATE TABLE mark (name TEXT PRIMARY KEY, second INTEGER NOT NULL) STRICT;"
    "INSERT INTO mark VALUES ('msgid', 0); COMMIT;"
    "BEGIN IMMEDIATE; UPDATE mark SET second = 1795312866 WHERE name = 'msgid'; COMMIT";

std::int64_t number(const std::string& file, const char* statement) {
    sqlite3* db = nullptr;
    sqlite3_stmt* query = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &db) == SQLITE_OK);
    REQUIRE(sqlite3_prepare_v2(db, statement, -1, &query, nullptr) == SQLITE_OK);
    REQUIRE(sqlite3_step(query) == SQLITE_ROW);
    const std::int64_t value = sqlite3_column_int64(query, 0);
    sqlite3_finalize(query);
    sqlite3_close(db);
    return value;
}

// Both ways in give the same token.
std::string fault(const std::string& file) {
    const std::string as_journal = token(Journal::open(file)), as_mark = token(HighWaterMark::open(file));
    CHECK(as_journal == as_mark);
    return as_journal;
}

}  // namespace

TEST_CASE("a journal of version 1 is migrated, its mark kept") {
    for (const bool mark_first : {false, true}) {
        const Scratch scratch;
        const std::string file = scratch.path("j.db");
        sql(file, kVersion1);
        if (!mark_first) opened(file);
        auto mark = HighWaterMark::open(file);
        REQUIRE(mark);
        auto journal = opened(file);
        CHECK(mark->reserve(0) == 1795312867);
        CHECK(number(file, "PRAGMA user_version") == 2);
        CHECK(journal.add(filing(), kPersonA, "1") == 1);
        CHECK(token(HighWaterMark::open(file)) == "none");
        CHECK(number(file, "PRAGMA user_version") == 2);
    }
}

TEST_CASE("what is not our journal is refused by token and left as it is, byte for byte") {
    const Scratch scratch;
    const std::string text = scratch.write("text.db", std::string(4096, 'x'));
    CHECK(fault(text) == "foreign");
    CHECK(slurp(text) == std::string(4096, 'x'));

    const std::string other = scratch.path("other.db");
    sql(other, "CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES ('a')");
    const std::string before = slurp(other);
    CHECK(fault(other) == "foreign");
    CHECK(slurp(other) == before);
    sql(scratch.path("bare.db"), "PRAGMA application_id = 7");
    CHECK(fault(scratch.path("bare.db")) == "foreign");

    const std::string newer = scratch.path("newer.db");
    opened(newer);
    sql(newer, "PRAGMA user_version = 3");
    CHECK(fault(newer) == "newer");
    CHECK(number(newer, "PRAGMA user_version") == 3);
    sql(newer, "PRAGMA user_version = 0");
    CHECK(fault(newer) == "corrupt");

    const auto nowhere = Journal::open(scratch.path("nowhere/j.db"));
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().token == "io");
    CHECK_THAT(nowhere.error().text, ContainsSubstring("nowhere/j.db: cannot be opened"));
    CHECK(fault(scratch.path("")) == "io");  // a folder
}

TEST_CASE("a journal that lacks a table or has another in its place is corrupt") {
    for (const char* spoil : {"DROP TABLE matter", "DROP TABLE rating", "DROP TABLE seal",
                              "DROP TABLE rating; CREATE TABLE rating (id INTEGER)"}) {
        const Scratch scratch;
        opened(scratch.path("j.db"));
        sql(scratch.path("j.db"), spoil);
        CHECK(token(Journal::open(scratch.path("j.db"))) == "corrupt");
    }
}

TEST_CASE("a damaged file gives errors and no crash, wherever the damage is") {
    const Scratch scratch;
    const std::string file = scratch.path("j.db");
    {
        auto journal = opened(file);
        for (int i = 0; i < 40; ++i)
            REQUIRE(journal.add(filing(std::string(300, 'c')), kPersonA, std::to_string(i)));
        REQUIRE(journal.rate({.subject = "case-1", .grade = 3}));
    }
    const std::string good = slurp(file), key = slurp(file + ".key");
    REQUIRE(good.size() > 20000);
    int refused = 0, found = 0;
    for (std::size_t at = 16; at < good.size(); at += 509) {
        const Scratch spoiled;
        std::string bytes = good;
        for (std::size_t i = at; i < std::min(at + 64, bytes.size()); ++i) bytes[i] = static_cast<char>(i * 7);
        spoiled.write("j.db.key", key);
        auto journal = Journal::open(spoiled.write("j.db", bytes));
        if (!journal) {
            ++refused;
            CHECK_THAT(journal.error().text, ContainsSubstring("j.db"));
            continue;
        }
        const auto rows = journal->open_rows();
        const auto mine = journal->untold(kPersonA);
        for (int id = 1; id <= 40; ++id) (void)journal->read(id);
        (void)journal->by_code("7");
        (void)journal->counts();
        (void)journal->ratings_waiting();
        const auto health = journal->check();
        if (!health || !health->whole || health->unreadable > 0) ++found;
    }
    CHECK(refused > 0);
    CHECK(found > 10);
    scratch.write("cut.db", good.substr(0, 1000));
    CHECK(fault(scratch.path("cut.db")) == "corrupt");
}

TEST_CASE("the technician's check names a damage") {
    const Scratch scratch;
    FaultVfs disk("damaged");
    const std::string file = scratch.path("j.db");
    {
        auto journal = opened(file, disk.name());
        for (int i = 0; i < 40; ++i) REQUIRE(journal.add(filing(), kPersonA, std::to_string(i)));
    }
    std::string bytes = disk.content(file);
    const std::size_t last = bytes.size() - 4096;
    for (std::size_t i = last; i < bytes.size(); ++i) bytes[i] = '\x55';
    disk.put(file, bytes);
    auto journal = opened(file, disk.name());
    const auto health = journal.check();
    REQUIRE(health);
    CHECK_FALSE(health->whole);
    CHECK_FALSE(health->finding.empty());
}

TEST_CASE("a file that may only be read is told as such") {
    const Scratch scratch;
    FaultVfs disk("read_only");
    const std::string file = scratch.path("j.db");
    auto journal = opened(file, disk.name());
    disk.read_only(true);
    CHECK(token(Journal::open(file, disk.name())) == "read_only");
    CHECK(token(HighWaterMark::open(file, disk.name())) == "read_only");
    disk.read_only(false);
    CHECK(journal.add(filing(), kPersonA, "1") == 1);
}
