// One page, drawn: header, banner, body, fixed bar and, above them, the dialog. One file per kind of body; each
// kind is measured into blocks and then painted, in one pass.
#pragma once

#include "screens/pages/scroll.h"
#include "screens/view/page.h"
#include "screens/widgets/widgets.h"

namespace circle::screens::pages {

// Draws the page over the whole panel. `scroll` is the reading position; it starts anew when the page is
// another one.
void paint_page(widgets::Painter& painter, const view::Page& page, Scroll& scroll);

// --- the parts; each paints itself into the area given ---

struct Place {
    widgets::Painter& painter;
    const view::Page& page;
    Scroll& scroll;
};

widgets::Block header(const widgets::Kit& kit, const view::Header& header);
widgets::Block bar(const widgets::Kit& kit, const std::vector<view::Button>& buttons);
void paint_idle(const Place& place, const view::IdleBody& body, const RectMm& area);
void paint_choices(const Place& place, const view::ChoicesBody& body, const RectMm& area);
void paint_sheet(const Place& place, const view::SheetBody& body, const RectMm& area);
void paint_moment(const Place& place, const view::MomentBody& body, const RectMm& area);
void paint_paper(const Place& place, const view::PaperBody& body, const RectMm& area);
void paint_form(const Place& place, const view::FormBody& body, const RectMm& area);
void paint_review(const Place& place, const view::ReviewBody& body, const RectMm& area);
void paint_result(const Place& place, const view::ResultBody& body, const RectMm& area);
void paint_dialog(widgets::Painter& painter, const view::Dialog& dialog);

}  // namespace circle::screens::pages
