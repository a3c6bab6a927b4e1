#include "kiosk/journal/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace circle::journal {
namespace {

constexpr int kBusyTimeoutMs = 2000;

bool no_space(int number) { return number == ENOSPC || number == EDQUOT; }
bool not_allowed(int number) { return number == EACCES || number == EPERM || number == EROFS; }

std::string_view token_of(int number) {
    return no_space(number) ? "disk_full" : not_allowed(number) ? "read_only" : "io";
}

std::string_view token_of(sqlite3* handle) {
    if (handle == nullptr) return "io";
    switch (sqlite3_errcode(handle)) {
        case SQLITE_FULL:
            return "disk_full";
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return "read_only";
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return "busy";
        case SQLITE_CORRUPT:
        case SQLITE_ERROR:  // a table or column is not there
        case SQLITE_MISMATCH:
        case SQLITE_CONSTRAINT:  // what callers give is checked before: a table is not as we made it
            return "corrupt";
        case SQLITE_NOTADB:
            return "foreign";
        default:
            return token_of(sqlite3_system_errno(handle));
    }
}

// Made by us first: SQLite would create it with the umask's mode. The files beside it take its mode. A file
// that is there is not opened here: closing it again would drop every lock that this process holds on it
// (POSIX).
tl::expected<void, JournalError> make_private(const std::string& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor >= 0) {
        ::close(descriptor);
        return {};
    }
    const int number = errno;
    if (number != EEXIST) {
        return tl::unexpected(
            JournalError{file + ": cannot be opened: " + std::strerror(number), std::string(token_of(number))});
    }
    struct stat info {};
    if (::stat(file.c_str(), &info) == 0 && S_ISREG(info.st_mode) &&
        (info.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        ::chmod(file.c_str(), S_IRUSR | S_IWUSR);
    }
    return {};
}

}  // namespace

tl::expected<std::unique_ptr<Database>, JournalError> Database::open(const std::string& file,
                                                                     const std::string& vfs) {
    if (vfs.empty()) {
        if (const auto made = make_private(file); !made) return tl::unexpected(made.error());
    }
    auto database = std::make_unique<Database>(file);
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (vfs.empty() ? 0 : SQLITE_OPEN_CREATE);
    if (sqlite3_open_v2(file.c_str(), &database->handle_, flags, vfs.empty() ? nullptr : vfs.c_str()) !=
        SQLITE_OK) {
        return tl::unexpected(database->error("cannot be opened"));
    }
    sqlite3_busy_timeout(database->handle_, kBusyTimeoutMs);
    if (auto prepared = prepare(*database); !prepared) return tl::unexpected(prepared.error());
    return database;
}

Database::~Database() { sqlite3_close_v2(handle_); }

bool Database::run(const char* sql) const {
    return sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

JournalError Database::error(std::string_view what) const {
    const char* reason = handle_ != nullptr ? sqlite3_errmsg(handle_) : "out of memory";
    return {file_ + ": " + std::string(what) + ": " + reason, std::string(token_of(handle_))};
}

JournalError Database::fault(std::string_view what, std::string_view token) const {
    return {file_ + ": " + std::string(what), std::string(token)};
}

int Database::changed_rows() const { return sqlite3_changes(handle_); }

Statement::Statement(const Database& db, const char* sql)
    : good_(sqlite3_prepare_v2(db.handle(), sql, -1, &statement_, nullptr) == SQLITE_OK) {}

Statement::~Statement() { sqlite3_finalize(statement_); }

Statement& Statement::integer(int index, std::int64_t value) {
    if (good_) good_ = sqlite3_bind_int64(statement_, index, value) == SQLITE_OK;
    return *this;
}

Statement& Statement::text(int index, std::string_view value) {
    const char* data = value.data() != nullptr ? value.data() : "";
    if (good_) {
        good_ =
            sqlite3_bind_text64(statement_, index, data, value.size(), SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK;
    }
    return *this;
}

Statement& Statement::blob(int index, std::string_view value) {
    if (good_ && value.empty()) {
        good_ = sqlite3_bind_null(statement_, index) == SQLITE_OK;
    } else if (good_) {
        good_ = sqlite3_bind_blob64(statement_, index, value.data(), value.size(), SQLITE_STATIC) == SQLITE_OK;
    }
    return *this;
}

Step Statement::step() {
    if (!good_) return Step::failed;
    const int status = sqlite3_step(statement_);
    return status == SQLITE_ROW ? Step::row : status == SQLITE_DONE ? Step::done : Step::failed;
}

bool Statement::is_integer(int column) { return sqlite3_column_type(statement_, column) == SQLITE_INTEGER; }
std::int64_t Statement::integer(int column) { return sqlite3_column_int64(statement_, column); }

std::string Statement::bytes(int column) {
    const void* data = sqlite3_column_blob(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    if (data == nullptr || size <= 0) return {};
    return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
}

}  // namespace circle::journal
