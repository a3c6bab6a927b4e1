#include "screens/stage/raster.h"

#include <SDL2/SDL.h>
#include <imgui.h>
#include <imgui_impl_sdlrenderer2.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace circle::screens::stage {
namespace {

// The triangles of a command that may touch the clip.
void gather(const ImDrawVert* vertices, const ImDrawIdx* indices, unsigned count, const SDL_Rect& clip,
            std::vector<ImDrawIdx>& out) {
    const auto x0 = static_cast<float>(clip.x - 1);
    const auto y0 = static_cast<float>(clip.y - 1);
    const auto x1 = static_cast<float>(clip.x + clip.w + 1);
    const auto y1 = static_cast<float>(clip.y + clip.h + 1);
    out.clear();
    // Two triangles of a quad stay together: the software renderer recognises rectangles by their
    // neighbourhood.
    for (unsigned i = 0; i + 2 < count; i += 3) {
        const ImVec2 a = vertices[indices[i]].pos;
        const ImVec2 b = vertices[indices[i + 1]].pos;
        const ImVec2 c = vertices[indices[i + 2]].pos;
        if (std::max({a.x, b.x, c.x}) < x0 || std::min({a.x, b.x, c.x}) > x1 ||
            std::max({a.y, b.y, c.y}) < y0 || std::min({a.y, b.y, c.y}) > y1) {
            continue;
        }
        out.insert(out.end(), {indices[i], indices[i + 1], indices[i + 2]});
    }
}

void draw_area(SDL_Renderer* renderer, const ImDrawData& frame, const PixelRect& area,
               std::vector<ImDrawIdx>& scratch) {
    const SDL_Rect whole{area.x, area.y, area.w, area.h};
    for (const ImDrawList* list : frame.CmdLists) {
        for (const ImDrawCmd& command : list->CmdBuffer) {
            const auto left = static_cast<int>(command.ClipRect.x);
            const auto top = static_cast<int>(command.ClipRect.y);
            const SDL_Rect own{left, top, static_cast<int>(command.ClipRect.z) - left,
                               static_cast<int>(command.ClipRect.w) - top};
            SDL_Rect clip;
            if (SDL_IntersectRect(&own, &whole, &clip) == SDL_FALSE) continue;
            const ImDrawVert* vertices = list->VtxBuffer.Data + command.VtxOffset;
            gather(vertices, list->IdxBuffer.Data + command.IdxOffset, command.ElemCount, clip, scratch);
            if (scratch.empty()) continue;
            SDL_RenderSetClipRect(renderer, &clip);
            // The backend keeps its texture's address as the id.
            // NOLINTNEXTLINE(performance-no-int-to-ptr)
            auto* texture = reinterpret_cast<SDL_Texture*>(static_cast<std::uintptr_t>(command.GetTexID()));
            const auto* bytes = reinterpret_cast<const char*>(vertices);
            const auto field = [&](std::size_t offset) { return static_cast<const void*>(bytes + offset); };
            constexpr int stride = sizeof(ImDrawVert);
            SDL_RenderGeometryRaw(renderer, texture,
                                  static_cast<const float*>(field(offsetof(ImDrawVert, pos))), stride,
                                  static_cast<const SDL_Color*>(field(offsetof(ImDrawVert, col))), stride,
                                  static_cast<const float*>(field(offsetof(ImDrawVert, uv))), stride,
                                  list->VtxBuffer.Size - static_cast<int>(command.VtxOffset), scratch.data(),
                                  static_cast<int>(scratch.size()), sizeof(ImDrawIdx));
        }
    }
}

}  // namespace

void update_textures(const ImDrawData& frame) {
    if (frame.Textures == nullptr) return;
    for (ImTextureData* texture : *frame.Textures) {
        if (texture->Status != ImTextureStatus_OK) ImGui_ImplSDLRenderer2_UpdateTexture(texture);
    }
}

void draw(SDL_Renderer* renderer, const ImDrawData& frame, std::span<const PixelRect> areas) {
    std::vector<ImDrawIdx> scratch;
    SDL_RenderSetViewport(renderer, nullptr);
    for (const PixelRect& area : areas) draw_area(renderer, frame, area, scratch);
    SDL_RenderSetClipRect(renderer, nullptr);
}

}  // namespace circle::screens::stage
