// The SDL window and the picture in it. The picture is kept between frames, so that only what changed is drawn
// and shown; rotation and a frame around it happen on the way from the picture to the window.
//
// "software": SDL's software renderer on a surface of ours, copied to the window surface (no Mesa is loaded).
// "gles": SDL's opengles2 renderer, named explicitly, on a target texture. Both serve Dear ImGui's one backend.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "screens/stage/damage.h"
#include "screens/stage/quads.h"
#include "screens/stage/stage.h"

struct SDL_Renderer;
struct SDL_Surface;
struct SDL_Texture;
struct SDL_Window;

namespace circle::screens::stage {

struct Pixels {  // rows top down, 3 bytes a pixel
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgb;
};

class Window {
  public:
    static tl::expected<std::unique_ptr<Window>, StageFault> open(const StageSettings& settings);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;
    Window(Window&&) = delete;
    Window& operator=(Window&&) = delete;

    SDL_Renderer* renderer() const { return renderer_; }
    SDL_Window* window() const { return window_; }
    Canvas canvas() const;  // the picture's own memory; empty where it is the graphics card's
    const std::string& driver() const { return driver_; }
    int width() const { return width_; }  // of the picture
    int height() const { return height_; }

    void begin();                                      // drawing goes into the picture
    void compose();                                    // gles: the picture goes into the back buffer
    void present(std::span<const PixelRect> changed);  // after begin() and drawing
    // Where a point of the window lies in the picture.
    void to_picture(float& x, float& y) const;

    tl::expected<Pixels, StageFault> read();                // the picture
    tl::expected<Rgb, StageFault> read_back(int x, int y);  // one pixel as it goes to the display

  private:
    Window() = default;
    tl::expected<void, StageFault> make(const StageSettings& settings);
    tl::expected<void, StageFault> make_software();
    tl::expected<void, StageFault> make_gles();
    void fit(const Panel& panel);
    void copy_to_window(const PixelRect& rect, SDL_Surface* target, PixelRect& out) const;

    bool started_ = false;
    bool headless_ = false;
    std::string driver_;
    int rotation_ = 0;
    int window_width_ = 0, window_height_ = 0;
    int width_ = 0, height_ = 0;  // picture
    int left_ = 0, top_ = 0;      // of the turned picture in the window
    SDL_Window* window_ = nullptr;
    SDL_Renderer* renderer_ = nullptr;
    SDL_Surface* surface_ = nullptr;  // software
    SDL_Texture* texture_ = nullptr;  // gles
};

}  // namespace circle::screens::stage
