// A TOML text as plain values with line numbers, so that the rooms that read one (catalogue, settings,
// profiles) need no heavy header and name every fault by its line. Pure but for read(): no clock, no threads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

namespace circle::tree {

struct Value;
struct Entry;

struct Table {
    std::vector<Entry> entries;  // as sorted by the parser; keys are unique

    const Entry* find(std::string_view key) const;
};
using List = std::vector<Value>;

struct Moment {};  // dates and times of TOML: none of our files uses them, a reader answers with "wrong type"

struct Value {
    int line = 0;  // counted from 1
    std::variant<Moment, std::string, std::int64_t, double, bool, List, Table> data;
};

struct Entry {
    std::string key;
    int line = 0;
    Value value;
};

// One thing that is wrong. `key` is the dotted path ("site.kind"), empty when the text itself cannot be read.
struct Fault {
    int line = 0;
    std::string key;
    std::string what;

    bool operator==(const Fault&) const = default;
};

constexpr std::size_t largest_file = std::size_t{256} * 1024;  // bytes; none of our files comes near it

// The text as a tree, or the first place where it is no TOML (also: no UTF-8, a key said twice, nested too
// deep).
tl::expected<Table, Fault> parse(std::string_view text);

// Reads a whole file of at most largest_file bytes and parses it; a file that cannot be read is a fault in line
// 0.
tl::expected<Table, Fault> read(const std::filesystem::path& file);

}  // namespace circle::tree
