// The test's own disk: it must lose what was not synced, or the tests that stand on it prove nothing.
#include "tests/unit/journal/fault_vfs.h"

#include <sqlite3.h>

#include "tests/unit/journal/samples.h"

using namespace circle::journal::test;

namespace {

class Connection {
  public:
    Connection(const std::string& file, const FaultVfs& disk) {
        REQUIRE(sqlite3_open_v2(file.c_str(), &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                                disk.name().c_str()) == SQLITE_OK);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection() { sqlite3_close(db_); }
    int run(const char* statements) { return sqlite3_exec(db_, statements, nullptr, nullptr, nullptr); }
    int rows() {
        sqlite3_stmt* query = nullptr;
        if (sqlite3_prepare_v2(db_, "SELECT count(*) FROM t", -1, &query, nullptr) != SQLITE_OK) return -1;
        const int count = sqlite3_step(query) == SQLITE_ROW ? sqlite3_column_int(query, 0) : -1;
        sqlite3_finalize(query);
        return count;
    }

  private:
    sqlite3* db_ = nullptr;
};

// Rows that are left of 20 reported ones.
int survivors(const char* mode, std::uint64_t seed) {
    FaultVfs disk("disk");
    {
        Connection db("t.db", disk);
        REQUIRE(db.run("PRAGMA journal_mode=WAL; CREATE TABLE t (v)") == SQLITE_OK);
        REQUIRE(db.run(mode) == SQLITE_OK);
        for (int i = 0; i < 20; ++i) REQUIRE(db.run("INSERT INTO t VALUES (zeroblob(3000))") == SQLITE_OK);
        disk.power_cut(seed);
        CHECK(db.run("INSERT INTO t VALUES (1)") != SQLITE_OK);  // a handle of before the cut
    }
    return Connection("t.db", disk).rows();
}

}  // namespace

TEST_CASE("only what was synced survives") {
    CHECK(survivors("PRAGMA synchronous=FULL", 0) == 20);
    CHECK(survivors("PRAGMA synchronous=FULL", 5) == 20);
    CHECK(survivors("PRAGMA synchronous=NORMAL", 0) < 20);
    CHECK(survivors("PRAGMA synchronous=OFF", 0) < 20);
}

TEST_CASE("a file that was never synced is not there after the cut") {
    FaultVfs disk("disk");
    {
        Connection db("t.db", disk);
        REQUIRE(db.run("PRAGMA synchronous=OFF; CREATE TABLE t (v)") == SQLITE_OK);
        CHECK(disk.exists("t.db"));
        disk.power_cut();
    }
    CHECK_FALSE(disk.exists("t.db"));
}

TEST_CASE("a fault strikes once or from then on, and can be taken back") {
    FaultVfs disk("disk");
    Connection db("t.db", disk);
    REQUIRE(db.run("PRAGMA journal_mode=WAL; CREATE TABLE t (v)") == SQLITE_OK);
    disk.reset_acts();
    disk.fail_at(1, Fault::full);
    CHECK(db.run("INSERT INTO t VALUES (1)") == SQLITE_FULL);
    CHECK(db.run("INSERT INTO t VALUES (1)") == SQLITE_OK);
    disk.fail_at(disk.acts() + 1, Fault::io, true);
    CHECK(db.run("INSERT INTO t VALUES (1)") == SQLITE_IOERR);
    CHECK(db.run("INSERT INTO t VALUES (1)") == SQLITE_IOERR);
    disk.fail_at(0, Fault::none);
    CHECK(db.run("INSERT INTO t VALUES (1)") == SQLITE_OK);
    CHECK(db.rows() == 2);
}

TEST_CASE("two connections see each other's rows and locks") {
    FaultVfs disk("disk");
    for (const char* mode : {"PRAGMA journal_mode=DELETE", "PRAGMA journal_mode=WAL"}) {
        Connection first("t.db", disk), second("t.db", disk);
        REQUIRE(first.run(mode) == SQLITE_OK);
        REQUIRE(first.run("DROP TABLE IF EXISTS t; CREATE TABLE t (v); INSERT INTO t VALUES (1)") == SQLITE_OK);
        CHECK(second.rows() == 1);
        REQUIRE(first.run("BEGIN IMMEDIATE; INSERT INTO t VALUES (2)") == SQLITE_OK);
        CHECK(second.run("BEGIN IMMEDIATE") == SQLITE_BUSY);
        CHECK(second.rows() == 1);
        REQUIRE(first.run("COMMIT") == SQLITE_OK);
        CHECK(second.rows() == 2);
        CHECK(second.run("INSERT INTO t VALUES (3)") == SQLITE_OK);
        CHECK(first.rows() == 3);
    }
}
