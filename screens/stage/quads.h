// Upright rectangles, glyphs and round corners drawn straight into a software picture. They are nearly all that
// a page costs: SDL blends even an opaque fill pixel by pixel, and text in a loop that serves every pair of
// formats. These give the same bits as SDL 2.26 does and pass over what is empty.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "screens/stage/damage.h"

namespace circle::screens::stage {

struct Canvas {  // rows of 0x00RRGGBB
    std::uint32_t* pixels = nullptr;
    int pitch = 0;  // pixels from row to row
};

struct Texels {  // four bytes each: red, green, blue, opacity
    const std::uint8_t* rgba = nullptr;
    int width = 0, height = 0;
};

struct Corner {
    float x = 0, y = 0;        // pixels
    float u = 0, v = 0;        // 0 to 1 of the texture
    std::uint32_t colour = 0;  // 0xAABBGGRR, as Dear ImGui packs it
};

// A plain rectangle, or a piece of a texture at its own size; on whole pixels, in one colour.
struct Quad {
    PixelRect place;
    bool plain = false;
    int u = 0, v = 0;  // of its upper left corner in the texture, unless plain
    std::uint32_t colour = 0;
};

// The corners of two triangles (upper left, upper right, lower right, lower left) as a quad; nothing when they
// are stretched, mirrored, shaded, or off the pixels' grid.
std::optional<Quad> quad_of(const std::array<Corner, 4>& corners, const Texels& texture);

// Blends the part of it that lies within `clip`, which must lie within the canvas.
void blend(const Quad& quad, const Texels& texture, const PixelRect& clip, const Canvas& canvas);

}  // namespace circle::screens::stage
