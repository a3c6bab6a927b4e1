// Draws Dear ImGui's draw data through SDL_Renderer, only inside given rectangles. The backend of Dear ImGui
// keeps the textures; the loop is ours because it must leave out what lies outside.
#pragma once

#include <span>

#include "screens/stage/damage.h"
#include "screens/stage/quads.h"

struct ImDrawData;
struct SDL_Renderer;

namespace circle::screens::stage {

void update_textures(const ImDrawData& frame);
// With a canvas, the picture that the renderer draws into, text goes there directly.
void draw(SDL_Renderer* renderer, const Canvas& canvas, const ImDrawData& frame,
          std::span<const PixelRect> areas);

}  // namespace circle::screens::stage
