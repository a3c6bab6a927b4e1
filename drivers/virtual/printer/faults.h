// What the virtual printer does wrong (drivers/virtual/README.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace circle::drivers::virtual_printer {

struct Faults {
    bool silent = false, no_dle = false, no_fence = false;
    bool paper_out = false, near_end = false, cover_open = false, cutter_jam = false;
    bool stale = false, asb_mixed = false, slow = false;
    std::optional<std::uint64_t> paper_out_after, cover_after, reset_after, xoff;

    bool add(std::string_view words);  // false: no such fault, or a number is missing
    std::string list() const;          // "none", or names with arguments, comma-separated
};

}  // namespace circle::drivers::virtual_printer
