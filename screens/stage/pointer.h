// One finger. Something is touched only when the finger came down and went up inside the same target, as the
// person saw it: the targets are those of the frame that was on the panel. In a node of role Writing the finger
// leaves a stroke instead.
#pragma once

#include <string>
#include <vector>

#include "screens/frame.h"
#include "screens/stage/stage.h"

namespace circle::screens::stage {

class Pointer {
  public:
    void feed(Touch phase, float x_mm, float y_mm) { queue_.push_back({phase, x_mm, y_mm}); }
    bool pending() const { return !queue_.empty(); }

    struct Taken {
        std::vector<Intent> intents;
        std::vector<Stroke> strokes;
        bool touched = false;  // a finger came down
        bool beside = false;   // where nothing reacts
    };
    // Works through what came, against the tree on the panel. After an intent the rest is dropped: it was meant
    // for what the person saw, not for what comes next (an elderly finger often taps twice).
    // Strokes follow each other quickly: one that ended drops nothing.
    Taken take(const std::vector<Node>& tree);

    // The target to be shown as pressed; empty when the finger left it or there is none.
    const std::string& pressed() const { return shown_; }
    // What is being written; without a node when nothing is.
    const Stroke& writing() const { return writing_; }
    void forget();

  private:
    struct Event {
        Touch phase;
        float x, y;
    };
    std::vector<Event> queue_;
    std::string held_;   // where the finger came down
    std::string shown_;  // held_ while the finger is inside it
    Stroke writing_;

    void write(const std::vector<Node>& tree, const Event& event, Taken& taken);
};

}  // namespace circle::screens::stage
