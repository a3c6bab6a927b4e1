#include "screens/stage/raster.h"

#include <SDL2/SDL.h>
#include <imgui.h>
#include <imgui_impl_sdlrenderer2.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace circle::screens::stage {
namespace {

SDL_Rect clip_of(const ImDrawCmd& command) {
    const auto left = static_cast<int>(command.ClipRect.x);
    const auto top = static_cast<int>(command.ClipRect.y);
    return {left, top, static_cast<int>(command.ClipRect.z) - left, static_cast<int>(command.ClipRect.w) - top};
}

bool outside(std::span<const ImDrawVert* const> corners, const SDL_Rect& clip) {
    ImVec2 least = corners[0]->pos;
    ImVec2 most = least;
    for (const ImDrawVert* corner : corners.subspan(1)) {
        least = {std::min(least.x, corner->pos.x), std::min(least.y, corner->pos.y)};
        most = {std::max(most.x, corner->pos.x), std::max(most.y, corner->pos.y)};
    }
    return most.x < static_cast<float>(clip.x - 1) || most.y < static_cast<float>(clip.y - 1) ||
           least.x > static_cast<float>(clip.x + clip.w + 1) ||
           least.y > static_cast<float>(clip.y + clip.h + 1);
}

// Empty where the texture is not of the kind that quads are drawn from.
Texels texels_of(const ImTextureData* texture) {
    if (texture == nullptr || texture->Format != ImTextureFormat_RGBA32) return {};
    return {texture->Pixels, texture->Width, texture->Height};
}

Corner corner_of(const ImDrawVert& vertex) {
    return {vertex.pos.x, vertex.pos.y, vertex.uv.x, vertex.uv.y, vertex.col};
}

// One pass over a frame: triangles go to SDL in runs, quads of the atlas into the canvas where there is one.
class Pass {
  public:
    Pass(SDL_Renderer* renderer, const Canvas& canvas) : renderer_(renderer), canvas_(canvas) {}

    void run(const ImDrawData& frame, const PixelRect& area) {
        const SDL_Rect whole{area.x, area.y, area.w, area.h};
        for (const ImDrawList* list : frame.CmdLists) {
            for (const ImDrawCmd& command : list->CmdBuffer) {
                const SDL_Rect own = clip_of(command);
                if (SDL_IntersectRect(&own, &whole, &clip_) == SDL_TRUE) take(*list, command);
            }
        }
    }

  private:
    void take(const ImDrawList& list, const ImDrawCmd& command) {
        const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
        const ImDrawIdx* at = list.IdxBuffer.Data + command.IdxOffset;
        const ImDrawIdx* const end = at + command.ElemCount;
        const Texels texels = canvas_.pixels != nullptr ? texels_of(command.TexRef._TexData) : Texels{};
        while (end - at >= 3) {
            // Two triangles of a quad stay together: SDL's software renderer too knows rectangles by that.
            const bool pair = end - at >= 6 && at[0] == at[3] && at[2] == at[4];
            const std::array corners{vertices + at[0], vertices + at[1], vertices + at[2],
                                     vertices + at[pair ? 5 : 2]};
            const std::ptrdiff_t count = pair ? 6 : 3;
            if (!outside(corners, clip_)) {
                const auto quad = pair && texels.rgba != nullptr
                                      ? quad_of({corner_of(*corners[0]), corner_of(*corners[1]),
                                                 corner_of(*corners[2]), corner_of(*corners[3])},
                                                texels)
                                      : std::nullopt;
                if (quad) {
                    send(list, command);
                    settle();
                    blend(*quad, texels, {clip_.x, clip_.y, clip_.w, clip_.h}, canvas_);
                } else {
                    run_.insert(run_.end(), at, at + count);
                }
            }
            at += count;
        }
        send(list, command);
    }

    // The run so far, to SDL.
    void send(const ImDrawList& list, const ImDrawCmd& command) {
        if (run_.empty()) return;
        SDL_RenderSetClipRect(renderer_, &clip_);
        // The backend keeps its texture's address as the id.
        // NOLINTNEXTLINE(performance-no-int-to-ptr)
        auto* texture = reinterpret_cast<SDL_Texture*>(static_cast<std::uintptr_t>(command.GetTexID()));
        const auto* bytes = reinterpret_cast<const char*>(list.VtxBuffer.Data + command.VtxOffset);
        const auto field = [&](std::size_t offset) { return static_cast<const void*>(bytes + offset); };
        constexpr int stride = sizeof(ImDrawVert);
        SDL_RenderGeometryRaw(renderer_, texture, static_cast<const float*>(field(offsetof(ImDrawVert, pos))),
                              stride, static_cast<const SDL_Color*>(field(offsetof(ImDrawVert, col))), stride,
                              static_cast<const float*>(field(offsetof(ImDrawVert, uv))), stride,
                              list.VtxBuffer.Size - static_cast<int>(command.VtxOffset), run_.data(),
                              static_cast<int>(run_.size()), sizeof(ImDrawIdx));
        run_.clear();
        queued_ = true;
    }

    // What SDL was sent is in the picture before anything is drawn over it.
    void settle() {
        if (queued_) SDL_RenderFlush(renderer_);
        queued_ = false;
    }

    SDL_Renderer* renderer_;
    Canvas canvas_;
    SDL_Rect clip_{};
    std::vector<ImDrawIdx> run_;
    bool queued_ = true;  // by whoever drew before
};

}  // namespace

void update_textures(const ImDrawData& frame) {
    if (frame.Textures == nullptr) return;
    for (ImTextureData* texture : *frame.Textures) {
        if (texture->Status != ImTextureStatus_OK) ImGui_ImplSDLRenderer2_UpdateTexture(texture);
    }
}

void draw(SDL_Renderer* renderer, const Canvas& canvas, const ImDrawData& frame,
          std::span<const PixelRect> areas) {
    SDL_RenderSetViewport(renderer, nullptr);
    Pass pass(renderer, canvas);
    for (const PixelRect& area : areas) pass.run(frame, area);
    SDL_RenderSetClipRect(renderer, nullptr);
}

}  // namespace circle::screens::stage
