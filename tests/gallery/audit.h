// The accessibility audit of one frame, from its semantic tree alone (anchors §4.3): sizes, gaps, capital
// height, contrast, clipping, overlap, spoken form. Every finding is a sentence that names the node and the
// numbers.
#pragma once

#include <string>
#include <vector>

#include "screens/frame.h"
#include "screens/view/page.h"

namespace circle::gallery {

struct AuditFor {
    screens::view::Density density = screens::view::Density::Standard;
    float width_mm = 0, height_mm = 0;
    bool dialog = false;  // only what the dialog shows is read
};

std::vector<std::string> audit(const std::vector<screens::Node>& tree, const AuditFor& what);

// WCAG 2 contrast ratio.
double contrast(screens::Rgb a, screens::Rgb b);

}  // namespace circle::gallery
