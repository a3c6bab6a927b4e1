#include "tests/simulation/reader.h"

#include <sqlite3.h>

namespace circle::simulation {
namespace {

#define CIRCLE_SEEN "SELECT id, state, kind, txn, message_id, reason, tries, settled, told FROM matter"

std::string text(sqlite3_stmt* statement, int column) {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
    return bytes != nullptr ? std::string(bytes, size) : std::string();
}

Seen seen(sqlite3_stmt* statement) {
    Seen row;
    row.matter = static_cast<std::uint64_t>(sqlite3_column_int64(statement, 0));
    row.state = text(statement, 1);
    row.kind = text(statement, 2);
    row.transaction = text(statement, 3);
    row.message_id = text(statement, 4);
    row.reason = text(statement, 5);
    row.tries = sqlite3_column_int(statement, 6);
    row.settled = sqlite3_column_int(statement, 7) != 0;
    row.told = sqlite3_column_int(statement, 8) != 0;
    return row;
}

}  // namespace

bool Reader::open(const std::string& file, const std::string& vfs) {
    close();
    return sqlite3_open_v2(file.c_str(), &db_, SQLITE_OPEN_READWRITE, vfs.c_str()) == SQLITE_OK &&
           sqlite3_prepare_v2(db_, CIRCLE_SEEN " WHERE id = ?", -1, &one_, nullptr) == SQLITE_OK &&
           sqlite3_prepare_v2(db_, CIRCLE_SEEN " ORDER BY id", -1, &all_, nullptr) == SQLITE_OK &&
           sqlite3_prepare_v2(db_,
                              "SELECT 1 FROM matter WHERE settled = 0 GROUP BY person, txn HAVING count(*) > 1",
                              -1, &twice_, nullptr) == SQLITE_OK;
}

void Reader::close() {
    sqlite3_finalize(one_);
    sqlite3_finalize(all_);
    sqlite3_finalize(twice_);
    sqlite3_close_v2(db_);
    db_ = nullptr;
    one_ = all_ = twice_ = nullptr;
}

bool Reader::run(const char* sql) { return sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK; }

std::optional<Seen> Reader::row(std::uint64_t matter) {
    std::optional<Seen> found;
    sqlite3_bind_int64(one_, 1, static_cast<sqlite3_int64>(matter));
    if (sqlite3_step(one_) == SQLITE_ROW) found = seen(one_);
    sqlite3_reset(one_);
    return found;
}

std::vector<Seen> Reader::all() {
    std::vector<Seen> rows;
    while (sqlite3_step(all_) == SQLITE_ROW) rows.push_back(seen(all_));
    sqlite3_reset(all_);
    return rows;
}

bool Reader::two_open_at_once() {
    const bool found = sqlite3_step(twice_) == SQLITE_ROW;
    sqlite3_reset(twice_);
    return found;
}

}  // namespace circle::simulation
