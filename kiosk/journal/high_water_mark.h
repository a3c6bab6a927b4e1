// The durable mark below which no second may ever be used for a msgid again (design §3 "msgid").
//
// One row of one table in the journal's database (SQLite, WAL, synchronous=FULL). A second is reserved by one
// durable write at its first use: the hundred numbers of that second then cost nothing, and after a crash
// numbering goes on after the reserved second, whatever the clock says by then. The mark only rises; it holds
// nothing about a person.
//
// One object belongs to one thread. Two processes (or objects) on the same file are safe: each reservation is
// an immediate transaction, so a second goes to exactly one of them. Nothing here throws: an unreadable,
// foreign, newer or unwritable file is a JournalError with a text for the technician that names the file.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "kiosk/journal/error.h"

namespace circle::journal {

class Database;

class HighWaterMark {
  public:
    // Opens or creates the file (mode 0600), or brings it to this program's version; its folder must exist. A
    // Journal may have the same file open, in this or another thread. `vfs`: as Journal::open.
    static tl::expected<HighWaterMark, JournalError> open(const std::string& file, const std::string& vfs = {});

    HighWaterMark(const HighWaterMark&) = delete;
    HighWaterMark& operator=(const HighWaterMark&) = delete;
    HighWaterMark(HighWaterMark&&) noexcept;
    HighWaterMark& operator=(HighWaterMark&&) noexcept;
    ~HighWaterMark();

    // Reserves and returns the first free second that is `at_least` or later (seconds since 1970 UTC). When it
    // returns, the reservation is on the disk; when it fails, nothing may be numbered.
    tl::expected<std::int64_t, JournalError> reserve(std::int64_t at_least);

  private:
    explicit HighWaterMark(std::unique_ptr<Database> database);
    std::unique_ptr<Database> database_;
};

}  // namespace circle::journal
