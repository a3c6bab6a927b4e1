#include <functional>
#include <string>
#include <type_traits>
#include <variant>

#include "screens/pages/pages.h"

namespace circle::screens::pages {

using namespace widgets;

namespace {

const view::Text& title_of(const view::Body& body) {
    return std::visit([](const auto& one) -> const view::Text& { return one.title; }, body);
}

std::string first_key(const view::OptionList& list) {
    return list.options.empty() ? std::string() : list.options.front().key;
}

// Of a form, what must be seen from its beginning once it changes: what is wrong, and the page of a list.
std::string beginning_of(const view::Body& body) {
    const auto* form = std::get_if<view::FormBody>(&body);
    if (form == nullptr) return {};
    std::string wrong = form->field.fault.words + '\n';
    if (const auto* choice = std::get_if<view::ChoiceField>(&form->field.kind))
        return wrong + first_key(choice->list);
    if (const auto* area = std::get_if<view::AreaField>(&form->field.kind)) {
        if (area->letters) return wrong + "letters\n" + first_key(area->letters->result);
        return wrong + first_key(area->upper) + '\n' + first_key(area->lower);
    }
    return wrong;
}

// A page is another one when its id, its title, its view or its beginning changes; new facts on the same page
// keep the position.
std::size_t identity(const view::Page& page) {
    const std::hash<std::string> hash;
    std::size_t id = hash(page.id);
    const std::string beginning = beginning_of(page.body);
    for (const std::string* part : {&page.language, &title_of(page.body).words, &beginning})
        id = id * 31 + hash(*part);
    return id * 31 + static_cast<std::size_t>(page.density);
}

Node root(const view::Page& page, const Look& look) {
    const view::Text& title = title_of(page.body);
    Node node;
    node.id = page.id;
    node.role = Role::Page;
    node.label = title.words;
    node.spoken = title.empty() ? page.id : spoken_of(title);
    node.is_private = title.personal;
    node.rect_mm = {0, 0, look.width, look.height};
    node.fg = look.ink;
    node.bg = look.paper;
    return node;
}

}  // namespace

void paint_page(Painter& painter, const view::Page& page, Scroll& scroll) {
    const Kit& kit = painter.kit();
    const Look& look = painter.look();
    if (const std::size_t id = identity(page); scroll.page != id) scroll = {id, 0, {}, {}};

    painter.fill({0, 0, look.width, look.height}, look.paper);
    painter.note(root(page, look));
    const Block top = header(kit, page.header);
    const Block foot = bar(kit, page.bar);
    top.paint(painter, {0, 0, look.width, top.height});
    float y = top.height;
    if (page.banner) {
        const Block banner = strip(kit, "banner", *page.banner, StripShape::Banner, look.width);
        banner.paint(painter, {0, y, look.width, banner.height});
        y += banner.height;
    }
    const float end = look.height - foot.height;
    if (!foot.empty()) foot.paint(painter, {0, end, look.width, foot.height});

    const float above = look.landscape ? look.gap * 1.2F : look.margin;
    const float below = look.landscape ? look.gap * 1.2F : look.margin * 0.9F;
    const RectMm area{look.margin, y + above, look.width - 2 * look.margin, end - y - above - below};
    const Place place{painter, page, scroll};
    std::visit(
        [&](const auto& body) {
            using Kind = std::decay_t<decltype(body)>;
            if constexpr (std::is_same_v<Kind, view::IdleBody>) {
                paint_idle(place, body, area);
            } else if constexpr (std::is_same_v<Kind, view::ChoicesBody>) {
                paint_choices(place, body, area);
            } else if constexpr (std::is_same_v<Kind, view::SheetBody>) {
                paint_sheet(place, body, area);
            } else if constexpr (std::is_same_v<Kind, view::PaperBody>) {
                paint_paper(place, body, area);
            } else if constexpr (std::is_same_v<Kind, view::FormBody>) {
                paint_form(place, body, area);
            } else if constexpr (std::is_same_v<Kind, view::ReviewBody>) {
                paint_review(place, body, area);
            } else if constexpr (std::is_same_v<Kind, view::ResultBody>) {
                paint_result(place, body, area);
            } else {
                paint_moment(place, body, area);
            }
        },
        page.body);
    if (page.dialog) {
        painter.cover();
        paint_dialog(painter, *page.dialog);
    }
}

}  // namespace circle::screens::pages
