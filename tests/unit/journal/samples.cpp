#include "tests/unit/journal/samples.h"

#include <sqlite3.h>

namespace circle::journal::test {

int try_sql(const std::string& file, const std::string& statements, const std::string& vfs) {
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                            vfs.empty() ? nullptr : vfs.c_str()) == SQLITE_OK);
    const int status = sqlite3_exec(db, statements.c_str(), nullptr, nullptr, nullptr);
    sqlite3_close(db);
    return status;
}

void sql(const std::string& file, const std::string& statements, const std::string& vfs) {
    INFO(statements);
    CHECK(try_sql(file, statements, vfs) == SQLITE_OK);
}

}  // namespace circle::journal::test
