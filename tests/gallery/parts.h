// What the sample pages are made of; for samples.cpp and sheets.cpp only.
#pragma once

#include "screens/view/page.h"

namespace circle::gallery {

// One sample speaks two languages and has two views.
struct Words {
    bool chinese;
    bool elder;
    screens::view::Text operator()(const char* zh, const char* en) const { return {chinese ? zh : en}; }
    screens::view::Text mine(const char* zh, const char* en) const {
        return screens::view::personal(chinese ? zh : en);
    }
};

screens::view::Page base(const Words& w, const char* id, bool inside);

screens::view::Page notice(const Words& w);
screens::view::Page query(const Words& w);
screens::view::Page long_query(const Words& w);
screens::view::Page rare(const Words& w);
screens::view::Page guide(const Words& w);
screens::view::Page line_down(const Words& w);
screens::view::Page dialog(const Words& w);

}  // namespace circle::gallery
