#include "screens/stage/stage.h"

#include <SDL2/SDL.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <utility>

#include "screens/pages/pages.h"
#include "screens/stage/bell.h"
#include "screens/stage/context.h"
#include "screens/stage/damage.h"
#include "screens/stage/png.h"
#include "screens/stage/pointer.h"
#include "screens/stage/raster.h"
#include "screens/stage/window.h"

namespace circle::screens {
namespace {

using namespace stage;
using Clock = std::chrono::steady_clock;

class SdlStage final : public Stage {
  public:
    SdlStage(const StageSettings& settings, std::unique_ptr<Window> window, widgets::FontFiles files)
        : panel_(settings.panel), window_(std::move(window)), files_(std::move(files)) {
        // The finer of the two directions: what is laid out is never smaller on the panel than was asked.
        px_per_mm_ = std::max(static_cast<float>(window_->width()) / panel_.width_mm,
                              static_cast<float>(window_->height()) / panel_.height_mm);
        bell_.attach(window_->driver(), window_->window());
        open_context();
    }

    tl::expected<void, StageFault> prove();

    bool wait(std::chrono::milliseconds at_most) override;
    void wake() noexcept override { bell_.ring(); }
    bool wants_frame() const override { return owed_ || pointer_.pending(); }
    Frame draw(const view::Page& page) override;
    void touch(Touch phase, float x_mm, float y_mm) override { pointer_.feed(phase, x_mm, y_mm); }
    bool scroll_to(const std::string& node) override;
    tl::expected<void, StageFault> screenshot(const std::string& png_path) override;
    void renew() override;
    StageCounters counters() const override { return counters_; }
    StageSize size() const override { return {window_->width(), window_->height()}; }

  private:
    void open_context() { context_.emplace(files_, window_->renderer(), window_->width(), window_->height()); }
    bool take_input();  // true when something came
    void take_event(const SDL_Event& event);
    void at_window(Touch phase, float x, float y);
    void show(const ImDrawData& data);

    Panel panel_;
    std::unique_ptr<Window> window_;
    widgets::FontFiles files_;
    Bell bell_;
    std::optional<Context> context_;
    float px_per_mm_ = 1;
    Damage damage_;
    Pointer pointer_;
    pages::Scroll scroll_;
    std::vector<Node> tree_;  // of the frame on the panel
    std::optional<SDL_FingerID> finger_;
    bool owed_ = true;  // the panel does not show what it should
    bool closed_ = false;
    bool heard_ = false;
    StageCounters counters_;
};

// Draws four known squares through the whole path (draw list, atlas, renderer, back buffer), reads them back,
// and covers them before anything is shown. SDL reports success on a black screen (anchors §3.3).
tl::expected<void, StageFault> SdlStage::prove() {
    constexpr std::array<Rgb, 4> patch{{{10, 83, 148}, {255, 213, 74}, {145, 24, 24}, {10, 84, 48}}};
    constexpr int side = 16;
    const std::array<PixelRect, 1> all{{{0, 0, window_->width(), window_->height()}}};
    for (const bool patched : {true, false}) {
        context_->begin();
        ImDrawList* list = ImGui::GetBackgroundDrawList();
        list->AddRectFilled({0, 0}, ImGui::GetIO().DisplaySize, IM_COL32(0xF4, 0xF7, 0xF6, 255));
        for (std::size_t i = 0; patched && i < patch.size(); ++i) {
            const auto x = static_cast<float>(i * side);
            list->AddRectFilled({x, 0}, {x + side, side}, IM_COL32(patch[i].r, patch[i].g, patch[i].b, 255));
        }
        ImGui::Render();
        update_textures(*ImGui::GetDrawData());
        window_->begin();
        stage::draw(window_->renderer(), window_->canvas(), *ImGui::GetDrawData(), all);
        if (!patched) break;
        window_->compose();
        for (std::size_t i = 0; i < patch.size(); ++i) {
            const auto seen = window_->read_back(static_cast<int>(i) * side + side / 2, side / 2);
            if (!seen) return tl::unexpected(seen.error());
            const auto near = [](int a, int b) { return std::abs(a - b) <= 3; };
            if (!near(seen->r, patch[i].r) || !near(seen->g, patch[i].g) || !near(seen->b, patch[i].b)) {
                return tl::unexpected(StageFault{"test patch " + std::to_string(i) +
                                                 " reads back as another colour on " + window_->driver() +
                                                 ": the renderer does not draw"});
            }
        }
    }
    window_->present(all);
    ++counters_.frames;
    return {};
}

bool SdlStage::wait(std::chrono::milliseconds at_most) {
    const auto deadline = Clock::now() + at_most;
    for (;;) {
        // All that SDL has is taken before sleeping: no call to the display stands between this and poll().
        if (take_input() || closed_) return !closed_;
        switch (bell_.sleep(deadline)) {
            case Bell::Heard::Ring:
                take_input();
                return !closed_;
            case Bell::Heard::Nothing:
                return true;
            case Bell::Heard::Input:
                break;
        }
    }
}

bool SdlStage::take_input() {
    heard_ = false;
    SDL_Event event;
    while (SDL_PollEvent(&event) == 1) take_event(event);
    return heard_;
}

void SdlStage::at_window(Touch phase, float x, float y) {
    window_->to_picture(x, y);
    pointer_.feed(phase, x / px_per_mm_, y / px_per_mm_);
    heard_ = true;
}

void SdlStage::take_event(const SDL_Event& event) {
    const auto finger_at = [&](Touch phase) {
        int w = 0;
        int h = 0;
        SDL_GetWindowSize(window_->window(), &w, &h);
        at_window(phase, event.tfinger.x * static_cast<float>(w), event.tfinger.y * static_cast<float>(h));
    };
    switch (event.type) {
        case SDL_QUIT:
            closed_ = true;
            break;
        case SDL_FINGERDOWN:
            if (finger_) break;  // a second finger or the ball of the hand
            finger_ = event.tfinger.fingerId;
            SDL_ShowCursor(SDL_DISABLE);
            finger_at(Touch::Down);
            break;
        case SDL_FINGERMOTION:
            if (finger_ == event.tfinger.fingerId) finger_at(Touch::Move);
            break;
        case SDL_FINGERUP:
            if (finger_ != event.tfinger.fingerId) break;
            finger_.reset();
            finger_at(Touch::Up);
            break;
        case SDL_MOUSEBUTTONDOWN:
        case SDL_MOUSEBUTTONUP:
            if (event.button.button != SDL_BUTTON_LEFT || event.button.which == SDL_TOUCH_MOUSEID) break;
            at_window(event.type == SDL_MOUSEBUTTONDOWN ? Touch::Down : Touch::Up,
                      static_cast<float>(event.button.x), static_cast<float>(event.button.y));
            break;
        case SDL_MOUSEMOTION:
            // Only a held button matters; a mouse that is merely moved must not wake anybody.
            if ((event.motion.state & SDL_BUTTON_LMASK) == 0 || event.motion.which == SDL_TOUCH_MOUSEID) break;
            at_window(Touch::Move, static_cast<float>(event.motion.x), static_cast<float>(event.motion.y));
            break;
        case SDL_WINDOWEVENT:
            if (event.window.event == SDL_WINDOWEVENT_EXPOSED) {
                const std::array<PixelRect, 1> all{{{0, 0, window_->width(), window_->height()}}};
                window_->present(all);
            }
            break;
        case SDL_RENDER_TARGETS_RESET:
        case SDL_RENDER_DEVICE_RESET:
            renew();
            heard_ = true;
            break;
        default:
            break;
    }
}

Frame SdlStage::draw(const view::Page& page) {
    Frame frame;
    Pointer::Taken taken = pointer_.take(tree_);
    frame.touched = taken.touched;
    frame.beside = taken.beside;
    frame.intents = std::move(taken.intents);
    frame.strokes = std::move(taken.strokes);
    bool leads_on = !frame.strokes.empty();
    for (const Intent& intent : frame.intents) leads_on = !scroll_.take(intent.node) || leads_on;
    if (leads_on) {
        // The page that this touch leads to is drawn next; drawing the old one once more would only cost time.
        frame.tree = tree_;
        frame.settled = false;
        owed_ = true;
        return frame;
    }
    const widgets::Look look =
        widgets::make_look(page.density, static_cast<float>(window_->width()) / px_per_mm_,
                           static_cast<float>(window_->height()) / px_per_mm_, panel_.mounting_mm);
    // Where the glyph atlas grew on the way, its first part was drawn from the old texture: lay out once more,
    // so that the next equal page compares equal.
    for (int atlas = -1; atlas != context_->atlas();) {
        context_->begin();
        atlas = context_->atlas();
        widgets::Painter painter(*ImGui::GetBackgroundDrawList(),
                                 {context_->fonts(), context_->discs(), look, px_per_mm_}, pointer_.pressed(),
                                 &pointer_.writing());
        pages::paint_page(painter, page, scroll_);
        ImGui::Render();
        tree_ = painter.take_tree();
        update_textures(*ImGui::GetDrawData());
    }
    ++counters_.layouts;
    owed_ = false;
    show(*ImGui::GetDrawData());
    frame.tree = tree_;
    return frame;
}

void SdlStage::show(const ImDrawData& data) {
    const std::vector<PixelRect> changed = damage_.compare(data, window_->width(), window_->height());
    if (changed.empty()) return;
    window_->begin();
    stage::draw(window_->renderer(), window_->canvas(), data, changed);
    window_->present(changed);
    ++counters_.frames;
    for (const PixelRect& one : changed) {
        counters_.pixels += static_cast<std::uint64_t>(one.w) * static_cast<std::uint64_t>(one.h);
    }
}

bool SdlStage::scroll_to(const std::string& node) {
    const auto found =
        std::find_if(tree_.begin(), tree_.end(), [&](const Node& one) { return one.id == node; });
    if (found == tree_.end()) return false;
    if (!found->visible) {
        scroll_.show(found->rect_mm.y);
        owed_ = true;
    }
    return true;
}

tl::expected<void, StageFault> SdlStage::screenshot(const std::string& png_path) {
    const auto pixels = window_->read();
    if (!pixels) return tl::unexpected(pixels.error());
    if (!write_png(png_path, *pixels)) return tl::unexpected(StageFault{"cannot write " + png_path});
    return {};
}

void SdlStage::renew() {
    context_.reset();
    files_.give_back();
    tree_ = {};
    pointer_.forget();
    scroll_ = {};
    damage_.forget();
    owed_ = true;
    open_context();
}

}  // namespace

tl::expected<std::unique_ptr<Stage>, StageFault> Stage::open(const StageSettings& settings) {
    auto files = widgets::FontFiles::map();
    if (!files) return tl::unexpected(StageFault{files.error()});
    auto window = Window::open(settings);
    if (!window) return tl::unexpected(window.error());
    auto stage = std::make_unique<SdlStage>(settings, std::move(*window), std::move(*files));
    if (auto proved = stage->prove(); !proved) return tl::unexpected(proved.error());
    return stage;
}

}  // namespace circle::screens
