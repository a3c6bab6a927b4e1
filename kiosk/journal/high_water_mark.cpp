#include "kiosk/journal/high_water_mark.h"

#include <algorithm>
#include <utility>

#include "kiosk/journal/database.h"

namespace circle::journal {
namespace {

// 9999-12-31 23:59:59 in Asia/Shanghai: a msgid has four digits for the year.
constexpr std::int64_t kLastSecond = 253402271999;

}  // namespace

HighWaterMark::HighWaterMark(std::unique_ptr<Database> database) : database_(std::move(database)) {}
HighWaterMark::HighWaterMark(HighWaterMark&&) noexcept = default;
HighWaterMark& HighWaterMark::operator=(HighWaterMark&&) noexcept = default;
HighWaterMark::~HighWaterMark() = default;

tl::expected<HighWaterMark, JournalError> HighWaterMark::open(const std::string& file, const std::string& vfs) {
    auto database = Database::open(file, vfs);
    if (!database) return tl::unexpected(database.error());
    {
        Statement mark(**database, "SELECT second FROM mark WHERE name = 'msgid'");
        const Step found = mark.step();
        if (found == Step::done) return tl::unexpected((*database)->fault("holds no mark", "corrupt"));
        if (found != Step::row) return tl::unexpected((*database)->error("its mark cannot be read"));
        if (!mark.is_integer(0))
            return tl::unexpected((*database)->fault("its mark is not a number", "corrupt"));
    }
    return HighWaterMark(std::move(*database));
}

tl::expected<std::int64_t, JournalError> HighWaterMark::reserve(std::int64_t at_least) {
    const Database& db = *database_;
    Transaction transaction(db);
    if (!transaction.begun()) return tl::unexpected(db.error("cannot be written"));
    std::int64_t second = 0;
    {
        Statement mark(db, "SELECT second FROM mark WHERE name = 'msgid'");
        if (mark.step() != Step::row) return tl::unexpected(db.error("its mark cannot be read"));
        if (!mark.is_integer(0)) return tl::unexpected(db.fault("its mark is not a number", "corrupt"));
        const std::int64_t before = std::clamp<std::int64_t>(mark.integer(0), 0, kLastSecond);
        second = std::max(at_least, before + 1);
    }
    if (second > kLastSecond) return tl::unexpected(db.fault("its mark has reached the year 9999", "corrupt"));
    {
        Statement raise(db, "UPDATE mark SET second = ? WHERE name = 'msgid'");
        if (raise.integer(1, second).step() != Step::done) {
            return tl::unexpected(db.error("its mark cannot be raised"));
        }
    }
    if (!transaction.commit()) return tl::unexpected(db.error("its mark cannot be raised"));
    return second;
}

}  // namespace circle::journal
