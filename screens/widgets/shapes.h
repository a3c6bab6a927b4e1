// Shapes that any renderer draws alike and cheaply: everything is an axis-aligned rectangle. Round corners are
// quarters of a disc that is kept, antialiased, in the glyph atlas; SDL's software renderer puts the corners of
// triangles on whole pixels, which would show as notches, and pays for a fan of them with its bounding box once
// per triangle.
#pragma once

#include <imgui.h>

#include <map>

namespace circle::screens::widgets {

// The discs in the current context's atlas, by radius in pixels. Lives and dies with the context.
class Discs {
  public:
    // Upper left texture corner and size of the disc's picture (2·radius by 2·radius).
    struct Place {
        ImVec2 uv0, uv1;
    };
    Place disc(int radius);

  private:
    std::map<int, ImFontAtlasRectId> known_;
};

void fill_round(ImDrawList& list, Discs& discs, ImVec2 min, ImVec2 max, float radius, ImU32 colour);
void outline(ImDrawList& list, ImVec2 min, ImVec2 max, float thickness, ImU32 colour);

}  // namespace circle::screens::widgets
