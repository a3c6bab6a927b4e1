// The technician's question: is the journal whole, and is there room?
#include <sys/statvfs.h>

#include <filesystem>

#include "kiosk/journal/bounds.h"
#include "kiosk/journal/journal.h"
#include "kiosk/journal/parts.h"

namespace circle::journal {
namespace {

tl::expected<std::uint64_t, JournalError> number(const Database& db, const char* sql) {
    Statement statement(db, sql);
    if (statement.step() != Step::row) return tl::unexpected(db.error("cannot be read"));
    return static_cast<std::uint64_t>(statement.integer(0));
}

std::optional<std::uint64_t> free_bytes(const std::string& file) {
    std::string folder = std::filesystem::path(file).parent_path().string();
    if (folder.empty()) folder = ".";
    struct statvfs room {};
    if (::statvfs(folder.c_str(), &room) != 0) return {};
    return std::uint64_t{room.f_bavail} * room.f_frsize;
}

}  // namespace

tl::expected<Health, JournalError> Journal::check() {
    const Database& db = *parts_->db;
    Health health;
    {
        Statement integrity(db, "PRAGMA integrity_check(1)");
        const Step last = integrity.step();
        if (last != Step::row) {
            health.finding = db.error("integrity").text;
        } else {
            health.finding = integrity.bytes(0);
            health.whole = health.finding == "ok";
            if (health.whole) health.finding.clear();
        }
    }
    if (parts_->own_files) health.free_bytes = free_bytes(db.file());
    if (!health.whole) return health;  // counts of a damaged file would mislead

    struct Figure {
        const char* sql;
        std::uint64_t& value;
    };
    for (const Figure& figure : {
             Figure{"SELECT count(*) FROM matter", health.rows},
             Figure{"SELECT count(*) FROM matter WHERE settled = 0", health.open},
             Figure{"SELECT count(*) FROM rating", health.ratings},
             Figure{"SELECT count(*) FROM rating WHERE uploaded = 0", health.waiting},
             Figure{"SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", health.bytes},
         }) {
        const auto counted = number(db, figure.sql);
        if (!counted) return tl::unexpected(counted.error());
        figure.value = *counted;
    }
    {
        Statement rows(db, "SELECT id, content FROM matter WHERE content IS NOT NULL");
        Step last = Step::done;
        while (rows.next(last)) {
            if (!parts_->sealing->unseal(rows.bytes(1), {kMatterContent, rows.integer(0)})) ++health.unreadable;
        }
        if (last != Step::done) return tl::unexpected(db.error("cannot be read"));
    }
    Statement ratings(db, "SELECT id, content FROM rating");
    Step last = Step::done;
    while (ratings.next(last)) {
        const auto plain = parts_->sealing->unseal(ratings.bytes(1), {kRatingContent, ratings.integer(0)});
        if (!plain || !decode_rating(*plain)) ++health.unreadable;
    }
    if (last != Step::done) return tl::unexpected(db.error("cannot be read"));
    return health;
}

}  // namespace circle::journal
