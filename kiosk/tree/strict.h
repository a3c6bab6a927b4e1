// Reads one table of a tree by a strict schema: what is missing, of the wrong type, or unknown becomes a fault,
// and reading goes on, so that all faults of a file are told at once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/tree/tree.h"

namespace circle::tree {

enum class Need { Required, Optional };

class Strict {
  public:
    // `where` is the dotted path of the table, empty for the root; `line` is where a missing key is reported.
    // Table and faults must outlive the reader.
    Strict(const Table& table, std::string where, int line, std::vector<Fault>& faults);

    // Each call marks its key as known. Empty when the key is absent or of the wrong type; the fault is then
    // recorded.
    const std::string* text(std::string_view key, Need need = Need::Required);
    std::optional<std::int64_t> integer(std::string_view key, std::int64_t least, std::int64_t most,
                                        Need need = Need::Required);
    std::optional<bool> boolean(std::string_view key, Need need = Need::Required);
    const List* list(std::string_view key, Need need = Need::Required);
    std::optional<Strict> table(std::string_view key, Need need = Need::Required);

    bool has(std::string_view key) const { return table_->find(key) != nullptr; }
    // The keys that stand in the table, for a table whose keys are names of the file's own.
    std::vector<std::string> keys() const;
    int line() const { return line_; }
    int line_of(std::string_view key) const;  // of the key, or of the table when it is absent
    std::string path_of(std::string_view key) const;

    void fault(std::string_view key, std::string what);
    // Reports every key that no call above asked for. Call it once, last.
    void finish();

  private:
    const Value* take(std::string_view key, Need need);

    const Table* table_;
    std::string where_;
    int line_;
    std::vector<Fault>* faults_;
    std::vector<std::string> known_;
};

// A text that may stand on a screen or in a log: not empty, at most `most` bytes, no control character.
// Answers what is wrong with it, or nothing.
std::optional<std::string> unfit(std::string_view text, std::size_t most);

}  // namespace circle::tree
