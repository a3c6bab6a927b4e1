#include "kiosk/journal/high_water_mark.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace circle::journal {
namespace {

// "Circ": tells our file from another program's database.
constexpr int kApplicationId = 0x43697263;
constexpr int kSchemaVersion = 1;
constexpr int kBusyTimeoutMs = 2000;
// 9999-12-31 23:59:59 in Asia/Shanghai: a msgid has four digits for the year.
constexpr std::int64_t kLastSecond = 253402271999;

class Statement {
  public:
    Statement(sqlite3* db, const char* sql) : status_(sqlite3_prepare_v2(db, sql, -1, &statement_, nullptr)) {}
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() { sqlite3_finalize(statement_); }

    void bind(int index, std::int64_t value) {
        if (status_ == SQLITE_OK) status_ = sqlite3_bind_int64(statement_, index, value);
    }
    // SQLITE_ROW, SQLITE_DONE or an error code.
    int step() { return status_ == SQLITE_OK ? sqlite3_step(statement_) : status_; }
    bool is_integer() { return sqlite3_column_type(statement_, 0) == SQLITE_INTEGER; }
    std::int64_t integer() { return sqlite3_column_int64(statement_, 0); }

  private:
    sqlite3_stmt* statement_ = nullptr;
    int status_;
};

bool run(sqlite3* db, const char* sql) { return sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK; }

// Rolls back unless committed, so that no path out leaves the write lock behind.
class Transaction {
  public:
    explicit Transaction(sqlite3* db) : db_(db), open_(run(db, "BEGIN IMMEDIATE")) {}
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction() {
        if (open_) run(db_, "ROLLBACK");
    }
    bool begun() const { return open_; }
    bool commit() {
        if (!run(db_, "COMMIT")) return false;
        open_ = false;
        return true;
    }

  private:
    sqlite3* db_;
    bool open_;
};

std::int64_t pragma(sqlite3* db, const char* sql) {
    Statement statement(db, sql);
    return statement.step() == SQLITE_ROW ? statement.integer() : -1;
}

}  // namespace

struct HighWaterMark::Database {
    std::string file;
    sqlite3* handle = nullptr;

    Database() = default;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database() { sqlite3_close_v2(handle); }

    JournalError error(const std::string& what) const {
        const char* reason = handle != nullptr ? sqlite3_errmsg(handle) : "out of memory";
        return {file + ": " + what + ": " + reason};
    }

    tl::expected<void, JournalError> prepare() const;
    tl::expected<void, JournalError> create() const;
};

tl::expected<void, JournalError> HighWaterMark::Database::prepare() const {
    sqlite3_busy_timeout(handle, kBusyTimeoutMs);
    // FULL: a commit is on the disk before it counts. The default of WAL would lose the last ones at a power
    // cut.
    if (!run(handle, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF")) {
        return tl::unexpected(error("cannot be used as the journal"));
    }
    Transaction transaction(handle);
    if (!transaction.begun()) return tl::unexpected(error("cannot be written"));
    const std::int64_t tables = pragma(handle, "SELECT count(*) FROM sqlite_master");
    if (tables < 0) return tl::unexpected(error("cannot be read"));
    if (tables == 0) {
        if (auto created = create(); !created) return created;
        if (!transaction.commit()) return tl::unexpected(error("cannot be written"));
        return {};
    }
    if (pragma(handle, "PRAGMA application_id") != kApplicationId) {
        return tl::unexpected(JournalError{file + ": is a database, but not this program's journal"});
    }
    const std::int64_t version = pragma(handle, "PRAGMA user_version");
    if (version != kSchemaVersion) {
        return tl::unexpected(JournalError{file + ": journal of version " + std::to_string(version) +
                                           ", this program reads version " + std::to_string(kSchemaVersion)});
    }
    Statement mark(handle, "SELECT second FROM mark WHERE name = 'msgid'");
    if (mark.step() != SQLITE_ROW) return tl::unexpected(error("holds no mark"));
    if (!mark.is_integer()) return tl::unexpected(JournalError{file + ": its mark is not a number"});
    return {};
}

tl::expected<void, JournalError> HighWaterMark::Database::create() const {
    static_assert(kApplicationId == 1130984035 && kSchemaVersion == 1, "written out below");
    if (!run(handle,
             "PRAGMA application_id = 1130984035; PRAGMA user_version = 1;"
             "CREATE TABLE mark (name TEXT PRIMARY KEY, second INTEGER NOT NULL) STRICT;"
             "INSERT INTO mark VALUES ('msgid', 0)")) {
        return tl::unexpected(error("cannot be set up"));
    }
    return {};
}

HighWaterMark::HighWaterMark(std::unique_ptr<Database> database) : database_(std::move(database)) {}
HighWaterMark::HighWaterMark(HighWaterMark&&) noexcept = default;
HighWaterMark& HighWaterMark::operator=(HighWaterMark&&) noexcept = default;
HighWaterMark::~HighWaterMark() = default;

tl::expected<HighWaterMark, JournalError> HighWaterMark::open(const std::string& file) {
    // Made by us first: SQLite would create it with the umask's mode.
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0)
        return tl::unexpected(JournalError{file + ": cannot be opened: " + std::strerror(errno)});
    ::close(descriptor);
    auto database = std::make_unique<Database>();
    database->file = file;
    if (sqlite3_open_v2(file.c_str(), &database->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                        nullptr) != SQLITE_OK) {
        return tl::unexpected(database->error("cannot be opened"));
    }
    if (const auto prepared = database->prepare(); !prepared) return tl::unexpected(prepared.error());
    return HighWaterMark(std::move(database));
}

tl::expected<std::int64_t, JournalError> HighWaterMark::reserve(std::int64_t at_least) {
    sqlite3* db = database_->handle;
    Transaction transaction(db);
    if (!transaction.begun()) return tl::unexpected(database_->error("cannot be written"));
    std::int64_t second = 0;
    {
        Statement mark(db, "SELECT second FROM mark WHERE name = 'msgid'");
        if (mark.step() != SQLITE_ROW || !mark.is_integer()) {
            return tl::unexpected(database_->error("its mark cannot be read"));
        }
        const std::int64_t before = std::clamp<std::int64_t>(mark.integer(), 0, kLastSecond);
        second = std::max(at_least, before + 1);
    }
    if (second > kLastSecond)
        return tl::unexpected(JournalError{database_->file + ": its mark has reached the year 9999"});
    {
        Statement raise(db, "UPDATE mark SET second = ? WHERE name = 'msgid'");
        raise.bind(1, second);
        if (raise.step() != SQLITE_DONE) return tl::unexpected(database_->error("its mark cannot be raised"));
    }
    if (!transaction.commit()) return tl::unexpected(database_->error("its mark cannot be raised"));
    return second;
}

}  // namespace circle::journal
