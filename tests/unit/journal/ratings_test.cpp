// Ratings: once per matter, sealed, never altered at the point.
#include <sqlite3.h>

#include "kiosk/journal/bounds.h"
#include "tests/unit/journal/samples.h"

using namespace circle::journal;
using namespace circle::journal::test;

namespace {

Rating bad_service() {
    return {.subject = "case-7", .grade = 1, .reasons = {"too_slow", "unclear"}, .at_ms = 1795312800000};
}

}  // namespace

TEST_CASE("a rating waits until it is uploaded") {
    const Scratch scratch;
    auto journal = opened(scratch.path("j.db"));
    Rating first = bad_service();
    REQUIRE(journal.rate(first));
    REQUIRE(journal.rate({.subject = journal.subject(1), .grade = 5, .at_ms = 2}));
    auto waiting = journal.ratings_waiting();
    REQUIRE(waiting);
    REQUIRE(waiting->size() == 2);
    first.id = 1;
    CHECK(waiting->at(0) == first);
    CHECK(waiting->at(1).subject == journal.subject(1));
    CHECK(journal.ratings_waiting(1)->size() == 1);

    REQUIRE(journal.rating_uploaded(1));
    REQUIRE(journal.rating_uploaded(1));  // told twice is no fault
    CHECK(journal.ratings_waiting()->size() == 1);
    CHECK(token(journal.rating_uploaded(3)) == "not_found");
    const auto health = journal.check();
    REQUIRE(health);
    CHECK(health->ratings == 2);
    CHECK(health->waiting == 1);
}

TEST_CASE("a matter is rated once, uploaded or not") {
    const Scratch scratch;
    auto journal = opened(scratch.path("j.db"));
    REQUIRE(journal.rate(bad_service()));
    CHECK(token(journal.rate(bad_service())) == "already");
    REQUIRE(journal.rating_uploaded(1));
    Rating better = bad_service();
    better.grade = 5;
    CHECK(token(journal.rate(better)) == "already");
}

TEST_CASE("the tables themselves forbid to alter, replace or delete") {
    const Scratch scratch;
    const std::string file = scratch.path("j.db");
    auto journal = opened(file);
    REQUIRE(journal.rate(bad_service()));
    REQUIRE(journal.add(filing(), kPersonA, "1"));
    CHECK(try_sql(file, "UPDATE rating SET content = x'00'") == SQLITE_CONSTRAINT);
    CHECK(try_sql(file, "UPDATE rating SET subject = zeroblob(32)") == SQLITE_CONSTRAINT);
    CHECK(try_sql(file, "UPDATE rating SET id = 9") == SQLITE_CONSTRAINT);
    CHECK(try_sql(file, "DELETE FROM rating") == SQLITE_CONSTRAINT);
    CHECK(try_sql(file, "INSERT OR REPLACE INTO rating SELECT id, subject, 0, x'00' FROM rating") ==
          SQLITE_CONSTRAINT);
    CHECK(try_sql(file, "UPDATE rating SET uploaded = 1") == SQLITE_OK);
    CHECK(try_sql(file, "UPDATE rating SET uploaded = 0") == SQLITE_CONSTRAINT);
    CHECK(try_sql(file, "DELETE FROM matter") == SQLITE_CONSTRAINT);
    CHECK(try_sql(file, "REPLACE INTO matter SELECT * FROM matter") == SQLITE_CONSTRAINT);
    CHECK(journal.read(1)->content == filing().content);
}

TEST_CASE("a rating that breaks the bounds is refused") {
    const Scratch scratch;
    auto journal = opened(scratch.path("j.db"));
    const auto refused = [&](auto spoil) {
        Rating rating = bad_service();
        spoil(rating);
        CHECK(token(journal.rate(rating)) == "bad_row");
    };
    refused([](Rating& rating) { rating.grade = 0; });
    refused([](Rating& rating) { rating.grade = 6; });
    refused([](Rating& rating) { rating.subject.clear(); });
    refused([](Rating& rating) { rating.subject = "张三"; });
    refused([](Rating& rating) { rating.reasons = {"I waited for an hour"}; });
    refused([](Rating& rating) { rating.reasons = {""}; });
    refused([](Rating& rating) { rating.reasons.assign(17, "too_slow"); });
    CHECK(journal.ratings_waiting()->empty());
}

TEST_CASE("a rating's bytes are read in one way only, and do not show by their length who complained") {
    const std::string bytes = encode_rating(bad_service());
    CHECK(bytes.substr(0, 44) == "1\n1\n1795312800000\ncase-7\ntoo_slow\nunclear\n\n\n");
    CHECK(bytes.size() == encode_rating({.subject = "case-7", .grade = 5}).size());
    CHECK(decode_rating(bytes) == bad_service());
    for (std::size_t cut = 0; cut < bytes.size(); ++cut) CHECK_FALSE(decode_rating(bytes.substr(0, cut)));
    CHECK_FALSE(decode_rating(bytes + bytes));
    CHECK_FALSE(decode_rating("1\n01" + bytes.substr(3)));
    CHECK_FALSE(decode_rating("2" + bytes.substr(1)));
    CHECK_FALSE(decode_rating(std::string(100000, '\n')));
}
