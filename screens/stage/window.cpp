#include "screens/stage/window.h"

#include <SDL2/SDL.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "screens/stage/manager.h"

namespace circle::screens::stage {
namespace {

StageFault fault(const char* step) { return {std::string(step) + ": " + SDL_GetError()}; }

void set_hints() {
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");        // main owns SIGTERM and SIGINT
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");  // else SDL loads Mesa to show a software picture
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");        // a finger is a finger only
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "nearest");
    SDL_SetHint(SDL_HINT_RENDER_BATCHING, "1");
}

bool start_video(bool allow_headless) {
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) == 0) return true;
    if (!allow_headless || std::getenv("SDL_VIDEODRIVER") != nullptr) return false;
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "offscreen");
    return SDL_InitSubSystem(SDL_INIT_VIDEO) == 0;
}

struct Size {
    int w, h;
};

SDL_Rect desk() {
    SDL_Rect usable{0, 0, 1280, 800};
    SDL_GetDisplayUsableBounds(0, &usable);
    return usable;
}

// On a desk: the panel's shape, as large as the desktop takes.
Size desk_size(const Panel& panel) {
    const SDL_Rect usable = desk();
    const float room_w = static_cast<float>(usable.w) * 0.95F;
    const float room_h = static_cast<float>(usable.h) * 0.92F;
    const float long_side = 1920.0F;
    const float unit = std::min({room_w / panel.width_mm, room_h / panel.height_mm,
                                 long_side / std::max(panel.width_mm, panel.height_mm)});
    return {static_cast<int>(panel.width_mm * unit), static_cast<int>(panel.height_mm * unit)};
}

// The left edge of a window beside the middle of the desk, as far as the desk reaches.
int desk_left(Side side, int width) {
    constexpr int apart = 12;
    if (side == Side::Middle) return SDL_WINDOWPOS_CENTERED;
    const SDL_Rect usable = desk();
    const int middle = usable.x + usable.w / 2;
    const int wanted = side == Side::Left ? middle - apart - width : middle + apart;
    return std::clamp(wanted, usable.x, std::max(usable.x, usable.x + usable.w - width));
}

}  // namespace

tl::expected<std::unique_ptr<Window>, StageFault> Window::open(const StageSettings& settings) {
    std::unique_ptr<Window> window(new Window());
    if (auto made = window->make(settings); !made) return tl::unexpected(made.error());
    return window;
}

tl::expected<void, StageFault> Window::make(const StageSettings& settings) {
    const Panel& panel = settings.panel;
    if (panel.width_mm < 50 || panel.height_mm < 50 || panel.rotation % 90 != 0) {
        return tl::unexpected(
            StageFault{"screen: width_mm and height_mm must be at least 50, rotation a quarter turn"});
    }
    if (settings.renderer != "software" && settings.renderer != "gles") {
        return tl::unexpected(
            StageFault{R"(screen: renderer is "software" or "gles", not ")" + settings.renderer + '"'});
    }
    set_hints();
    if (!start_video(settings.allow_headless)) return tl::unexpected(fault("SDL video"));
    started_ = true;
    SDL_StopTextInput();
    driver_ = SDL_GetCurrentVideoDriver() != nullptr ? SDL_GetCurrentVideoDriver() : "";
    headless_ = driver_ == "dummy" || driver_ == "offscreen";
    rotation_ = ((panel.rotation % 360) + 360) % 360;
    const bool gles = settings.renderer == "gles";

    // Without a display the panel itself says which way it stands.
    const bool upright = panel.height_mm > panel.width_mm;
    Size size = upright ? Size{1080, 1920} : Size{1920, 1080};
    if (!headless_ && !settings.fullscreen) size = desk_size(panel);
    if (settings.width_px > 0 && settings.height_px > 0) size = {settings.width_px, settings.height_px};
    if (rotation_ % 180 != 0) std::swap(size.w, size.h);
    int left = static_cast<int>(SDL_WINDOWPOS_CENTERED);
    int top = left;
    Uint32 flags = SDL_WINDOW_ALLOW_HIGHDPI | (gles ? static_cast<Uint32>(SDL_WINDOW_OPENGL) : 0U);
    if (!headless_ && settings.fullscreen && driver_ == "x11" && !x11_managed()) {
        // Nobody would make it fullscreen: it covers the display by itself.
        SDL_Rect display{0, 0, size.w, size.h};
        SDL_GetDisplayBounds(0, &display);
        size = {display.w, display.h};
        left = display.x;
        top = display.y;
        flags |= SDL_WINDOW_BORDERLESS;
    } else if (!headless_ && settings.fullscreen) {
        flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    } else if (!headless_) {
        left = desk_left(settings.side, size.w);
    }
    window_ = SDL_CreateWindow(settings.title.c_str(), left, top, size.w, size.h, flags);
    if (window_ == nullptr) return tl::unexpected(fault("window"));
    SDL_PumpEvents();
    SDL_GetWindowSize(window_, &window_width_, &window_height_);
    SDL_DisableScreenSaver();
    if (gles) {
        if (auto made = make_gles(); !made) return made;
    }
    fit(panel);
    if (!gles) {
        if (auto made = make_software(); !made) return made;
    } else {
        texture_ =
            SDL_CreateTexture(renderer_, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_TARGET, width_, height_);
        if (texture_ == nullptr) return tl::unexpected(fault("picture texture"));
    }
    return {};
}

// The picture fills the window unless their shapes differ clearly; then it stands in the middle.
void Window::fit(const Panel& panel) {
    const bool turned = rotation_ % 180 != 0;
    const int room_w = turned ? window_height_ : window_width_;
    const int room_h = turned ? window_width_ : window_height_;
    const float shape = panel.width_mm / panel.height_mm;
    const float given = static_cast<float>(room_w) / static_cast<float>(room_h);
    width_ = room_w;
    height_ = room_h;
    if (std::abs(given / shape - 1.0F) > 0.05F) {
        if (given > shape) {
            width_ = static_cast<int>(static_cast<float>(room_h) * shape);
        } else {
            height_ = static_cast<int>(static_cast<float>(room_w) / shape);
        }
    }
    left_ = (window_width_ - (turned ? height_ : width_)) / 2;
    top_ = (window_height_ - (turned ? width_ : height_)) / 2;
}

tl::expected<void, StageFault> Window::make_software() {
    surface_ = SDL_CreateRGBSurfaceWithFormat(0, width_, height_, 32, SDL_PIXELFORMAT_RGB888);
    if (surface_ == nullptr) return tl::unexpected(fault("picture surface"));
    renderer_ = SDL_CreateSoftwareRenderer(surface_);
    if (renderer_ == nullptr) return tl::unexpected(fault("software renderer"));
    if (!headless_ && SDL_GetWindowSurface(window_) == nullptr) return tl::unexpected(fault("window surface"));
    return {};
}

tl::expected<void, StageFault> Window::make_gles() {
    for (int i = 0; i < SDL_GetNumRenderDrivers(); ++i) {
        SDL_RendererInfo info;
        if (SDL_GetRenderDriverInfo(i, &info) != 0 || std::strcmp(info.name, "opengles2") != 0) continue;
        renderer_ = SDL_CreateRenderer(window_, i, SDL_RENDERER_ACCELERATED | SDL_RENDERER_TARGETTEXTURE);
        if (renderer_ == nullptr) return tl::unexpected(fault("opengles2 renderer"));
        return {};
    }
    return tl::unexpected(StageFault{"opengles2 renderer: this SDL was built without it"});
}

Window::~Window() {
    if (texture_ != nullptr) SDL_DestroyTexture(texture_);
    if (renderer_ != nullptr) SDL_DestroyRenderer(renderer_);
    if (surface_ != nullptr) SDL_FreeSurface(surface_);
    if (window_ != nullptr) SDL_DestroyWindow(window_);
    if (started_) SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

Canvas Window::canvas() const {
    if (surface_ == nullptr) return {};
    return {static_cast<std::uint32_t*>(surface_->pixels), surface_->pitch / 4};
}

void Window::begin() {
    if (texture_ != nullptr) SDL_SetRenderTarget(renderer_, texture_);
}

void Window::compose() {
    if (texture_ == nullptr) return;
    SDL_SetRenderTarget(renderer_, nullptr);
    SDL_RenderSetClipRect(renderer_, nullptr);
    SDL_SetRenderDrawColor(renderer_, 0, 0, 0, 255);
    SDL_RenderClear(renderer_);
    // SDL turns about the middle, so the unturned picture is placed around the middle of the window.
    const SDL_Rect spot{(window_width_ - width_) / 2, (window_height_ - height_) / 2, width_, height_};
    SDL_RenderCopyEx(renderer_, texture_, nullptr, &spot, static_cast<double>(rotation_), nullptr,
                     SDL_FLIP_NONE);
}

void Window::present(std::span<const PixelRect> changed) {
    if (texture_ != nullptr) {
        compose();
        SDL_RenderPresent(renderer_);
        return;
    }
    SDL_RenderFlush(renderer_);
    if (headless_) return;  // nobody looks; the picture itself is what a screenshot reads
    SDL_Surface* target = SDL_GetWindowSurface(window_);
    if (target == nullptr) return;
    std::vector<SDL_Rect> shown;
    for (const PixelRect& rect : changed) {
        PixelRect out;
        copy_to_window(rect, target, out);
        if (out.w > 0 && out.h > 0) shown.push_back({out.x, out.y, out.w, out.h});
    }
    if (!shown.empty()) SDL_UpdateWindowSurfaceRects(window_, shown.data(), static_cast<int>(shown.size()));
}

void Window::copy_to_window(const PixelRect& rect, SDL_Surface* target, PixelRect& out) const {
    if (rotation_ == 0 || target->format->BytesPerPixel != 4) {
        SDL_Rect from{rect.x, rect.y, rect.w, rect.h};
        SDL_Rect to{left_ + rect.x, top_ + rect.y, rect.w, rect.h};
        SDL_BlitSurface(surface_, &from, target, &to);
        out = {to.x, to.y, to.w, to.h};
        return;
    }
    // Both surfaces hold 0x00RRGGBB (every 32-bit window surface of our drivers does); rows of the window are
    // filled.
    const int w = width_;
    const int h = height_;
    switch (rotation_) {
        case 90:
            out = {h - rect.y - rect.h, rect.x, rect.h, rect.w};
            break;
        case 180:
            out = {w - rect.x - rect.w, h - rect.y - rect.h, rect.w, rect.h};
            break;
        default:
            out = {rect.y, w - rect.x - rect.w, rect.h, rect.w};
            break;
    }
    const auto* source = static_cast<const std::uint32_t*>(surface_->pixels);
    const int source_pitch = surface_->pitch / 4;
    for (int v = out.y; v < out.y + out.h; ++v) {
        auto* row = reinterpret_cast<std::uint32_t*>(static_cast<std::uint8_t*>(target->pixels) +
                                                     static_cast<std::ptrdiff_t>(top_ + v) * target->pitch) +
                    left_;
        for (int u = out.x; u < out.x + out.w; ++u) {
            const int x = rotation_ == 90 ? v : rotation_ == 180 ? w - 1 - u : w - 1 - v;
            const int y = rotation_ == 90 ? h - 1 - u : rotation_ == 180 ? h - 1 - v : u;
            row[u] = source[static_cast<std::ptrdiff_t>(y) * source_pitch + x];
        }
    }
    out.x += left_;
    out.y += top_;
}

void Window::to_picture(float& x, float& y) const {
    const float u = x - static_cast<float>(left_);
    const float v = y - static_cast<float>(top_);
    const auto w = static_cast<float>(width_);
    const auto h = static_cast<float>(height_);
    switch (rotation_) {
        case 90:
            x = v, y = h - u;
            break;
        case 180:
            x = w - u, y = h - v;
            break;
        case 270:
            x = w - v, y = u;
            break;
        default:
            x = u, y = v;
            break;
    }
}

tl::expected<Pixels, StageFault> Window::read() {
    Pixels pixels{width_, height_, std::vector<std::uint8_t>(static_cast<std::size_t>(width_ * height_) * 3)};
    begin();
    if (SDL_RenderReadPixels(renderer_, nullptr, SDL_PIXELFORMAT_RGB24, pixels.rgb.data(), width_ * 3) != 0) {
        return tl::unexpected(fault("reading the picture"));
    }
    return pixels;
}

tl::expected<Rgb, StageFault> Window::read_back(int x, int y) {
    // The place in the window: the inverse of to_picture for a whole pixel.
    int u = x;
    int v = y;
    if (texture_ != nullptr) {
        switch (rotation_) {
            case 90:
                u = height_ - 1 - y, v = x;
                break;
            case 180:
                u = width_ - 1 - x, v = height_ - 1 - y;
                break;
            case 270:
                u = y, v = width_ - 1 - x;
                break;
            default:
                break;
        }
        u += left_;
        v += top_;
    }
    const SDL_Rect spot{u, v, 1, 1};
    std::uint8_t rgb[4] = {};
    if (SDL_RenderReadPixels(renderer_, &spot, SDL_PIXELFORMAT_RGB24, rgb, 4) != 0) {
        return tl::unexpected(fault("reading the test patch"));
    }
    return Rgb{rgb[0], rgb[1], rgb[2]};
}

}  // namespace circle::screens::stage
