// Shapes that any renderer draws alike and cheaply: everything is an axis-aligned rectangle. Round corners are
// quarters of a disc that is kept, antialiased, in the glyph atlas; SDL's software renderer puts the corners of
// triangles on whole pixels, which would show as notches, and pays for a fan of them with its bounding box once
// per triangle.
#pragma once

#include <cstdint>
#include <map>

struct ImDrawList;

namespace circle::screens::widgets {

// The discs in the current context's atlas, by radius in pixels. Lives and dies with the context.
class Discs {
  public:
    struct Place {  // in the atlas, 0..1
        float u0 = 0, v0 = 0, u1 = 0, v1 = 0;
    };
    Place disc(int radius);

  private:
    std::map<int, int> known_;  // radius → the atlas's id
};

struct Box {  // pixels, edges
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

using Ink = std::uint32_t;  // as Dear ImGui packs it

void fill_round(ImDrawList& list, Discs& discs, const Box& box, float radius, Ink ink);
void outline(ImDrawList& list, const Box& box, float thickness, Ink ink);

}  // namespace circle::screens::widgets
