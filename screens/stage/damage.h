// Which parts of the panel a frame changes. The panel is cut into tiles; each tile's hash takes in, in drawing
// order, every triangle that can touch it with its clip, colours and place in the glyph atlas. Equal hashes are
// equal pixels.
#pragma once

#include <cstdint>
#include <vector>

struct ImDrawData;

namespace circle::screens::stage {

struct PixelRect {
    int x = 0, y = 0, w = 0, h = 0;
    bool operator==(const PixelRect&) const = default;
};

class Damage {
  public:
    // The rectangles (disjoint, on tile borders) in which this frame differs from the one compared before it.
    std::vector<PixelRect> compare(const ImDrawData& frame, int width, int height);
    // The next frame differs everywhere.
    void forget() { tiles_.clear(); }

  private:
    std::vector<std::uint64_t> tiles_;
};

}  // namespace circle::screens::stage
