// One Dear ImGui context with its atlas, textures and fonts: everything that a drawing leaves in memory. A
// visit's end destroys it and makes the next one.
#pragma once

#include <optional>

#include "screens/widgets/fonts.h"
#include "screens/widgets/shapes.h"

struct ImGuiContext;
struct SDL_Renderer;

namespace circle::screens::stage {

class Context {
  public:
    Context(widgets::FontFiles& files, SDL_Renderer* renderer, int width, int height);
    ~Context();
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    Context(Context&&) = delete;
    Context& operator=(Context&&) = delete;

    widgets::Fonts& fonts() { return *fonts_; }
    widgets::Discs& discs() { return discs_; }
    void begin();    // a frame; ImGui::Render() ends it, or
    void abandon();  // it is not drawn
    // Changes when the glyph atlas grew into another texture.
    int atlas() const;

  private:
    ImGuiContext* context_ = nullptr;
    std::optional<widgets::Fonts> fonts_;
    widgets::Discs discs_;
};

}  // namespace circle::screens::stage
