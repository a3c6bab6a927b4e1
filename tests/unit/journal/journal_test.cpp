// The rows of state-changing transactions: what goes in comes out, and is found by what one has of it.
#include "kiosk/journal/journal.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/matchers/catch_matchers_string.hpp>
#include <csignal>

#include "kiosk/journal/high_water_mark.h"
#include "tests/unit/journal/fault_vfs.h"
#include "tests/unit/journal/samples.h"

using namespace circle::journal;
using namespace circle::journal::test;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("a row comes back as it was put, after a restart too") {
    const Scratch scratch;
    Row row = filing(std::string("\0\xFF name and answers", 20));
    row.message_id = "H43102100001202611221544260000";
    row.tries = 3;
    row.reason = "timed_out";
    {
        auto journal = opened(scratch.path("j.db"));
        const auto id = journal.add(row, kPersonA, "3827");
        REQUIRE(id == 1);
        row.id = *id;
        CHECK(as_given(journal.read(1).value()) == row);
    }
    auto journal = opened(scratch.path("j.db"));
    CHECK(as_given(journal.read(1).value()) == row);
    CHECK(token(journal.read(2)) == "not_found");
}

TEST_CASE("a change takes every clear column, and the content only when there is one") {
    const Scratch scratch;
    auto journal = opened(scratch.path("j.db"));
    Row row = filing("first");
    row.id = journal.add(row, kPersonA, "1").value();
    row.state = "unknown";
    row.changed_ms += 5;
    row.reason = "closed_line";
    row.message_id = "H1";
    row.tries = 1;
    row.content.reset();
    REQUIRE(journal.change(row));
    auto read = journal.read(row.id);
    REQUIRE(read);
    CHECK(read->content == "first");
    read->content.reset();
    CHECK(as_given(*read) == row);

    row.content = "second";
    row.settled = row.told = true;
    REQUIRE(journal.change(row));
    CHECK(as_given(journal.read(row.id).value()) == row);

    row.id = 99;
    CHECK(token(journal.change(row)) == "not_found");
}

TEST_CASE("what is open is listed oldest first and without content") {
    const Scratch scratch;
    auto journal = opened(scratch.path("j.db"));
    for (int i = 0; i < 3; ++i) REQUIRE(journal.add(filing(), kPersonA, ""));
    Row second = journal.read(2).value();
    second.settled = true;
    second.state = "confirmed";
    REQUIRE(journal.change(second));
    const auto open = journal.open_rows();
    REQUIRE(open);
    REQUIRE(open->size() == 2);
    CHECK(open->at(0).id == 1);
    CHECK(open->at(1).id == 3);
    CHECK_FALSE(open->at(0).content);
    CHECK_FALSE(open->at(0).damaged);
    const std::map<std::string, std::uint64_t> counts = {{"confirmed", 1}, {"recorded", 2}};
    CHECK(journal.counts() == counts);
}

TEST_CASE("a person is told her own, until she was told and it is settled") {
    const Scratch scratch;
    auto journal = opened(scratch.path("j.db"));
    Row row = filing("of A");
    row.id = journal.add(row, kPersonA, "1").value();
    REQUIRE(journal.add(filing("of B"), kPersonB, "2"));
    REQUIRE(journal.add(filing("of nobody"), "", ""));

    auto mine = journal.untold(kPersonA);
    REQUIRE(mine);
    REQUIRE(mine->size() == 1);
    CHECK(as_given(mine->at(0)) == row);
    CHECK(journal.untold("43102119650307002x")->size() == 1);  // the last character in the other case
    CHECK(journal.untold("431021196503070021")->empty());
    CHECK(journal.untold("")->empty());

    row.told = true;
    REQUIRE(journal.change(row));
    CHECK(journal.untold(kPersonA)->size() == 1);  // told, but still open
    row.settled = true;
    row.told = false;
    REQUIRE(journal.change(row));
    CHECK(journal.untold(kPersonA)->size() == 1);
    row.told = true;
    REQUIRE(journal.change(row));
    CHECK(journal.untold(kPersonA)->empty());
    CHECK(journal.untold(kPersonB)->at(0).content == "of B");
    // Told and settled, it is still found by who knows what to ask for.
    REQUIRE(journal.settled(kPersonA, row.kind)->size() == 1);
    CHECK(journal.settled(kPersonA, row.kind)->at(0).content == "of A");
    CHECK(journal.settled(kPersonA, row.kind, 0)->empty());
    CHECK(journal.settled(kPersonA, "other")->empty());
    CHECK(journal.settled(kPersonB, row.kind)->empty());
    CHECK(journal.settled("", row.kind)->empty());
}

TEST_CASE("a row takes the number that its caller gives, and no number twice") {
    const Scratch scratch;
    auto journal = opened(scratch.path("j.db"));
    CHECK(journal.last_id() == 0);
    Row row = filing();
    row.id = 7;
    CHECK(journal.add(row, kPersonA, "1") == 7);
    CHECK(journal.last_id() == 7);
    CHECK(token(journal.add(row, kPersonB, "2")) == "corrupt");
    CHECK(journal.read(7)->person == journal.person(kPersonA));
    CHECK_FALSE(journal.by_code("2").value());
    row.id = 3;  // a smaller one that is free
    CHECK(journal.add(row, kPersonB, "3") == 3);
    CHECK(journal.last_id() == 7);
    CHECK(journal.add(filing(), kPersonB, "4") == 8);
}

TEST_CASE("a row carries its person's keyed hash, which is that person's alone and this journal's") {
    const Scratch scratch;
    auto journal = opened(scratch.path("j.db"));
    auto other = opened(scratch.path("other.db"));
    REQUIRE(journal.add(filing(), kPersonA, "1"));
    REQUIRE(journal.add(filing(), "", "2"));
    CHECK(journal.person(kPersonA).size() == 32);
    CHECK(journal.person("").empty());
    CHECK(journal.person(kPersonA) != journal.person(kPersonB));
    CHECK(journal.person("43102119650307002x") == journal.person(kPersonA));
    CHECK(journal.person(kPersonA) != other.person(kPersonA));
    CHECK(journal.open_rows()->at(0).person == journal.person(kPersonA));
    CHECK(journal.open_rows()->at(1).person.empty());
    CHECK(journal.untold(kPersonA)->at(0).person == journal.person(kPersonA));
    Row row = journal.read(1).value();
    row.person = journal.person(kPersonB);  // not looked at
    REQUIRE(journal.change(row));
    CHECK(journal.read(1)->person == journal.person(kPersonA));
}

TEST_CASE("told is only what has ended") {
    const Scratch scratch;
    auto journal = opened(scratch.path("j.db"));
    Row row = filing();
    row.id = journal.add(row, kPersonA, "1").value();
    CHECK(token(journal.tell(row.id)) == "not_found");
    CHECK_FALSE(journal.read(row.id)->told);
    row.settled = true;
    row.state = "accepted";
    REQUIRE(journal.change(row));
    REQUIRE(journal.tell(row.id));
    CHECK(journal.read(row.id)->told);
    CHECK(journal.untold(kPersonA)->empty());
    CHECK(journal.tell(row.id));  // again: as it was
    CHECK(token(journal.tell(99)) == "not_found");
}

TEST_CASE("rows of one state, oldest first and without content") {
    const Scratch scratch;
    auto journal = opened(scratch.path("j.db"));
    for (int i = 0; i < 4; ++i) {
        Row row = filing();
        row.settled = i % 2 == 0;
        row.state = row.settled ? "handed_over" : "unknown";
        REQUIRE(journal.add(row, kPersonA, ""));
    }
    const auto rows = journal.in_state("handed_over");
    REQUIRE(rows);
    REQUIRE(rows->size() == 2);
    CHECK(rows->at(0).id == 1);
    CHECK(rows->at(1).id == 3);
    CHECK_FALSE(rows->at(0).content);
    CHECK(journal.in_state("nothing")->empty());
}

TEST_CASE("a code finds the newest row that it was shown for, without content") {
    const Scratch scratch;
    auto journal = opened(scratch.path("j.db"));
    REQUIRE(journal.add(filing(), kPersonA, "4711"));
    REQUIRE(journal.add(filing(), kPersonB, "4711"));
    REQUIRE(journal.add(filing(), kPersonB, ""));
    const auto found = journal.by_code("4711");
    REQUIRE(found);
    REQUIRE(*found);
    CHECK((*found)->id == 2);
    CHECK_FALSE((*found)->content);
    CHECK_FALSE(journal.by_code("4712").value());
    CHECK_FALSE(journal.by_code("").value());
    CHECK_FALSE(journal.by_code(kPersonB).value());
}

TEST_CASE("a row that breaks the bounds is refused and nothing is written") {
    const Scratch scratch;
    auto journal = opened(scratch.path("j.db"));
    const auto refused = [&](auto spoil) {
        Row row = filing();
        spoil(row);
        const auto result = journal.add(row, kPersonA, "1");
        CHECK(token(result) == "bad_row");
        return result ? std::string() : result.error().text;
    };
    CHECK_THAT(refused([](Row& row) { row.state.clear(); }), ContainsSubstring("state"));
    refused([](Row& row) { row.state = "twenty_one_characters"; });
    refused([](Row& row) { row.state = "Sent"; });
    refused([](Row& row) { row.kind = "转诊"; });
    refused([](Row& row) { row.transaction = "2501 "; });
    refused([](Row& row) { row.message_id = "H1-2"; });
    refused([](Row& row) { row.tries = -1; });
    refused([](Row& row) { row.content = std::string(kLongestContent + 1, 'x'); });
    // A reason is a token: no text, and so no name, can come into a clear column.
    const std::string told = refused([](Row& row) { row.reason = "张三 not found"; });
    CHECK(told.find("张三") == std::string::npos);
    CHECK(journal.open_rows()->empty());

    Row row = filing(std::string(kLongestContent, 'x'));
    CHECK(journal.add(row, kPersonA, "1") == 1);
    row.id = 1;
    row.state = "two words";
    CHECK(token(journal.change(row)) == "bad_row");
    CHECK(journal.read(1)->content == std::string(kLongestContent, 'x'));
    row = filing();
    row.content.reset();
    CHECK(journal.add(row, kPersonA, "1") == 2);
    CHECK_FALSE(journal.read(2)->content);
    row.content = "";
    CHECK(journal.add(row, kPersonA, "1") == 3);
    CHECK(journal.read(3)->content == "");
}

TEST_CASE("the mark and two journals work on one file at once") {
    const Scratch scratch;
    auto mark = HighWaterMark::open(scratch.path("j.db"));
    REQUIRE(mark);
    auto first = opened(scratch.path("j.db"));
    auto second = opened(scratch.path("j.db"));
    CHECK(mark->reserve(1000) == 1000);
    CHECK(first.add(filing("one"), kPersonA, "1") == 1);
    CHECK(second.add(filing("two"), kPersonA, "2") == 2);
    CHECK(mark->reserve(1000) == 1001);
    CHECK(first.read(2)->content == "two");
    CHECK(second.untold(kPersonA)->size() == 2);
}

TEST_CASE("a journal that somebody else keeps locked is busy, and works afterwards") {
    const Scratch scratch;
    auto journal = opened(scratch.path("j.db"));
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open(scratch.path("j.db").c_str(), &other) == SQLITE_OK);
    REQUIRE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
    CHECK(token(journal.add(filing(), kPersonA, "1")) == "busy");
    REQUIRE(sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr) == SQLITE_OK);
    CHECK(journal.add(filing(), kPersonA, "1") == 1);
    sqlite3_close(other);
}

TEST_CASE("a killed process leaves every row that it was told was there") {
    const Scratch scratch;
    const std::string file = scratch.path("j.db");
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        auto journal = Journal::open(file);
        if (!journal || !journal->add(filing("one"), kPersonA, "1")) ::_exit(1);
        Row row = filing("two");
        row.id = 1;
        row.state = "sending";
        if (!journal->change(row)) ::_exit(1);
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    auto journal = opened(file);
    CHECK(journal.read(1)->state == "sending");
    CHECK(journal.read(1)->content == "two");
}

TEST_CASE("ten thousand rows: all there, all found, the check unseals each") {
    const Scratch scratch;
    const std::string file = scratch.path("j.db");
    // Through a second connection's transaction they would be no journal's rows: added one by one, on a disk
    // that need not be waited for.
    const FaultVfs disk("ten_thousand");
    auto journal = opened(file, disk.name());
    for (int i = 0; i < 10000; ++i) {
        Row row = filing("content " + std::to_string(i));
        row.settled = i % 10 != 0;
        REQUIRE(journal.add(row, "person " + std::to_string(i % 100), std::to_string(i)));
    }
    journal = opened(file, disk.name());
    CHECK(journal.open_rows()->size() == 1000);
    CHECK(journal.untold("person 7")->size() == 100);
    CHECK(journal.by_code("9999")->value().id == 10000);
    CHECK(journal.counts()->at("recorded") == 10000);
    const auto health = journal.check();
    REQUIRE(health);
    CHECK(health->whole);
    CHECK(health->rows == 10000);
    CHECK(health->open == 1000);
    CHECK(health->unreadable == 0);
    CHECK(health->bytes > 1000000);
    CHECK_FALSE(health->free_bytes);
}

TEST_CASE("the files are ours alone, the key only to read") {
    const Scratch scratch;
    const std::string file = scratch.path("j.db");
    scratch.write("j.db", "");
    REQUIRE(::chmod(file.c_str(), 0644) == 0);  // as another umask left it
    auto journal = opened(file);
    REQUIRE(journal.add(filing(), kPersonA, "1"));
    const auto mode = [](const std::string& path) {
        struct stat info {};
        return ::stat(path.c_str(), &info) == 0 ? info.st_mode & 0777U : 0U;
    };
    CHECK(mode(file) == 0600);
    CHECK(mode(file + "-wal") == 0600);
    CHECK(mode(file + "-shm") == 0600);
    CHECK(mode(file + ".key") == 0400);
    const auto health = journal.check();
    REQUIRE(health);
    CHECK(health->free_bytes > 0U);
}
