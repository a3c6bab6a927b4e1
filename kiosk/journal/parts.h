// What a Journal holds. Inside this room only.
#pragma once

#include <memory>

#include "kiosk/journal/database.h"
#include "kiosk/journal/journal.h"
#include "kiosk/journal/sealing.h"

namespace circle::journal {

constexpr std::string_view kMatterContent = "matter.content";
constexpr std::string_view kRatingContent = "rating.content";

struct Journal::Parts {
    std::unique_ptr<Database> db;
    std::unique_ptr<Sealing> sealing;
    bool own_files = false;  // the database's files are the system's, not a test's
};

}  // namespace circle::journal
