#include "screens/stage/quads.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace circle::screens::stage {
namespace {

constexpr int texel = 4;  // bytes of RGBA32

// Whole up to what float loses of u·width.
std::optional<int> whole(float value) {
    const float nearest = std::round(value);
    if (std::abs(value - nearest) > 0.01F) return std::nullopt;
    return static_cast<int>(nearest);
}

// Whether a fill's one point in the texture is opaque white, as Dear ImGui's is.
bool white(const Texels& texture, const Corner& corner) {
    const int x = static_cast<int>(corner.u * static_cast<float>(texture.width));
    const int y = static_cast<int>(corner.v * static_cast<float>(texture.height));
    if (x < 0 || y < 0 || x >= texture.width || y >= texture.height) return false;
    const std::uint8_t* at = texture.rgba + (static_cast<std::ptrdiff_t>(y) * texture.width + x) * texel;
    return std::all_of(at, at + texel, [](std::uint8_t part) { return part == 255; });
}

// One colour over another. Rounded as SDL rounds: each product down by itself.
std::uint32_t over(std::uint32_t under, std::uint32_t r, std::uint32_t g, std::uint32_t b,
                   std::uint32_t alpha) {
    const std::uint32_t rest = 255 - alpha;
    return (r * alpha / 255 + rest * (under >> 16U & 0xFFU) / 255) << 16U |
           (g * alpha / 255 + rest * (under >> 8U & 0xFFU) / 255) << 8U |
           (b * alpha / 255 + rest * (under & 0xFFU) / 255);
}

}  // namespace

std::optional<Quad> quad_of(const std::array<Corner, 4>& corners, const Texels& texture) {
    const auto& [a, b, c, d] = corners;
    if (a.colour != b.colour || a.colour != c.colour || a.colour != d.colour) return std::nullopt;
    if (a.x != d.x || b.x != c.x || a.y != b.y || c.y != d.y) return std::nullopt;
    if (a.u != d.u || b.u != c.u || a.v != b.v || c.v != d.v) return std::nullopt;
    const auto x0 = whole(a.x);
    const auto y0 = whole(a.y);
    const auto x1 = whole(c.x);
    const auto y1 = whole(c.y);
    if (!x0 || !y0 || !x1 || !y1) return std::nullopt;
    const PixelRect place{*x0, *y0, *x1 - *x0, *y1 - *y0};
    if (place.w <= 0 || place.h <= 0) return std::nullopt;
    if (a.u == c.u && a.v == c.v) {
        if (!white(texture, a)) return std::nullopt;
        return Quad{.place = place, .plain = true, .colour = a.colour};
    }
    const auto u0 = whole(a.u * static_cast<float>(texture.width));
    const auto v0 = whole(a.v * static_cast<float>(texture.height));
    const auto u1 = whole(c.u * static_cast<float>(texture.width));
    const auto v1 = whole(c.v * static_cast<float>(texture.height));
    if (!u0 || !v0 || !u1 || !v1) return std::nullopt;
    if (*u1 - *u0 != place.w || *v1 - *v0 != place.h) return std::nullopt;
    if (*u0 < 0 || *v0 < 0 || *u1 > texture.width || *v1 > texture.height) return std::nullopt;
    return Quad{.place = place, .u = *u0, .v = *v0, .colour = a.colour};
}

void blend(const Quad& quad, const Texels& texture, const PixelRect& clip, const Canvas& canvas) {
    const int left = std::max(quad.place.x, clip.x);
    const int top = std::max(quad.place.y, clip.y);
    const int right = std::min(quad.place.x + quad.place.w, clip.x + clip.w);
    const int bottom = std::min(quad.place.y + quad.place.h, clip.y + clip.h);
    const std::uint32_t red = quad.colour & 0xFFU;
    const std::uint32_t green = quad.colour >> 8U & 0xFFU;
    const std::uint32_t blue = quad.colour >> 16U & 0xFFU;
    const std::uint32_t opacity = quad.colour >> 24U;
    if (left >= right) return;
    for (int y = top; y < bottom; ++y) {
        std::uint32_t* to = canvas.pixels + static_cast<std::ptrdiff_t>(y) * canvas.pitch + left;
        if (quad.plain && opacity == 255) {
            std::fill_n(to, right - left, red << 16U | green << 8U | blue);
            continue;
        }
        if (quad.plain) {
            std::for_each(to, to + (right - left),
                          [&](std::uint32_t& pixel) { pixel = over(pixel, red, green, blue, opacity); });
            continue;
        }
        const auto row = static_cast<std::ptrdiff_t>(quad.v + y - quad.place.y) * texture.width;
        const std::uint8_t* from = texture.rgba + (row + quad.u + left - quad.place.x) * texel;
        for (int x = left; x < right; ++x, from += texel, ++to) {
            const std::uint32_t alpha = from[3] * opacity / 255;
            if (alpha == 0) continue;
            *to = over(*to, from[0] * red / 255, from[1] * green / 255, from[2] * blue / 255, alpha);
        }
    }
}

}  // namespace circle::screens::stage
