// Sample pages of every kind, in two languages and two views: what the gallery draws and the audit measures.
// The words imitate the real pages in length and tone; persons, amounts and codes in them are made up.
#pragma once

#include <string>
#include <vector>

#include "screens/stage/stage.h"
#include "screens/view/page.h"

namespace circle::gallery {

// Names: idle, closed, notice, home, items, read-card, take-card, query, long-query, guide, line-down, dialog,
// rare, paper; and those of forms.cpp: form-<kind>, form-<kind>-fault, review, review-fault, result,
// result-rated, result-unknown, result-bad.
std::vector<std::string> sample_names();
screens::view::Page sample(const std::string& name, const std::string& language,
                           screens::view::Density density);

struct NamedPanel {
    std::string name;
    screens::Panel panel;
    int width_px, height_px;
};
// 21.5" upright, 21.5" lying, 32" upright.
std::vector<NamedPanel> panels();

}  // namespace circle::gallery
