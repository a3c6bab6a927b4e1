// From the state to the screen and back: draws until nothing moves, hands touches to the visit, wipes after a
// visit.
#include <utility>

#include "kiosk/events/events.h"
#include "kiosk/main/terminal.h"
#include "kiosk/privacy/heap.h"
#include "kiosk/privacy/scrub.h"

namespace circle {
namespace {

constexpr int kMostFrames = 12;  // of one pass; a layout that never settles must not stop the loop

}  // namespace

view::Scene Terminal::scene() const {
    const auto& assets = options_.assets;
    return {assets.catalogue, options_.settings.site.kind, assets.profile, assets.areas, site_, rules_};
}

bool Terminal::draw_page() {
    auto page = std::make_unique<screens::view::Page>(
        view::compose(state_, now(), scene(), options_.assets.texts(state_.language)));
    if (settled_ && shown_ && *shown_ == *page && !stage_->wants_frame()) return false;
    frame_ = stage_->draw(*page);
    settled_ = frame_.settled && frame_.intents.empty() && frame_.strokes.empty();
    shown_ = std::move(page);
    const bool felt = frame_.touched && frame_.intents.empty();
    if (felt) happen(visit::Felt{frame_.beside});
    for (auto& stroke : std::exchange(frame_.strokes, {})) {
        happen(visit::Drawn{std::move(stroke.node), std::move(stroke.points)});
    }
    for (auto& intent : std::exchange(frame_.intents, {})) happen(visit::Touched{std::move(intent.node)});
    return felt;
}

void Terminal::show() {
    for (int frames = 0; frames < kMostFrames; ++frames) {
        const bool felt = draw_page();
        if (wipe_due_) {
            wipe();
            continue;
        }
        if (!felt && settled_ && !stage_->wants_frame()) break;
    }
}

// The page without the person is on screen already; now every copy goes (design §3).
void Terminal::wipe() {
    const auto began = std::chrono::steady_clock::now();
    wipe_due_ = false;
    log_.write(events::WipeBegin{.visit = wiped_visit_});
    if (relay_) relay_->forget();
    frame_ = {};
    shown_.reset();
    settled_ = false;
    stage_->renew();
    privacy::trim_heap();
    privacy::scrub_stack();
    const auto took =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
    log_.write(events::WipeEnd{.visit = wiped_visit_, .took = took});
}

}  // namespace circle
