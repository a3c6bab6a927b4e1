#include "screens/widgets/shapes.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace circle::screens::widgets {
namespace {

// How much of the pixel at (x, y) a disc covers that fills a square of 2·radius; sampled 4 by 4.
unsigned char coverage(int x, int y, int radius) {
    constexpr int samples = 4;
    const auto r = static_cast<float>(radius);
    const auto offset = [r](int pixel, int sample) {
        return static_cast<float>(pixel) + (static_cast<float>(sample) + 0.5F) / samples - r;
    };
    int inside = 0;
    for (int i = 0; i < samples; ++i) {
        for (int k = 0; k < samples; ++k) {
            const float dx = offset(x, i);
            const float dy = offset(y, k);
            inside += dx * dx + dy * dy <= r * r ? 1 : 0;
        }
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
                unsigned char* pixel = row + static_cast<std::ptrdiff_t>(x) * 4;
                std::fill_n(pixel, 3, static_cast<unsigned char>(255));
                pixel[3] = alpha;
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
    return {rect.uv0.x, rect.uv0.y, rect.uv1.x, rect.uv1.y};
}

void fill_round(ImDrawList& list, Discs& discs, const Box& box, float radius, Ink ink) {
    const auto [x0, y0, x1, y1] = box;
    const float r = std::min({radius, std::floor((x1 - x0) * 0.5F), std::floor((y1 - y0) * 0.5F)});
    if (r < 1.0F) {
        list.AddRectFilled({x0, y0}, {x1, y1}, ink);
        return;
    }
    if (y1 - y0 > 2 * r) list.AddRectFilled({x0, y0 + r}, {x1, y1 - r}, ink);
    if (x1 - x0 > 2 * r) {
        list.AddRectFilled({x0 + r, y0}, {x1 - r, y0 + r}, ink);
        list.AddRectFilled({x0 + r, y1 - r}, {x1 - r, y1}, ink);
    }
    const Discs::Place disc = discs.disc(static_cast<int>(r));
    const float u = (disc.u0 + disc.u1) * 0.5F;
    const float v = (disc.v0 + disc.v1) * 0.5F;
    const auto quarter = [&](float x, float y, ImVec2 from, ImVec2 to) {
        list.PrimReserve(6, 4);
        list.PrimRectUV({x, y}, {x + r, y + r}, from, to, ink);
    };
    quarter(x0, y0, {disc.u0, disc.v0}, {u, v});
    quarter(x1 - r, y0, {u, disc.v0}, {disc.u1, v});
    quarter(x1 - r, y1 - r, {u, v}, {disc.u1, disc.v1});
    quarter(x0, y1 - r, {disc.u0, v}, {u, disc.v1});
}

void outline(ImDrawList& list, const Box& box, float thickness, Ink ink) {
    const auto [x0, y0, x1, y1] = box;
    const float t = thickness;
    list.AddRectFilled({x0, y0}, {x1, y0 + t}, ink);
    list.AddRectFilled({x0, y1 - t}, {x1, y1}, ink);
    list.AddRectFilled({x0, y0 + t}, {x0 + t, y1 - t}, ink);
    list.AddRectFilled({x1 - t, y0 + t}, {x1, y1 - t}, ink);
}

}  // namespace circle::screens::widgets
