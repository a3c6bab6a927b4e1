// Sealing: nothing to read on the disk, nothing to move, nothing to alter.
#include "kiosk/journal/sealing.h"

#include <filesystem>

#include "tests/unit/journal/fault_vfs.h"
#include "tests/unit/journal/samples.h"

using namespace circle::journal;
using namespace circle::journal::test;

namespace {

Secret key_of(unsigned char first) {
    Secret key;
    for (std::size_t i = 0; i < key.bytes.size(); ++i) key.bytes[i] = static_cast<unsigned char>(first + i);
    return key;
}

std::string hex(std::string_view bytes) {
    std::string text;
    for (const char c : bytes) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        text.push_back(kDigits[static_cast<unsigned char>(c) >> 4U]);
        text.push_back(kDigits[static_cast<unsigned char>(c) & 15U]);
    }
    return text;
}

}  // namespace

TEST_CASE("sealed bytes open at their own place and with their own key only") {
    const auto sealing = Sealing::from(key_of(1));
    REQUIRE(sealing);
    const std::string sealed = sealing->seal("secret", {"matter.content", 7});
    CHECK(sealed.size() == 6 + kSealingCosts);
    CHECK(sealing->unseal(sealed, {"matter.content", 7}) == "secret");
    CHECK_FALSE(sealing->unseal(sealed, {"matter.content", 8}));
    CHECK_FALSE(sealing->unseal(sealed, {"rating.content", 7}));
    CHECK_FALSE(Sealing::from(key_of(2))->unseal(sealed, {"matter.content", 7}));
    CHECK(sealing->seal("secret", {"matter.content", 7}) != sealed);  // a nonce of its own each time
    CHECK(sealing->unseal(sealing->seal("", {"matter.content", 1}), {"matter.content", 1}) == "");
}

TEST_CASE("no bit of sealed bytes can be changed, none left out, none added") {
    const auto sealing = Sealing::from(key_of(1));
    const Place place{"matter.content", 7};
    const std::string sealed = sealing->seal("secret", place);
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        std::string altered = sealed;
        altered[bit / 8] = static_cast<char>(altered[bit / 8] ^ (1 << (bit % 8)));
        CHECK_FALSE(sealing->unseal(altered, place));
    }
    for (std::size_t size = 0; size < sealed.size(); ++size)
        CHECK_FALSE(sealing->unseal(sealed.substr(0, size), place));
    CHECK_FALSE(sealing->unseal(sealed + '\0', place));
}

// Computed apart, in Python by the format page: the hashes with hmac, GCM by hand over AES-ECB.
TEST_CASE("sub-keys, hashes and sealed bytes are those of the format page") {
    const auto sealing = Sealing::from(key_of(0));
    CHECK(hex(sealing->check()) == "cb2bd72c133af78ad0123560e57ccb7ba98e7c40d4a1a8155e23cd88e9cde36d");
    CHECK(hex(sealing->hash("person", "43102119650307002x")) ==
          "979edd7680a7b349c33725c6885caf4b211eafa9190c9c7be0ab439cb689a1cf");
    const std::string nonce("\1\2\3\4\5\6\7\10\11\12\13\14", 12);
    std::string sealed = "\1" + nonce;
    for (const int byte : {0x29, 0xDD, 0x1D, 0x00, 0xF9, 0x59, 0x7D, 0x0E, 0x0B, 0x6E, 0x80,
                           0xCE, 0x45, 0xDC, 0x34, 0xC8, 0xEE, 0x38, 0x9A, 0x96, 0x74, 0xC1})
        sealed.push_back(static_cast<char>(byte));
    CHECK(sealing->unseal(sealed, {"matter.content", 258}) == "secret");
}

TEST_CASE("hashes of one value under two uses have nothing in common") {
    const auto sealing = Sealing::from(key_of(1));
    CHECK(sealing->hash("person", "1") != sealing->hash("code", "1"));
    CHECK(sealing->hash("person", "1") != Sealing::from(key_of(2))->hash("person", "1"));
    CHECK(sealing->hash("person", "").empty());
}

TEST_CASE("the files show nothing of a person: database, log, shared memory, key") {
    const Scratch scratch;
    const std::string file = scratch.path("j.db");
    const std::string secret = "PLANTED-MARKER-张桂英";
    auto journal = opened(file);
    Row row = filing("name=" + secret);
    row.id = journal.add(row, kPersonA, "CODE-4711").value();
    row.content = "again " + secret;
    REQUIRE(journal.change(row));
    REQUIRE(journal.rate({.subject = "PLANTED-CASE", .grade = 1, .reasons = {"planted_reason"}, .at_ms = 1}));
    REQUIRE(journal.untold(kPersonA)->at(0).content == row.content);
    const auto look = [&] {
        int files = 0;
        for (const auto& entry :
             std::filesystem::directory_iterator(std::filesystem::path(file).parent_path())) {
            ++files;
            const std::string bytes = slurp(entry.path().string());
            INFO(entry.path());
            for (const std::string& marker :
                 {secret, std::string("PLANTED"), std::string("planted"), std::string("桂英"), kPersonA,
                  std::string("43102119650307002x"), std::string("CODE-4711")}) {
                CHECK(bytes.find(marker) == std::string::npos);
            }
        }
        return files;
    };
    CHECK(look() == 4);
    CHECK(slurp(file + "-wal").find("recorded") != std::string::npos);  // the look finds what is there in clear
    sql(file, "PRAGMA wal_checkpoint(TRUNCATE)");
    look();
    CHECK(slurp(file).find("recorded") != std::string::npos);
}

TEST_CASE("an altered or exchanged row is an error of that row only") {
    const Scratch scratch;
    const std::string file = scratch.path("j.db");
    auto journal = opened(file);
    for (const char* content : {"one", "two", "six", "ten"})
        REQUIRE(journal.add(filing(content), kPersonA, "1"));
    REQUIRE(journal.rate({.subject = "case-1", .grade = 1}));
    REQUIRE(journal.rate({.subject = "case-2", .grade = 5}));
    sql(file,
        "CREATE TEMP TABLE was AS SELECT id, content FROM matter;"
        "UPDATE matter SET content = (SELECT content FROM was WHERE was.id = 3 - matter.id) WHERE id IN (1, 2);"
        "UPDATE matter SET content = zeroblob(length(content)) WHERE id = 3;"
        "DROP TRIGGER rating_not_altered; UPDATE rating SET content = zeroblob(157) WHERE id = 1");
    CHECK(token(journal.read(1)) == "unreadable");
    CHECK(token(journal.read(2)) == "unreadable");
    CHECK(token(journal.read(3)) == "unreadable");
    CHECK(journal.read(4)->content == "ten");
    const auto mine = journal.untold(kPersonA);
    REQUIRE(mine);
    REQUIRE(mine->size() == 4);
    CHECK(mine->at(0).damaged);
    CHECK_FALSE(mine->at(0).content);
    CHECK(mine->at(0).state == "recorded");
    CHECK_FALSE(mine->at(3).damaged);
    CHECK(mine->at(3).content == "ten");
    CHECK(journal.open_rows()->size() == 4);
    REQUIRE(journal.ratings_waiting()->size() == 1);
    CHECK(journal.ratings_waiting()->at(0).subject == "case-2");
    const auto health = journal.check();
    REQUIRE(health);
    CHECK(health->whole);
    CHECK(health->unreadable == 4);

    // The machine may still settle it: clear columns change, and new content heals the row.
    Row row = filing("new");
    row.id = 1;
    REQUIRE(journal.change(row));
    CHECK(journal.read(1)->content == "new");
}
