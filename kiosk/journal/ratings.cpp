// Ratings: added once, uploaded once, otherwise untouched.
#include <algorithm>
#include <array>

#include "kiosk/journal/bounds.h"
#include "kiosk/journal/journal.h"
#include "kiosk/journal/parts.h"

namespace circle::journal {
namespace {

constexpr std::string_view kSubject = "subject";

}  // namespace

std::string Journal::subject(std::int64_t row) const {
    constexpr std::array kDigits = {'0', '1', '2', '3', '4', '5', '6', '7',
                                    '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    const std::string hash = parts_->sealing->hash("row", std::to_string(row));
    std::string hex;
    for (const char c : hash.substr(0, 16)) {
        const auto byte = static_cast<unsigned char>(c);
        hex.push_back(kDigits[byte >> 4U]);
        hex.push_back(kDigits[byte & 15U]);
    }
    return hex;
}

tl::expected<void, JournalError> Journal::rate(const Rating& rating) {
    const Database& db = *parts_->db;
    if (const auto member = fault_of(rating); !member.empty()) {
        return tl::unexpected(
            db.fault("a rating's " + std::string(member) + " is not what a journal takes", "bad_row"));
    }
    const std::string subject = parts_->sealing->hash(kSubject, rating.subject);
    if (subject.empty()) return tl::unexpected(db.fault("the library cannot hash", "io"));
    Transaction transaction(db);
    if (!transaction.begun()) return tl::unexpected(db.error("cannot be written"));
    std::int64_t id = 0;
    {
        Statement before(
            db, "SELECT EXISTS (SELECT 1 FROM rating WHERE subject = ?), coalesce(max(id), 0) FROM rating");
        if (before.blob(1, subject).step() != Step::row) return tl::unexpected(db.error("cannot be read"));
        if (before.integer(0) != 0) return tl::unexpected(db.fault("this matter has been rated", "already"));
        id = before.integer(1) + 1;
    }
    const std::string sealed = parts_->sealing->seal(encode_rating(rating), {kRatingContent, id});
    if (sealed.empty()) return tl::unexpected(db.fault("the library cannot seal", "io"));
    {
        Statement insert(db, "INSERT INTO rating (id, subject, uploaded, content) VALUES (?, ?, 0, ?)");
        insert.integer(1, id).blob(2, subject).blob(3, sealed);
        if (insert.step() != Step::done) return tl::unexpected(db.error("a rating cannot be added"));
    }
    if (!transaction.commit()) return tl::unexpected(db.error("a rating cannot be added"));
    return {};
}

tl::expected<std::vector<Rating>, JournalError> Journal::ratings_waiting(std::size_t limit) {
    std::vector<Rating> ratings;
    Statement found(*parts_->db, "SELECT id, content FROM rating WHERE uploaded = 0 ORDER BY id");
    Step last = Step::done;
    while (ratings.size() < limit && found.next(last)) {
        const std::int64_t id = found.integer(0);
        const auto plain = parts_->sealing->unseal(found.bytes(1), {kRatingContent, id});
        auto rating = plain ? decode_rating(*plain) : std::nullopt;
        if (!rating) continue;
        rating->id = id;
        ratings.push_back(std::move(*rating));
    }
    if (last != Step::done && last != Step::row) return tl::unexpected(parts_->db->error("cannot be read"));
    return ratings;
}

tl::expected<void, JournalError> Journal::rating_uploaded(std::int64_t id) {
    const Database& db = *parts_->db;
    Transaction transaction(db);
    if (!transaction.begun()) return tl::unexpected(db.error("cannot be written"));
    {
        Statement update(db, "UPDATE rating SET uploaded = 1 WHERE id = ?");
        if (update.integer(1, id).step() != Step::done) {
            return tl::unexpected(db.error("a rating cannot be marked as uploaded"));
        }
    }
    if (db.changed_rows() == 0) return tl::unexpected(db.fault("no rating of that id", "not_found"));
    if (!transaction.commit()) return tl::unexpected(db.error("a rating cannot be marked as uploaded"));
    return {};
}

}  // namespace circle::journal
