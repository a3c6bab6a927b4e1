// What may go wrong with the journal, as a value.
#pragma once

#include <string>

namespace circle::journal {

// `token` is stable and what the program decides by:
//   disk_full   no space, or over a quota: nothing was written; the next call may succeed
//   read_only   the file, its folder or its file system may not be written
//   io          the disk or the system gave an error
//   busy        another process kept the file locked for two seconds
//   corrupt     the file is damaged, or lacks what its version must have
//   newer       written by a later version of this program
//   foreign     not a database, or another program's
//   key_missing the journal holds rows and its key file is not there
//   key_wrong   the key file is not this journal's, or not a key at all
//   unreadable  this one row's sealed content has been altered or belongs to another row; others are not
//   touched not_found   no row of that id bad_row     the caller's row breaks the bounds of journal.h; nothing
//   was written already     this matter has been rated
// An error at a write leaves the row whole, as it was. After `io` (and only then) a restart may still find the
// new state, when the disk kept what it said that it could not: the caller must treat it as not known.
struct JournalError {
    std::string text;  // "…/journal.db: …", for the technician; no personal data
    std::string token = "io";
};

}  // namespace circle::journal
