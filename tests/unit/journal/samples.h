// Rows and files that the journal's tests share. All numbers are made up.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "kiosk/journal/journal.h"
#include "tests/unit/relay/scratch.h"

namespace circle::journal::test {

using circle::relay::test::Scratch;
using circle::relay::test::slurp;

inline const std::string kPersonA = "43102119650307002X";
inline const std::string kPersonB = "431021195806040025";

inline Row filing(const std::string& content = "content of a filing") {
    Row row;
    row.state = "recorded";
    row.kind = "filing";
    row.transaction = "2501";
    row.created_ms = row.changed_ms = 1795312800000;
    row.content = content;
    return row;
}

// A row as it was handed in: its person's hash is the journal's.
inline Row as_given(Row row) {
    row.person.clear();
    return row;
}

// The name of what went wrong, or "none".
template <typename Result>
std::string token(const Result& result) {
    return result ? std::string("none") : result.error().token;
}

// Statements by a connection of the test's own.
void sql(const std::string& file, const std::string& statements, const std::string& vfs = {});
// The same, and what SQLite says of it.
int try_sql(const std::string& file, const std::string& statements, const std::string& vfs = {});

inline Journal opened(const std::string& file, const std::string& vfs = {}) {
    auto journal = Journal::open(file, vfs);
    INFO((journal ? "" : journal.error().text));
    REQUIRE(journal);
    return std::move(*journal);
}

}  // namespace circle::journal::test
