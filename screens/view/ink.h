// What a finger wrote.
#pragma once

#include <cstddef>
#include <vector>

namespace circle::screens::view {

struct PointMm {  // from the top left of the writing square
    float x = 0, y = 0;

    bool operator==(const PointMm&) const = default;
};

using InkStroke = std::vector<PointMm>;  // finger down to finger up

// A stroke ends here, however long the finger stays: nobody's name is longer, and memory stays bounded.
inline constexpr std::size_t longest_stroke = 2000;
// Points of one signature that are drawn; what lies beyond is not.
inline constexpr std::size_t most_ink = 20000;

}  // namespace circle::screens::view
