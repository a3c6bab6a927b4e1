#include "screens/widgets/shapes.h"

#include <algorithm>
#include <cmath>

namespace circle::screens::widgets {
namespace {

// How much of the pixel at (x, y) a disc covers that fills a square of 2·radius; sampled 4 by 4.
unsigned char coverage(int x, int y, int radius) {
    constexpr int samples = 4;
    const auto r = static_cast<float>(radius);
    int inside = 0;
    for (int i = 0; i < samples * samples; ++i) {
        const float dx = static_cast<float>(x) + (static_cast<float>(i % samples) + 0.5F) / samples - r;
        const float dy = static_cast<float>(y) + (static_cast<float>(i / samples) + 0.5F) / samples - r;
        inside += dx * dx + dy * dy <= r * r ? 1 : 0;
    }
    return static_cast<unsigned char>(inside * 255 / (samples * samples));
}

void paint_disc(ImTextureData& texture, const ImFontAtlasRect& rect, int radius) {
    for (int y = 0; y < rect.h; ++y) {
        auto* row = static_cast<unsigned char*>(texture.GetPixelsAt(rect.x, rect.y + y));
        for (int x = 0; x < rect.w; ++x) {
            const unsigned char alpha = coverage(x, y, radius);
            if (texture.Format == ImTextureFormat_Alpha8) {
                row[x] = alpha;
            } else {
                std::fill_n(row + x * 4, 3, static_cast<unsigned char>(255));
                row[x * 4 + 3] = alpha;
            }
        }
    }
}

}  // namespace

Discs::Place Discs::disc(int radius) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    ImFontAtlasRect rect;
    const auto known = known_.find(radius);
    if (known == known_.end() || !atlas.GetCustomRect(known->second, &rect)) {
        known_[radius] = atlas.AddCustomRect(2 * radius, 2 * radius, &rect);
        paint_disc(*atlas.TexData, rect, radius);  // the atlas has queued the area; it is read when uploaded
    }
    return {rect.uv0, rect.uv1};
}

void fill_round(ImDrawList& list, Discs& discs, ImVec2 min, ImVec2 max, float radius, ImU32 colour) {
    const float r = std::min({radius, std::floor((max.x - min.x) * 0.5F), std::floor((max.y - min.y) * 0.5F)});
    if (r < 1.0F) {
        list.AddRectFilled(min, max, colour);
        return;
    }
    if (max.y - min.y > 2 * r) list.AddRectFilled({min.x, min.y + r}, {max.x, max.y - r}, colour);
    if (max.x - min.x > 2 * r) {
        list.AddRectFilled({min.x + r, min.y}, {max.x - r, min.y + r}, colour);
        list.AddRectFilled({min.x + r, max.y - r}, {max.x - r, max.y}, colour);
    }
    const Discs::Place disc = discs.disc(static_cast<int>(r));
    const ImVec2 middle{(disc.uv0.x + disc.uv1.x) * 0.5F, (disc.uv0.y + disc.uv1.y) * 0.5F};
    const auto quarter = [&](ImVec2 at, ImVec2 uv0, ImVec2 uv1) {
        list.PrimReserve(6, 4);
        list.PrimRectUV(at, {at.x + r, at.y + r}, uv0, uv1, colour);
    };
    quarter(min, disc.uv0, middle);
    quarter({max.x - r, min.y}, {middle.x, disc.uv0.y}, {disc.uv1.x, middle.y});
    quarter({max.x - r, max.y - r}, middle, disc.uv1);
    quarter({min.x, max.y - r}, {disc.uv0.x, middle.y}, {middle.x, disc.uv1.y});
}

void outline(ImDrawList& list, ImVec2 min, ImVec2 max, float thickness, ImU32 colour) {
    list.AddRectFilled(min, {max.x, min.y + thickness}, colour);
    list.AddRectFilled({min.x, max.y - thickness}, max, colour);
    list.AddRectFilled({min.x, min.y + thickness}, {min.x + thickness, max.y - thickness}, colour);
    list.AddRectFilled({max.x - thickness, min.y + thickness}, {max.x, max.y - thickness}, colour);
}

}  // namespace circle::screens::widgets
