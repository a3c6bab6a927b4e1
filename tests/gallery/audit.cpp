#include "tests/gallery/audit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace circle::gallery {

using screens::Node;
using screens::RectMm;
using screens::Role;

namespace {

struct Limits {
    float capital, target, gap;
    double contrast;
};

Limits limits_of(screens::view::Density density) {
    if (density == screens::view::Density::Elder) return {7.4F, 20, 6, 10};
    return {4.8F, 15, 2.6F, 7};
}

bool touchable(const Node& node) {
    return node.role == Role::Button || node.role == Role::Choice || node.role == Role::Row ||
           node.role == Role::Writing;
}

float distance(const RectMm& a, const RectMm& b) {
    const float dx = std::max({a.x - (b.x + b.w), b.x - (a.x + a.w), 0.0F});
    const float dy = std::max({a.y - (b.y + b.h), b.y - (a.y + a.h), 0.0F});
    return std::hypot(dx, dy);
}

bool overlap(const RectMm& a, const RectMm& b) {
    constexpr float pixel = 0.4F;
    return a.x + pixel < b.x + b.w && b.x + pixel < a.x + a.w && a.y + pixel < b.y + b.h &&
           b.y + pixel < a.y + a.h;
}

std::string at(const RectMm& r) { return fmt::format("({:.1f},{:.1f} {:.1f}×{:.1f})", r.x, r.y, r.w, r.h); }

double luminance(screens::Rgb c) {
    const auto linear = [](int byte) {
        const double v = byte / 255.0;
        return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

// What is measured on a node by itself.
void audit_node(const Node& node, const Limits& limits, const AuditFor& what, std::vector<std::string>& found) {
    constexpr float pixel = 0.4F;
    const auto fault = [&](const std::string& words) { found.push_back(node.id + ": " + words); };
    if (node.spoken.empty()) fault("has no spoken form");
    if (!node.visible) return;
    const RectMm& r = node.rect_mm;
    if (r.x < -pixel || r.y < -pixel || r.x + r.w > what.width_mm + pixel ||
        r.y + r.h > what.height_mm + pixel) {
        fault("leaves the panel " + at(r));
    }
    if (node.text_mm > 0 && node.text_mm < limits.capital) {
        fault(fmt::format("capital {:.2f} mm, at least {:.1f}", node.text_mm, limits.capital));
    }
    if (node.text_mm > 0 && contrast(node.fg, node.bg) < limits.contrast) {
        fault(fmt::format("contrast {:.2f}, at least {:.0f}", contrast(node.fg, node.bg), limits.contrast));
    }
    if (touchable(node) && (r.w < limits.target - 0.05F || r.h < limits.target - 0.05F)) {
        fault("target " + at(r) + fmt::format(", at least {:.0f}", limits.target));
    }
}

}  // namespace

double contrast(screens::Rgb a, screens::Rgb b) {
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

std::vector<std::string> audit(const std::vector<Node>& tree, const AuditFor& what) {
    const Limits limits = limits_of(what.density);
    std::vector<std::string> found;
    std::vector<const Node*> seen;  // what the person can read now
    bool reached = !what.dialog;
    std::set<std::string> ids;
    for (const Node& node : tree) {
        reached = reached || node.role == Role::Dialog;
        if (node.id.empty()) found.push_back("a node without an id: " + node.label);
        if (!ids.insert(node.id).second) found.push_back(node.id + ": id used twice");
        if (!reached) continue;
        audit_node(node, limits, what, found);
        if (node.visible && node.role != Role::Page && node.role != Role::Dialog) seen.push_back(&node);
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
        for (std::size_t k = i + 1; k < seen.size(); ++k) {
            const Node& a = *seen[i];
            const Node& b = *seen[k];
            // A chip may stand on the choice that owns it.
            if (b.id.starts_with(a.id + ".") || a.id.starts_with(b.id + ".")) continue;
            if (overlap(a.rect_mm, b.rect_mm)) {
                found.push_back(a.id + " " + at(a.rect_mm) + " overlaps " + b.id + " " + at(b.rect_mm));
            } else if (touchable(a) && touchable(b) && distance(a.rect_mm, b.rect_mm) < limits.gap - 0.25F) {
                found.push_back(fmt::format("{} and {}: gap {:.2f} mm, at least {:.1f}", a.id, b.id,
                                            distance(a.rect_mm, b.rect_mm), limits.gap));
            }
        }
    }
    return found;
}

}  // namespace circle::gallery
