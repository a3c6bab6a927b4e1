#include "screens/stage/pointer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "screens/widgets/units.h"

namespace circle::screens::stage {
namespace {

const Node* hit(const std::vector<Node>& tree, float x, float y) {
    const Node* found = nullptr;
    for (const Node& node : tree) {
        if (node.reacts && widgets::contains(node.rect_mm, x, y)) found = &node;  // the last one lies on top
    }
    return found;
}

const Node* named(const std::vector<Node>& tree, const std::string& id) {
    const auto found =
        std::find_if(tree.begin(), tree.end(), [&](const Node& node) { return node.id == id && node.reacts; });
    return found == tree.end() ? nullptr : &*found;
}

}  // namespace

// Goes on with the stroke. Outside its square the pen stays at the edge; points closer than the pen is wide say
// nothing new.
void Pointer::write(const std::vector<Node>& tree, const Event& event, Taken& taken) {
    constexpr float closest = 0.25F;  // mm
    const Node* node = named(tree, writing_.node);
    if (node == nullptr || node->role != Role::Writing) {
        writing_ = {};  // another page came under the finger
        return;
    }
    const RectMm& square = node->rect_mm;
    const view::PointMm point{std::clamp(event.x - square.x, 0.0F, square.w),
                              std::clamp(event.y - square.y, 0.0F, square.h)};
    std::vector<view::PointMm>& points = writing_.points;
    const bool far =
        points.empty() || std::hypot(point.x - points.back().x, point.y - points.back().y) >= closest;
    if (far && points.size() < view::longest_stroke) points.push_back(point);
    if (event.phase == Touch::Up) taken.strokes.push_back(std::exchange(writing_, {}));
}

Pointer::Taken Pointer::take(const std::vector<Node>& tree) {
    Taken taken;
    for (const Event& event : std::exchange(queue_, {})) {
        const Node* target = hit(tree, event.x, event.y);
        if (event.phase == Touch::Down) {
            taken.touched = true;
            writing_ = {};
            if (target != nullptr && target->role == Role::Writing) writing_.node = target->id;
        }
        if (!writing_.node.empty()) {
            held_.clear();
            shown_.clear();
            write(tree, event, taken);
            continue;
        }
        const std::string under = target == nullptr ? std::string() : target->id;
        switch (event.phase) {
            case Touch::Down:
                taken.beside = taken.beside || under.empty();
                held_ = under;
                shown_ = under;
                break;
            case Touch::Move:
                shown_ = under == held_ ? held_ : std::string();
                break;
            case Touch::Up:
                if (!held_.empty() && under == held_) taken.intents.push_back({held_});
                held_.clear();
                shown_.clear();
                break;
        }
        if (!taken.intents.empty()) break;
    }
    return taken;
}

void Pointer::forget() { *this = Pointer(); }

}  // namespace circle::screens::stage
