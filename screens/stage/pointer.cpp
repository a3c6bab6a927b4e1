#include "screens/stage/pointer.h"

#include <utility>

#include "screens/widgets/units.h"

namespace circle::screens::stage {
namespace {

std::string hit(const std::vector<Node>& tree, float x, float y) {
    std::string id;
    for (const Node& node : tree) {
        if (node.reacts && widgets::contains(node.rect_mm, x, y)) id = node.id;  // the last one lies on top
    }
    return id;
}

}  // namespace

Pointer::Taken Pointer::take(const std::vector<Node>& tree) {
    Taken taken;
    for (const Event& event : std::exchange(queue_, {})) {
        const std::string under = hit(tree, event.x, event.y);
        switch (event.phase) {
            case Touch::Down:
                taken.touched = true;
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
