#include "screens/stage/damage.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

namespace circle::screens::stage {
namespace {

constexpr int tile = 32;  // pixels

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15ULL;
    return hash ^ (hash >> 29U);
}

template <typename T>
std::uint64_t bits(const T& value) {
    static_assert(sizeof(T) <= sizeof(std::uint64_t));
    std::uint64_t out = 0;
    std::memcpy(&out, &value, sizeof(T));
    return out;
}

std::uint64_t mix_vertex(std::uint64_t hash, const ImDrawVert& vertex) {
    hash = mix(hash, bits(vertex.pos));
    hash = mix(hash, bits(vertex.uv));
    return mix(hash, vertex.col);
}

std::size_t index_of(int row, int column, int columns) {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column);
}

struct Grid {
    int columns, rows;
    std::vector<std::uint64_t> tiles;

    // Takes a value into every tile that the area touches; one pixel more at each side, for how edges are
    // rounded.
    void take(std::uint64_t value, float x0, float y0, float x1, float y1) {
        const auto at = [](float px, int count) {
            return std::clamp(static_cast<int>(std::floor(px / static_cast<float>(tile))), 0, count - 1);
        };
        const int left = at(x0 - 1, columns);
        const int right = at(x1 + 1, columns);
        const int bottom = at(y1 + 1, rows);
        for (int row = at(y0 - 1, rows); row <= bottom; ++row) {
            for (int column = left; column <= right; ++column) {
                std::uint64_t& hash = tiles[index_of(row, column, columns)];
                hash = mix(hash, value);
            }
        }
    }
};

void take_command(Grid& grid, const ImDrawList& list, const ImDrawCmd& command) {
    const ImVec4 clip = command.ClipRect;
    if (clip.z <= clip.x || clip.w <= clip.y) return;
    std::uint64_t seed = mix(bits(clip.x) << 32U | bits(clip.y), bits(clip.z) << 32U | bits(clip.w));
    const ImTextureData* texture = command.TexRef._TexData;
    seed = mix(seed, texture != nullptr ? static_cast<std::uint64_t>(texture->UniqueID)
                                        : static_cast<std::uint64_t>(command.TexRef._TexID));
    const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
    const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset;
    for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
        const ImDrawVert& a = vertices[indices[i]];
        const ImDrawVert& b = vertices[indices[i + 1]];
        const ImDrawVert& c = vertices[indices[i + 2]];
        const float x0 = std::max(std::min({a.pos.x, b.pos.x, c.pos.x}), clip.x);
        const float y0 = std::max(std::min({a.pos.y, b.pos.y, c.pos.y}), clip.y);
        const float x1 = std::min(std::max({a.pos.x, b.pos.x, c.pos.x}), clip.z);
        const float y1 = std::min(std::max({a.pos.y, b.pos.y, c.pos.y}), clip.w);
        if (x1 < x0 || y1 < y0) continue;
        grid.take(mix_vertex(mix_vertex(mix_vertex(seed, a), b), c), x0, y0, x1, y1);
    }
}

// Runs of dirty tiles row by row; a run that continues the one above it makes that one higher.
std::vector<PixelRect> merged(const std::vector<bool>& dirty, int columns, int rows, int width, int height) {
    std::vector<PixelRect> found;
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            if (!dirty[index_of(row, column, columns)]) continue;
            int end = column;
            while (end < columns && dirty[index_of(row, end, columns)]) ++end;
            const PixelRect run{column, row, end - column, 1};
            const auto above = std::find_if(found.begin(), found.end(), [&](const PixelRect& one) {
                return one.x == run.x && one.w == run.w && one.y + one.h == row;
            });
            if (above != found.end()) {
                ++above->h;
            } else {
                found.push_back(run);
            }
            column = end;
        }
    }
    for (PixelRect& one : found) {
        one = {one.x * tile, one.y * tile, one.w * tile, one.h * tile};
        one.w = std::min(one.w, width - one.x);
        one.h = std::min(one.h, height - one.y);
    }
    return found;
}

}  // namespace

std::vector<PixelRect> Damage::compare(const ImDrawData& frame, int width, int height) {
    Grid grid{(width + tile - 1) / tile, (height + tile - 1) / tile, {}};
    grid.tiles.assign(index_of(grid.rows, 0, grid.columns), 0);
    for (const ImDrawList* list : frame.CmdLists) {
        for (const ImDrawCmd& command : list->CmdBuffer) take_command(grid, *list, command);
    }
    const std::vector<std::uint64_t> before = std::exchange(tiles_, std::move(grid.tiles));
    if (before.size() != tiles_.size()) return {{0, 0, width, height}};
    std::vector<bool> dirty(tiles_.size());
    std::size_t count = 0;
    for (std::size_t i = 0; i < tiles_.size(); ++i) {
        dirty[i] = tiles_[i] != before[i];
        count += dirty[i] ? 1 : 0;
    }
    if (count == 0) return {};
    // Past half of the panel one pass over all is cheaper than many.
    if (count * 2 > tiles_.size()) return {{0, 0, width, height}};
    std::vector<PixelRect> rects = merged(dirty, grid.columns, grid.rows, width, height);
    if (rects.size() > 24) return {{0, 0, width, height}};
    return rects;
}

}  // namespace circle::screens::stage
