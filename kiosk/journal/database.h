// The journal's file: opened, recognised, brought to this program's version; statements and transactions on it.
// Inside this room only. One object belongs to one thread; several objects on one file are safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "kiosk/journal/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace circle::journal {

// "Circ": tells our file from another program's database.
constexpr int kApplicationId = 0x43697263;
constexpr int kSchemaVersion = 2;

class Database {
  public:
    // Creates the file (mode 0600), or migrates it, or refuses it; a file that is refused is not written.
    // `vfs`: a registered SQLite VFS by name, empty for the system's; another VFS makes its files itself.
    static tl::expected<std::unique_ptr<Database>, JournalError> open(const std::string& file,
                                                                      const std::string& vfs);

    explicit Database(std::string file) : file_(std::move(file)) {}
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    sqlite3* handle() const { return handle_; }
    const std::string& file() const { return file_; }
    bool run(const char* sql) const;
    int changed_rows() const;  // by the last statement

    // What the last call on the handle ended with.
    JournalError error(std::string_view what) const;
    // A finding of ours.
    JournalError fault(std::string_view what, std::string_view token) const;

  private:
    std::string file_;
    sqlite3* handle_ = nullptr;
};

enum class Step { row, done, failed };

// Finalised when it goes, so that nothing stays bound. What is bound must outlive it. After Step::failed
// Database::error() says why.
class Statement {
  public:
    Statement(const Database& db, const char* sql);
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    Statement& integer(int index, std::int64_t value);
    Statement& text(int index, std::string_view value);
    Statement& blob(int index, std::string_view value);  // empty: NULL

    Step step();
    // The next row of several; at the end `last` says done or failed.
    bool next(Step& last) { return (last = step()) == Step::row; }

    bool is_integer(int column);
    std::int64_t integer(int column);
    std::string bytes(int column);

  private:
    sqlite3_stmt* statement_ = nullptr;
    bool good_ = false;
};

// Rolls back unless committed, so that no path out leaves the write lock behind.
class Transaction {
  public:
    explicit Transaction(const Database& db) : db_(db), open_(db.run("BEGIN IMMEDIATE")) {}
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction() {
        if (open_) db_.run("ROLLBACK");
    }
    bool begun() const { return open_; }
    bool commit() {
        if (!db_.run("COMMIT")) return false;
        open_ = false;
        return true;
    }

  private:
    const Database& db_;
    bool open_;
};

// format.cpp: makes an open handle's file a journal of kSchemaVersion, or says why it is none.
tl::expected<void, JournalError> prepare(const Database& db);

}  // namespace circle::journal
