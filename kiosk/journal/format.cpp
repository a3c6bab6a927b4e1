// The tables of each version and the way from one to the next (README.md). A version's text never changes once
// it has been shipped: a later version adds a step.
#include <sqlite3.h>

#include <array>
#include <string>

#include "kiosk/journal/database.h"

namespace circle::journal {
namespace {

// Step n makes version n of version n - 1.
constexpr std::array<const char*, kSchemaVersion> kSteps = {
    // 1: the mark
    "PRAGMA application_id = 1130984035;"
    "CREATE TABLE mark (name TEXT PRIMARY KEY, second INTEGER NOT NULL) STRICT;"
    "INSERT INTO mark VALUES ('msgid', 0);"
    "PRAGMA user_version = 1",

    // 2: transactions and ratings. A REPLACE deletes without asking the delete trigger, hence the insert
    // triggers.
    "CREATE TABLE seal (name TEXT PRIMARY KEY, value BLOB NOT NULL CHECK (length(value) = 32)) STRICT;"
    "CREATE TABLE matter ("
    " id INTEGER PRIMARY KEY,"
    " state TEXT NOT NULL CHECK (length(state) BETWEEN 1 AND 20 AND state NOT GLOB '*[^a-z_]*'),"
    " kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 20 AND kind NOT GLOB '*[^a-z_]*'),"
    " txn TEXT NOT NULL CHECK (length(txn) BETWEEN 1 AND 20),"
    " message_id TEXT NOT NULL CHECK (length(message_id) <= 40),"
    " created_ms INTEGER NOT NULL,"
    " changed_ms INTEGER NOT NULL,"
    " tries INTEGER NOT NULL CHECK (tries >= 0),"
    " settled INTEGER NOT NULL CHECK (settled IN (0, 1)),"
    " told INTEGER NOT NULL CHECK (told IN (0, 1)),"
    " reason TEXT NOT NULL CHECK (length(reason) <= 40),"
    " person BLOB CHECK (length(person) = 32),"
    " code BLOB CHECK (length(code) = 32),"
    " content BLOB) STRICT;"
    "CREATE INDEX matter_open ON matter (id) WHERE settled = 0;"
    "CREATE INDEX matter_person ON matter (person) WHERE person IS NOT NULL AND (told = 0 OR settled = 0);"
    "CREATE INDEX matter_code ON matter (code) WHERE code IS NOT NULL;"
    "CREATE TRIGGER matter_stays BEFORE DELETE ON matter"
    " BEGIN SELECT RAISE(ABORT, 'a transaction is never deleted'); END;"
    "CREATE TRIGGER matter_not_replaced BEFORE INSERT ON matter"
    " WHEN EXISTS (SELECT 1 FROM matter WHERE id = NEW.id)"
    " BEGIN SELECT RAISE(ABORT, 'a transaction is never replaced'); END;"
    "CREATE TABLE rating ("
    " id INTEGER PRIMARY KEY,"
    " subject BLOB NOT NULL UNIQUE CHECK (length(subject) = 32),"
    " uploaded INTEGER NOT NULL CHECK (uploaded IN (0, 1)),"
    " content BLOB NOT NULL) STRICT;"
    "CREATE INDEX rating_waiting ON rating (id) WHERE uploaded = 0;"
    "CREATE TRIGGER rating_stays BEFORE DELETE ON rating"
    " BEGIN SELECT RAISE(ABORT, 'a rating is never deleted'); END;"
    "CREATE TRIGGER rating_not_replaced BEFORE INSERT ON rating"
    " WHEN EXISTS (SELECT 1 FROM rating WHERE id = NEW.id OR subject = NEW.subject)"
    " BEGIN SELECT RAISE(ABORT, 'a rating is never replaced'); END;"
    "CREATE TRIGGER rating_not_altered BEFORE UPDATE ON rating"
    " WHEN NEW.id IS NOT OLD.id OR NEW.subject IS NOT OLD.subject OR NEW.content IS NOT OLD.content"
    " OR NEW.uploaded < OLD.uploaded"
    " BEGIN SELECT RAISE(ABORT, 'a rating is never altered'); END;"
    "PRAGMA user_version = 2",
};
static_assert(kApplicationId == 1130984035, "written out above");

tl::expected<std::int64_t, JournalError> number(const Database& db, const char* sql) {
    Statement statement(db, sql);
    if (statement.step() != Step::row) return tl::unexpected(db.error("cannot be read"));
    return statement.integer(0);
}

// 0: an empty file that is still to become a journal. Only reads.
tl::expected<int, JournalError> version_of(const Database& db) {
    const auto application = number(db, "PRAGMA application_id");
    if (!application) return tl::unexpected(application.error());
    const auto tables = number(db, "SELECT count(*) FROM sqlite_master");
    if (!tables) return tl::unexpected(tables.error());
    if (*tables == 0 && *application == 0) return 0;
    if (*application != kApplicationId) {
        return tl::unexpected(db.fault("is a database, but not this program's journal", "foreign"));
    }
    const auto version = number(db, "PRAGMA user_version");
    if (!version) return tl::unexpected(version.error());
    if (*version < 1 || *tables == 0)
        return tl::unexpected(db.fault("holds no tables of a journal", "corrupt"));
    if (*version > kSchemaVersion) {
        return tl::unexpected(db.fault("journal of version " + std::to_string(*version) +
                                           ", this program reads up to " + std::to_string(kSchemaVersion),
                                       "newer"));
    }
    return static_cast<int>(*version);
}

// FULL: a commit is on the disk before it counts. The default of WAL would lose the last ones at a power cut.
// Small pages, in a file that is new: the log takes whole pages, and a row touches five.
tl::expected<void, JournalError> set_up_connection(const Database& db) {
    if (!db.run("PRAGMA page_size = 1024")) return tl::unexpected(db.error("cannot be used as the journal"));
    Statement mode(db, "PRAGMA journal_mode = WAL");
    if (mode.step() != Step::row) return tl::unexpected(db.error("cannot be used as the journal"));
    if (mode.bytes(0) != "wal") {
        return tl::unexpected(db.fault("its file system has no shared memory for a write-ahead log", "io"));
    }
    if (!db.run("PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON")) {
        return tl::unexpected(db.error("cannot be used as the journal"));
    }
    return {};
}

}  // namespace

tl::expected<void, JournalError> prepare(const Database& db) {
    sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    // Looked at before anything is written: another program's file stays as it is, byte for byte.
    if (const auto version = version_of(db); !version) return tl::unexpected(version.error());
    // SQLite falls back to reading where it may not write, and would say so at the first change only.
    if (sqlite3_db_readonly(db.handle(), "main") != 0)
        return tl::unexpected(db.fault("may not be written", "read_only"));
    if (auto set = set_up_connection(db); !set) return set;
    Transaction transaction(db);
    if (!transaction.begun()) return tl::unexpected(db.error("cannot be written"));
    // Again under the write lock: another process may have made or migrated it meanwhile.
    const auto version = version_of(db);
    if (!version) return tl::unexpected(version.error());
    if (*version == kSchemaVersion) return {};
    for (auto step = static_cast<std::size_t>(*version); step < kSteps.size(); ++step) {
        if (!db.run(kSteps[step])) return tl::unexpected(db.error("cannot be set up"));
    }
    if (!transaction.commit()) return tl::unexpected(db.error("cannot be written"));
    return {};
}

}  // namespace circle::journal
