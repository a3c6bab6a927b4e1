// The mark's file: durable, private, and an error value when it is not what it should be.
#include "kiosk/journal/high_water_mark.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "tests/unit/relay/scratch.h"

using circle::journal::HighWaterMark;
using namespace circle::relay::test;
using Catch::Matchers::ContainsSubstring;

namespace {

void sql(const std::string& file, const char* statements) {
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &db) == SQLITE_OK);
    CHECK(sqlite3_exec(db, statements, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(db);
}

std::string fault(const std::string& file) {
    const auto mark = HighWaterMark::open(file);
    return mark ? "none" : mark.error().text;
}

}  // namespace

TEST_CASE("a second is given once and the next is later") {
    const Scratch scratch;
    auto mark = HighWaterMark::open(scratch.path("j.db"));
    REQUIRE(mark);
    CHECK(mark->reserve(1000) == 1000);
    CHECK(mark->reserve(1000) == 1001);
    CHECK(mark->reserve(10) == 1002);
    CHECK(mark->reserve(5000) == 5000);
}

TEST_CASE("the file is ours alone") {
    const Scratch scratch;
    REQUIRE(HighWaterMark::open(scratch.path("j.db")));
    struct stat info {};
    REQUIRE(::stat(scratch.path("j.db").c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
}

TEST_CASE("a killed process leaves the reservation behind") {
    const Scratch scratch;
    const std::string file = scratch.path("j.db");
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        auto mark = HighWaterMark::open(file);
        if (!mark || !mark->reserve(7000)) ::_exit(1);
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    auto mark = HighWaterMark::open(file);
    REQUIRE(mark);
    CHECK(mark->reserve(0) == 7001);
}

TEST_CASE("a file that is not our journal is an error with its name") {
    const Scratch scratch;
    CHECK_THAT(fault(scratch.path("nowhere/j.db")), ContainsSubstring("nowhere/j.db: cannot be opened"));
    CHECK_THAT(fault(scratch.write("text.db", std::string(4096, 'x'))), ContainsSubstring("text.db: "));

    sql(scratch.path("other.db"), "CREATE TABLE songs (title TEXT)");
    CHECK_THAT(fault(scratch.path("other.db")), ContainsSubstring("not this program's journal"));

    REQUIRE(HighWaterMark::open(scratch.path("newer.db")));
    sql(scratch.path("newer.db"), "PRAGMA user_version = 99");
    CHECK_THAT(fault(scratch.path("newer.db")), ContainsSubstring("journal of version 99"));

    REQUIRE(HighWaterMark::open(scratch.path("bare.db")));
    sql(scratch.path("bare.db"), "DELETE FROM mark");
    CHECK_THAT(fault(scratch.path("bare.db")), ContainsSubstring("holds no mark"));
}

TEST_CASE("a damaged file is an error and no crash") {
    const Scratch scratch;
    const std::string file = scratch.path("j.db");
    {
        auto mark = HighWaterMark::open(file);
        REQUIRE(mark);
        REQUIRE(mark->reserve(1000));
    }
    std::string bytes = slurp(file);
    REQUIRE(bytes.size() > 4200);
    for (std::size_t i = 100; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 7);
    CHECK_THAT(fault(scratch.write("damaged.db", bytes)), ContainsSubstring("damaged.db: "));
    CHECK_THAT(fault(scratch.write("cut.db", bytes.substr(0, 1000))), ContainsSubstring("cut.db: "));
}

TEST_CASE("a journal that somebody else keeps locked gives an error value in the end") {
    const Scratch scratch;
    auto mark = HighWaterMark::open(scratch.path("j.db"));
    REQUIRE(mark);
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open(scratch.path("j.db").c_str(), &other) == SQLITE_OK);
    REQUIRE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
    const auto refused = mark->reserve(1000);
    CHECK_FALSE(refused);
    REQUIRE(sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr) == SQLITE_OK);
    CHECK(mark->reserve(1000) == 1000);
    sqlite3_close(other);
}
