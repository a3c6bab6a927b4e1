// The window: input in, pictures out. Wraps SDL2 and Dear ImGui; no other room includes either.
//
// Threading: one thread (the main thread) owns a Stage; only wake() may be called from any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "screens/frame.h"
#include "screens/view/page.h"

namespace circle::screens {

struct Panel {  // the visible area of the panel as the resident sees it (after rotation)
    float width_mm = 268, height_mm = 476;
    int rotation = 0;         // degrees clockwise that the picture is turned: 0, 90, 180, 270
    float mounting_mm = 800;  // height of the lower edge above the floor
};

// Where a window on a desk stands. Two programs that choose Left and Right stand side by side.
enum class Side { Middle, Left, Right };

struct StageSettings {
    Panel panel;
    std::string renderer = "software";  // "software" or "gles" (design §4)
    int width_px = 0,
        height_px =
            0;  // 0: the display's own size; without a display 1080×1920 or 1920×1080 by the panel's shape
    bool fullscreen = true;
    Side side = Side::Middle;     // when not fullscreen
    bool allow_headless = false;  // fall back to SDL's offscreen driver when there is no display
    std::string title;
};

struct StageFault {
    std::string what;  // for the technician: which step failed and what SDL said
};

struct StageCounters {
    std::uint64_t frames = 0;   // frames presented (rasterised)
    std::uint64_t layouts = 0;  // frames laid out, presented or found equal to the last one
    std::uint64_t pixels = 0;   // rasterised since the first frame: what changed, and no more
};

struct StageSize {
    int width_px = 0, height_px = 0;
};

enum class Touch { Down, Move, Up };

class Stage {
  public:
    // Opens the window, presents a first frame and reads a test patch back: SDL reports success on a black
    // screen.
    static tl::expected<std::unique_ptr<Stage>, StageFault> open(const StageSettings& settings);
    Stage() = default;
    virtual ~Stage() = default;
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;
    Stage(Stage&&) = delete;
    Stage& operator=(Stage&&) = delete;

    // Sleeps until input, wake() or the deadline; then takes in what came. Returns false when the window was
    // closed or the process was asked to end.
    virtual bool wait(std::chrono::milliseconds at_most) = 0;
    virtual void wake() noexcept = 0;  // any thread, async-signal-safe

    // True when input came that the last frame has not seen: draw even if the page is equal.
    virtual bool wants_frame() const = 0;

    // Lays the page out, presents it if its picture changed, and says what was touched.
    virtual Frame draw(const view::Page& page) = 0;

    // The same path as a finger on the panel. Position in millimetres.
    virtual void touch(Touch phase, float x_mm, float y_mm) = 0;
    // Scrolls until the node is in sight; the next draw shows it. False when the last frame had no such node.
    virtual bool scroll_to(const std::string& node) = 0;

    virtual tl::expected<void, StageFault> screenshot(const std::string& png_path) = 0;

    // End of a visit: context, glyph atlas and textures are made anew, nothing that was drawn remains in
    // memory.
    virtual void renew() = 0;

    virtual StageCounters counters() const = 0;
    virtual StageSize size() const = 0;
};

}  // namespace circle::screens
