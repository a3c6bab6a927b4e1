// The key file: made once, never made anew over rows that need the old one.
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "kiosk/journal/high_water_mark.h"
#include "tests/unit/journal/samples.h"

using namespace circle::journal;
using namespace circle::journal::test;
namespace fs = std::filesystem;

namespace {

// A journal with one row; its key is taken away and given back as `key`.
struct Lost {
    Scratch scratch;
    std::string file = scratch.path("j.db"), key_file = file + ".key", key;

    explicit Lost(bool with_row = true) {
        auto journal = opened(file);
        if (with_row) REQUIRE(journal.add(filing(), kPersonA, "1"));
        key = slurp(key_file);
        fs::remove(key_file);
    }
    std::string open() const { return token(Journal::open(file)); }
};

}  // namespace

TEST_CASE("a key has 32 random bytes and stays the same") {
    const Scratch scratch;
    opened(scratch.path("a.db"));
    opened(scratch.path("b.db"));
    const std::string key = slurp(scratch.path("a.db.key"));
    CHECK(key.size() == 32);
    CHECK(key != slurp(scratch.path("b.db.key")));
    opened(scratch.path("a.db"));
    CHECK(slurp(scratch.path("a.db.key")) == key);
    CHECK_FALSE(fs::exists(scratch.path("a.db.key.new")));
}

TEST_CASE("a lost key is an error and no new key while there are rows") {
    const Lost lost;
    CHECK(lost.open() == "key_missing");
    CHECK_FALSE(fs::exists(lost.key_file));
    lost.scratch.write("j.db.key", lost.key);
    CHECK(lost.open() == "none");
    CHECK(opened(lost.file).read(1)->content == filing().content);
    struct stat info {};
    REQUIRE(::stat(lost.key_file.c_str(), &info) == 0);
    CHECK((info.st_mode & 0077U) == 0);  // restored by hand, readable by others: taken back
}

TEST_CASE("another journal's key, or what is no key, is an error and left alone") {
    const Lost lost;
    const std::string other(32, 'k');
    lost.scratch.write("j.db.key", other);
    CHECK(lost.open() == "key_wrong");
    CHECK(slurp(lost.key_file) == other);
    fs::remove(lost.key_file);
    lost.scratch.write("j.db.key", lost.key + "x");
    CHECK(lost.open() == "key_wrong");
    fs::remove(lost.key_file);
    lost.scratch.write("j.db.key", "");
    CHECK(lost.open() == "key_wrong");
    fs::remove(lost.key_file);
    fs::create_directory(lost.key_file);
    CHECK(lost.open() != "none");
    fs::remove(lost.key_file);
    lost.scratch.write("elsewhere", lost.key);
    fs::create_symlink(lost.scratch.path("elsewhere"), lost.key_file);
    CHECK(lost.open() == "key_wrong");
}

TEST_CASE("a journal without rows takes a new key; the mark needs none") {
    const Lost lost(false);
    auto mark = HighWaterMark::open(lost.file);
    REQUIRE(mark);
    CHECK(mark->reserve(5) == 5);
    CHECK_FALSE(fs::exists(lost.key_file));
    CHECK(lost.open() == "none");
    CHECK(slurp(lost.key_file) != lost.key);
}

TEST_CASE("a start that was cut while it made the key goes on") {
    const Scratch scratch;
    scratch.write("j.db.key.new", "half");
    CHECK(token(Journal::open(scratch.path("j.db"))) == "none");
    CHECK(slurp(scratch.path("j.db.key")).size() == 32);
    CHECK_FALSE(fs::exists(scratch.path("j.db.key.new")));
    // Cut after the key had its name, before the journal was bound to it: the key is taken as it is.
    const std::string key(32, 'k');
    scratch.write("k.db.key", key);
    fs::create_hard_link(scratch.path("k.db.key"), scratch.path("k.db.key.new"));
    auto journal = opened(scratch.path("k.db"));
    CHECK(slurp(scratch.path("k.db.key")) == key);
    CHECK_FALSE(fs::exists(scratch.path("k.db.key.new")));
    REQUIRE(journal.add(filing(), kPersonA, "1"));
    CHECK(opened(scratch.path("k.db")).read(1));
}

TEST_CASE("a key that cannot be made is an error with its name") {
    const Scratch scratch;
    fs::create_directories(scratch.path("j.db.key.new/full"));
    const auto journal = Journal::open(scratch.path("j.db"));
    REQUIRE_FALSE(journal);
    CHECK(journal.error().text.find("j.db.key") != std::string::npos);
}
