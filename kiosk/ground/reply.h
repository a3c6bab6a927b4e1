// What the platform answered, as plain text rows: the only form in which an answer leaves the relay.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace circle {

// Column name → value as it came, decimal text kept to the last digit ("1286.40"). JSON null is an absent
// column.
using Row = std::map<std::string, std::string, std::less<>>;

// Node name → rows. A node that is an object gives one row, an array gives many; scalars directly in `output`
// are one row under "". Nested deeper than that is dropped: no transaction of ours needs it.
struct Reply {
    std::map<std::string, std::vector<Row>, std::less<>> nodes;
    std::string warning;  // warn_msg, bounded; foreign text, may be about the person

    bool operator==(const Reply&) const = default;
};

}  // namespace circle
