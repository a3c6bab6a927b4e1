// The acts of the process that matter for "never lost, never twice", numbered as they happen, and the death at
// one of them. An act has a name, "wal.write" or "fresh.request", and counts by name: the third "wal.sync" is
// the same act in every run of the same journey, whatever another thread did in between.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace circle::kill {

struct Boundary {  // "before wal.write 3", "after fresh.connect 1"
    bool before = true;
    std::string act;
    int ordinal = 0;
};
std::optional<Boundary> boundary_of(std::string_view words);

// Calls may come from any thread.
class Acts {
  public:
    // `trace` gets a line "NAME ORDINAL" before each act is done, and "killed" as its last. Nothing is counted
    // and nobody dies while the file `armed` does not exist.
    Acts(std::string armed, std::string trace, std::optional<Boundary> death);

    bool armed() const;
    int begins(std::string_view act);  // its ordinal; does not return where that is the end
    void ended(std::string_view act, int ordinal);

  private:
    void write_down(std::string_view line) const;
    [[noreturn]] void die() const;
    bool is_end(bool before, std::string_view act, int ordinal) const;

    const std::string armed_, trace_;
    const std::optional<Boundary> death_;
    std::mutex mutex_;
    std::map<std::string, int, std::less<>> counts_;
};

}  // namespace circle::kill
