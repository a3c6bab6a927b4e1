// The rows as they stand on the disk, read past the program by a connection of the simulation's own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace circle::simulation {

struct Seen {
    std::uint64_t matter = 0;
    std::string state, kind, transaction, message_id, reason;
    int tries = 0;
    bool settled = false, told = false;
};

class Reader {
  public:
    Reader() = default;
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    ~Reader() { close(); }

    bool open(const std::string& file, const std::string& vfs);
    void close();
    bool run(const char* sql);

    std::optional<Seen> row(std::uint64_t matter);
    std::vector<Seen> all();
    // Does some person have two open rows of one transaction?
    bool two_open_at_once();

  private:
    sqlite3* db_ = nullptr;
    sqlite3_stmt* one_ = nullptr;
    sqlite3_stmt* all_ = nullptr;
    sqlite3_stmt* twice_ = nullptr;
};

}  // namespace circle::simulation
