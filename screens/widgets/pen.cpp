#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "screens/widgets/painter.h"
#include "screens/widgets/shapes.h"

namespace circle::screens::widgets {
namespace {

constexpr double most_stamps = 40000;  // of one signature; a longer one is drawn with more air between them

// Length of the path in pixels, of the points that will be drawn.
double length_of(const std::vector<view::InkStroke>& strokes, float scale) {
    double length = 0;
    std::size_t points = 0;
    for (const view::InkStroke& stroke : strokes) {
        for (std::size_t i = 1; i < stroke.size() && points + i < view::most_ink; ++i) {
            length += std::hypot(stroke[i].x - stroke[i - 1].x, stroke[i].y - stroke[i - 1].y) * scale;
        }
        points += stroke.size();
    }
    return length;
}

}  // namespace

// A pen is a disc stamped along the path, on whole pixels, each segment from its own start: what a new point
// adds changes nothing that lay there before, so only the tiles under it are drawn again.
void Painter::ink(const std::vector<view::InkStroke>& strokes, const RectMm& square, float pen, Rgb colour) {
    if (hidden_) return;
    const float scale = kit_.px_per_mm;
    const float radius = std::max(1.0F, std::round(pen * scale / 2));
    const Discs::Place disc = kit_.discs.disc(static_cast<int>(radius));
    const ImU32 packed = IM_COL32(colour.r, colour.g, colour.b, 255);
    const float step = std::max(radius * 0.5F, static_cast<float>(length_of(strokes, scale) / most_stamps));
    list_.PushClipRect({std::round(square.x * scale), std::round(square.y * scale)},
                       {std::round(right(square) * scale), std::round(bottom(square) * scale)}, true);
    const float wide = square.w * scale + radius;
    const float high = square.h * scale + radius;
    const auto stamp = [&](float x, float y) {
        if (!(x > -radius && y > -radius && x < wide && y < high)) return;  // also what is not a number
        const ImVec2 from{std::round(square.x * scale + x) - radius, std::round(square.y * scale + y) - radius};
        list_.PrimReserve(6, 4);
        list_.PrimRectUV(from, {from.x + 2 * radius, from.y + 2 * radius}, {disc.u0, disc.v0},
                         {disc.u1, disc.v1}, packed);
    };
    std::size_t drawn = 0;
    for (const view::InkStroke& stroke : strokes) {
        for (std::size_t i = 0; i < stroke.size(); ++i, ++drawn) {
            if (drawn >= view::most_ink) break;
            const float x = stroke[i].x * scale;
            const float y = stroke[i].y * scale;
            if (!std::isfinite(x) || !std::isfinite(y)) continue;
            if (i > 0 && std::isfinite(stroke[i - 1].x) && std::isfinite(stroke[i - 1].y)) {
                const float dx = stroke[i - 1].x * scale - x;
                const float dy = stroke[i - 1].y * scale - y;
                const float far = std::min(std::hypot(dx, dy), 8192.0F);  // wider than any panel
                for (float at = step; at < far; at += step) stamp(x + dx * at / far, y + dy * at / far);
            }
            stamp(x, y);
        }
    }
    list_.PopClipRect();
}

}  // namespace circle::screens::widgets
