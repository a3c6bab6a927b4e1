// The journal's key: 32 random bytes in a file of their own, mode 0400, beside the database. Inside this room
// only.
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "kiosk/journal/error.h"
#include "kiosk/journal/sealing.h"

namespace circle::journal {

// Nothing when there is no such file; an error when there is one that is not a key or cannot be read. A mode
// that lets others read it is taken back.
tl::expected<std::optional<Secret>, JournalError> read_key(const std::string& file);

// A new key, on the disk (file and folder) before it is returned. A power cut leaves the whole file or none.
// Never writes over a file that is there. Called under the database's write lock, so that two programs cannot
// both make one.
tl::expected<Secret, JournalError> make_key(const std::string& file);

}  // namespace circle::journal
