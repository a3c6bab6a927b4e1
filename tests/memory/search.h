// Many byte patterns in one pass over a lot of memory: a bitmap of the patterns' first four bytes passes nearly
// every place by at a table look-up, so that the number of patterns hardly matters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace circle::tests::memory {

class Search {
  public:
    static constexpr std::size_t shortest = 4;  // bytes of a pattern; add() refuses shorter ones

    // False when it is too short. `number` is what find() reports.
    bool add(std::string pattern, std::size_t number);

    // Calls back with the offset in `bytes`, the pattern's number and its length for each place, in order of
    // offset.
    using Found = std::function<void(std::size_t at, std::size_t number, std::size_t length)>;
    void find(std::span<const char> bytes, const Found& found) const;

    std::size_t longest() const { return longest_; }

  private:
    struct Pattern {
        std::string bytes;
        std::size_t number;
    };

    static std::uint32_t head(const char* bytes);
    static std::size_t slot(std::uint32_t head) { return (head * 2654435761U) >> 12; }  // 20 bits

    std::vector<std::uint64_t> bitmap_ = std::vector<std::uint64_t>((std::size_t{1} << 20) / 64);
    std::unordered_map<std::uint32_t, std::vector<Pattern>> by_head_;
    std::size_t longest_ = 0;
};

// The same over a stream that comes in pieces: places that lie across two pieces are found, none is told twice.
class StreamSearch {
  public:
    // `found` gets the offset in the whole stream.
    StreamSearch(const Search& search, std::function<void(std::uint64_t, std::size_t)> found)
        : search_(search), found_(std::move(found)) {}
    void piece(std::span<const char> bytes);
    // A gap: what comes next does not continue what was; `offset` is where it begins.
    void restart(std::uint64_t offset);

  private:
    const Search& search_;
    std::function<void(std::uint64_t, std::size_t)> found_;
    std::vector<char> window_;  // the end of what was, then the new piece
    std::size_t kept_ = 0;
    std::uint64_t offset_ = 0;  // of the window's first byte
};

}  // namespace circle::tests::memory
