// What the inspect channel does on the panel: a tap and a stroke are touches at the node's place, on the same
// way as a finger; a text goes to the field as if its keys had been touched. Each is answered when its effect
// has been drawn.
#include <algorithm>
#include <utility>

#include "kiosk/main/terminal.h"

namespace circle {

using inspect::Code;

const screens::Node* Terminal::node_of(const std::string& id) const {
    const auto& tree = frame_.tree;
    const auto found =
        std::find_if(tree.begin(), tree.end(), [&](const screens::Node& one) { return one.id == id; });
    return found == tree.end() ? nullptr : &*found;
}

// The node as it is once it can be touched.
tl::expected<screens::Node, inspect::Error> Terminal::in_sight(const std::string& id) {
    const auto* node = node_of(id);
    if (node == nullptr) {
        const std::string page = shown_ ? shown_->id : "";
        return tl::unexpected(inspect::Error{Code::NotFound, "no node " + id + " on page " + page});
    }
    if (!node->visible) {
        if (!stage_->scroll_to(id))
            return tl::unexpected(inspect::Error{Code::Hidden, id + " cannot be scrolled into sight"});
        settled_ = false;
        show();
        node = node_of(id);
        if (node == nullptr || !node->visible)
            return tl::unexpected(inspect::Error{Code::Hidden, id + " is out of sight"});
    }
    if (!node->enabled) return tl::unexpected(inspect::Error{Code::Disabled, id + " does not react now"});
    return *node;
}

inspect::Reply Terminal::tap(const std::string& id) {
    const auto node = in_sight(id);
    if (!node) return node.error();
    const float x = node->rect_mm.x + node->rect_mm.w / 2, y = node->rect_mm.y + node->rect_mm.h / 2;
    stage_->touch(screens::Touch::Down, x, y);
    show();
    stage_->touch(screens::Touch::Up, x, y);
    show();
    return inspect::Done{};
}

inspect::Reply Terminal::write(const inspect::Text& text) {
    const auto* there = node_of(text.node);
    if (there != nullptr && there->role != screens::Role::Field && there->role != screens::Role::Writing)
        return inspect::Error{Code::Unsupported, text.node + " is not a field"};
    const auto node = in_sight(text.node);
    if (!node) return node.error();
    happen(visit::Written{text.node, text.value});
    show();
    return inspect::Done{};
}

inspect::Reply Terminal::write(const inspect::Stroke& stroke) {
    const auto* there = node_of(stroke.node);
    if (there != nullptr && there->role != screens::Role::Writing)
        return inspect::Error{Code::Unsupported, "nothing is written in " + stroke.node};
    const auto node = in_sight(stroke.node);
    if (!node) return node.error();
    const auto& square = node->rect_mm;
    const auto [first_x, first_y] = stroke.points_mm.front();
    if (first_x < 0 || first_y < 0 || first_x >= square.w || first_y >= square.h)
        return inspect::Error{Code::BadRequest, "the finger comes down beside " + stroke.node};
    stage_->touch(screens::Touch::Down, square.x + first_x, square.y + first_y);
    show();
    for (const auto& [x, y] : stroke.points_mm) stage_->touch(screens::Touch::Move, square.x + x, square.y + y);
    show();
    const auto [last_x, last_y] = stroke.points_mm.back();
    stage_->touch(screens::Touch::Up, square.x + last_x, square.y + last_y);
    show();
    return inspect::Done{};
}

}  // namespace circle
