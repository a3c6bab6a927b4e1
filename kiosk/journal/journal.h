// What must outlive the power cut: every state-changing transaction, found again after a crash by what is open,
// by its person and by the code she was shown; and the ratings until they are uploaded (design §3 "Never lost,
// never twice"). SQLite, WAL, synchronous=FULL: every call that changes something returns when it is on the
// disk, or says that it is not. The format page is README.md.
//
// One object belongs to one thread; a HighWaterMark, or a second Journal, may be open on the same file in
// another thread or process: a writer waits up to two seconds for the other, then is told `busy`. Nothing here
// throws but bad_alloc.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "kiosk/journal/error.h"
#include "kiosk/journal/row.h"

namespace circle::journal {

class Journal {
  public:
    // Opens or creates `file` (mode 0600) and, at the first start, `file`.key beside it (mode 0400); migrates
    // an older version. The folder must exist. A key that is missing or not this journal's is an error as soon
    // as the journal holds anything sealed; over an empty journal a new key is made, or the one there is taken.
    // `vfs`: a registered SQLite VFS by name, for tests; the key stays a plain file.
    static tl::expected<Journal, JournalError> open(const std::string& file, const std::string& vfs = {});

    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;
    Journal(Journal&&) noexcept;
    Journal& operator=(Journal&&) noexcept;
    ~Journal();

    // `row.id`: the caller's number, not used before; 0: the next one. `row.person` and `row.damaged` are not
    // looked at. `person`: an identifying number, `code`: the pick-up code shown to her; of both only the keyed
    // hash is kept, and ASCII letters may later come in either case. An empty one is not found by anything.
    // Returns the new row's id.
    tl::expected<std::int64_t, JournalError> add(const Row& row, std::string_view person,
                                                 std::string_view code);
    // Every clear column of the row with this id becomes that of `row`; the content too when there is one, else
    // it stays. Person and code stay.
    tl::expected<void, JournalError> change(const Row& row);

    // Its person has seen how it ended. Only what is settled can be told; for anything else `not_found`.
    tl::expected<void, JournalError> tell(std::int64_t id);
    // The highest id that was ever given, 0 when there is none.
    tl::expected<std::int64_t, JournalError> last_id();

    // The keyed hash under which a person's rows carry Row::person, for comparison; empty for an empty number.
    std::string person(std::string_view number) const;

    // Not settled, oldest first, without content.
    tl::expected<std::vector<Row>, JournalError> open_rows();
    // In that state, oldest first, without content. Reads the whole table.
    tl::expected<std::vector<Row>, JournalError> in_state(std::string_view state);
    // Of this person: outcome not told, or still open; oldest first, with content where it can be unsealed.
    tl::expected<std::vector<Row>, JournalError> untold(std::string_view person);
    // Of this person and kind, settled, newest first, at most `limit`, with content where it can be unsealed.
    // Told or not. Reads the whole table.
    tl::expected<std::vector<Row>, JournalError> settled(std::string_view person, std::string_view kind,
                                                         std::size_t limit = 100);
    // The newest with that code, without content.
    tl::expected<std::optional<Row>, JournalError> by_code(std::string_view code);
    // With content; `unreadable` when that is damaged.
    tl::expected<Row, JournalError> read(std::int64_t id);
    // State → how many rows are in it.
    tl::expected<std::map<std::string, std::uint64_t>, JournalError> counts();

    // A token by which a rating names a row without telling which: keyed hash, 32 hex digits.
    std::string subject(std::int64_t row) const;
    // `rating.id` and `rating.uploaded` are not looked at. `already` when its subject has been rated. Nothing
    // alters or deletes a rating afterwards: the tables' own triggers forbid it.
    tl::expected<void, JournalError> rate(const Rating& rating);
    // Not uploaded, oldest first, at most `limit`. A rating that cannot be unsealed is passed over; check()
    // counts it.
    tl::expected<std::vector<Rating>, JournalError> ratings_waiting(std::size_t limit = 100);
    tl::expected<void, JournalError> rating_uploaded(std::int64_t id);

    // Reads and unseals everything there is: seconds with a large journal, for the technician's page only.
    tl::expected<Health, JournalError> check();

  private:
    struct Parts;
    explicit Journal(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace circle::journal
