// Lengths of the drawing rooms. Everything on screen is laid out in millimetres; only the painter knows pixels.
#pragma once

#include "screens/frame.h"

namespace circle::screens::widgets {

// `15_mm` reads as what it is. The value stays a plain float: all lengths of this room are millimetres.
constexpr float operator""_mm(long double value) { return static_cast<float>(value); }
constexpr float operator""_mm(unsigned long long value) { return static_cast<float>(value); }

inline float right(const RectMm& r) { return r.x + r.w; }
inline float bottom(const RectMm& r) { return r.y + r.h; }
inline RectMm inset(const RectMm& r, float by) { return {r.x + by, r.y + by, r.w - 2 * by, r.h - 2 * by}; }
inline bool contains(const RectMm& r, float x, float y) {
    return x >= r.x && y >= r.y && x < right(r) && y < bottom(r);
}

}  // namespace circle::screens::widgets
