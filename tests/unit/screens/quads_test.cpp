// What we draw without SDL must be, bit for bit, what SDL's software renderer draws.
#include "screens/stage/quads.h"

#include <SDL2/SDL.h>

#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <memory>
#include <random>
#include <vector>

using namespace circle::screens::stage;

namespace {

constexpr int side = 64;

struct Picture {
    std::unique_ptr<SDL_Surface, decltype(&SDL_FreeSurface)> surface{
        SDL_CreateRGBSurfaceWithFormat(0, side, side, 32, SDL_PIXELFORMAT_RGB888), SDL_FreeSurface};

    std::uint32_t* pixels() const { return static_cast<std::uint32_t*>(surface->pixels); }
    Canvas canvas() const { return {pixels(), surface->pitch / 4}; }
    std::vector<std::uint32_t> all() const { return {pixels(), pixels() + std::ptrdiff_t{side} * side}; }
    void cover(std::mt19937& random) const {
        for (int i = 0; i < side * side; ++i) pixels()[i] = random() & 0xFFFFFFU;
    }
};

void draw_by_sdl(const Picture& picture, const std::array<Corner, 4>& corners, const Texels& texture,
                 const PixelRect& clip) {
    const std::unique_ptr<SDL_Renderer, decltype(&SDL_DestroyRenderer)> renderer(
        SDL_CreateSoftwareRenderer(picture.surface.get()), SDL_DestroyRenderer);
    REQUIRE(renderer != nullptr);
    const std::unique_ptr<SDL_Texture, decltype(&SDL_DestroyTexture)> made(
        SDL_CreateTexture(renderer.get(), SDL_PIXELFORMAT_ABGR8888, SDL_TEXTUREACCESS_STATIC, texture.width,
                          texture.height),
        SDL_DestroyTexture);
    REQUIRE(made != nullptr);
    SDL_UpdateTexture(made.get(), nullptr, texture.rgba, texture.width * 4);
    SDL_SetTextureBlendMode(made.get(), SDL_BLENDMODE_BLEND);
    const SDL_Rect area{clip.x, clip.y, clip.w, clip.h};
    SDL_RenderSetClipRect(renderer.get(), &area);
    std::vector<SDL_Vertex> vertices;
    for (const Corner& corner : corners) {
        const auto part = [&](unsigned shift) { return static_cast<Uint8>(corner.colour >> shift & 0xFFU); };
        vertices.push_back(
            {{corner.x, corner.y}, {part(0), part(8), part(16), part(24)}, {corner.u, corner.v}});
    }
    const std::array<int, 6> order{0, 1, 2, 0, 2, 3};
    REQUIRE(SDL_RenderGeometry(renderer.get(), made.get(), vertices.data(), 4, order.data(), 6) == 0);
    SDL_RenderFlush(renderer.get());
}

std::array<Corner, 4> corners_of(const PixelRect& place, int u, int v, std::uint32_t colour, int width) {
    const auto uv = [&](int at) { return static_cast<float>(at) / static_cast<float>(width); };
    const auto x0 = static_cast<float>(place.x), x1 = static_cast<float>(place.x + place.w);
    const auto y0 = static_cast<float>(place.y), y1 = static_cast<float>(place.y + place.h);
    return {{{x0, y0, uv(u), uv(v), colour},
             {x1, y0, uv(u + place.w), uv(v), colour},
             {x1, y1, uv(u + place.w), uv(v + place.h), colour},
             {x0, y1, uv(u), uv(v + place.h), colour}}};
}

// White with coverage, as glyphs are; the first texel is opaque.
std::vector<std::uint8_t> glyphs(std::mt19937& random) {
    std::vector<std::uint8_t> rgba(static_cast<std::size_t>(side * side * 4), 255);
    for (std::size_t i = 7; i < rgba.size(); i += 4) {
        rgba[i] = random() % 3 == 0 ? 0 : static_cast<std::uint8_t>(random());
    }
    return rgba;
}

}  // namespace

TEST_CASE("quads are blended as SDL blends them") {
    std::mt19937 random(20260102);
    const auto rgba = glyphs(random);
    const Texels texture{rgba.data(), side, side};
    for (int round = 0; round < 400; ++round) {
        const auto below = [&](int bound) { return static_cast<int>(random() % static_cast<unsigned>(bound)); };
        const PixelRect place{below(60) - 8, below(60) - 8, 1 + below(30), 1 + below(30)};
        const int left = below(40), top = below(40);
        const PixelRect clip{left, top, 1 + below(side - left), 1 + below(side - top)};
        // Never pure white: SDL takes another way for it, which rounds differently by one.
        const std::uint32_t opacity = round % 2 == 0 ? 0xFF000000U : random() & 0xFF000000U;
        auto corners = corners_of(place, below(side - place.w), below(side - place.h),
                                  opacity | (random() & 0x00FEFEFEU), side);
        const bool plain = round % 4 < 2;
        if (plain) {
            for (Corner& corner : corners) corner.u = corner.v = 0.5F / side;
        }
        const auto quad = quad_of(corners, texture);
        REQUIRE(quad);
        REQUIRE(quad->plain == plain);
        const Picture ours, theirs;
        auto same = random;
        ours.cover(random);
        theirs.cover(same);
        blend(*quad, texture, clip, ours.canvas());
        draw_by_sdl(theirs, corners, texture, clip);
        INFO("round " << round << " colour " << std::hex << quad->colour);
        REQUIRE(ours.all() == theirs.all());
    }
}

TEST_CASE("what is no upright piece of the texture at its own size is left to SDL") {
    std::mt19937 random(7);
    const auto rgba = glyphs(random);
    const Texels texture{rgba.data(), side, side};
    const auto good = corners_of({4, 5, 10, 12}, 20, 30, 0xFF112233U, side);
    REQUIRE(quad_of(good, texture));
    const auto spoiled = [&](auto spoil) {
        auto corners = good;
        spoil(corners);
        return quad_of(corners, texture).has_value();
    };
    CHECK_FALSE(spoiled([](auto& c) { c[2].x += 1; }));                     // not upright
    CHECK_FALSE(spoiled([](auto& c) { c[1].x += 1, c[2].x += 1; }));        // stretched
    CHECK_FALSE(spoiled([](auto& c) { c[0].x += 0.5F, c[3].x += 0.5F; }));  // between pixels
    CHECK_FALSE(
        spoiled([](auto& c) { std::swap(c[0].u, c[1].u), c[3].u = c[0].u, c[2].u = c[1].u; }));  // mirrored
    CHECK_FALSE(spoiled([](auto& c) { c[1].colour = 0xFF000000U; }));                            // shaded
    CHECK_FALSE(spoiled([](auto& c) {
        for (Corner& corner : c) corner.u += 1;  // outside the texture
    }));
    CHECK_FALSE(spoiled([](auto& c) {
        for (Corner& corner : c) corner.u = corner.v = 10.0F;  // a fill from outside the texture
    }));
}
