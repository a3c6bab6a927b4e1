// What this point can do: the life events, and the items behind each.
#include <algorithm>

#include "kiosk/ground/mask.h"
#include "kiosk/view/pages.h"

namespace circle::view {
namespace {

using catalogue::Group;
using catalogue::Item;

bool opens_query(const Desk& desk, const std::string& item) {
    const auto& offers = desk.scene.rules.offers;
    return std::any_of(offers.begin(), offers.end(),
                       [&](const visit::Offer& offer) { return offer.id == item && offer.opens_query; });
}

// The life event that holds her own insurance opens it at once: that is what nearly everybody comes for, and a
// tile that asks again wastes a touch. What else belongs there is found under its other life events and in the
// whole list.
sv::Choice group_choice(const Desk& desk, const Group& group) {
    const auto items = desk.scene.catalogue.items_for(desk.scene.kind, group.id);
    const auto query =
        std::find_if(items.begin(), items.end(), [&](const Item* item) { return opens_query(desk, item->id); });
    return {.id = query != items.end() ? "home.item." + (*query)->id : "home.group." + group.id,
            .icon = group.icon,
            .title = desk.pick(desk.elder() ? group.elder_title : group.title),
            .hint = desk.elder() ? std::string() : desk.pick(group.hint_for(desk.scene.kind))};
}

sv::Choice item_choice(const Desk& desk, const Item& item) {
    return {.id = "home.item." + item.id,
            .icon = opens_query(desk, item.id) ? sv::Icon::PersonSearch : sv::Icon::Document,
            .title = desk.pick(desk.elder() ? item.brief : item.title),
            .hint = desk.elder() ? std::string() : desk.pick(item.brief)};
}

std::vector<const Item*> items_of(const Desk& desk) {
    const auto& subject = desk.state.at.subject;
    return subject == visit::kAllItems ? desk.scene.catalogue.items_for(desk.scene.kind)
                                       : desk.scene.catalogue.items_for(desk.scene.kind, subject);
}

std::string group_title(const Desk& desk) {
    const auto* group = desk.scene.catalogue.group(desk.state.at.subject);
    return group == nullptr ? desk.tr("全部事项") : desk.pick(group->title);
}

}  // namespace

// The life events as tiles, and in the standard view every item below them, so that who knows its name finds it
// in one touch. The elder view keeps to a few choices and has the rest behind "other things".
sv::Body home_page(const Desk& desk) {
    const auto& tr = desk.tr;
    const auto& scene = desk.scene;
    sv::ChoicesBody body;
    body.shape = sv::ChoicesBody::Shape::Tiles;
    const auto* visit = desk.state.visit.get();
    const auto* person = visit != nullptr && visit->person ? &*visit->person : nullptr;
    const bool known = person && person->strength == identity::Strength::Verified;
    if (known) {
        body.title = sv::personal(fill(tr("您好，{name}\n今天办什么？"), {{"name", mask_name(person->name)}}));
        body.chip = sv::Chip{tr("社保卡 已核验"), sv::Tone::Good, sv::Icon::Shield};
    } else if (person) {
        body.title = tr("您好，今天办什么？");
        body.chip = sv::Chip{tr("社保卡 已读取"), sv::Tone::Info, sv::Icon::Card};
    } else {
        body.title = tr("这里能办什么");
        body.lead = tr("不用插卡，先看办事指南");
    }
    for (const auto* group :
         desk.elder() ? scene.catalogue.elder_groups_for(scene.kind) : scene.catalogue.groups_for(scene.kind)) {
        body.choices.push_back(group_choice(desk, *group));
    }
    if (desk.elder()) {
        body.choices.push_back({.id = "home.group." + std::string(visit::kAllItems),
                                .icon = sv::Icon::More,
                                .title = tr("别的事情")});
    } else {
        const auto items = scene.catalogue.items_for(scene.kind);
        body.list_title = fill(tr("全部 {count} 项事项"), {{"count", std::to_string(items.size())}});
        const auto shown = [&](const std::string& id) {
            return std::any_of(body.choices.begin(), body.choices.end(),
                               [&](const sv::Choice& choice) { return choice.id == id; });
        };
        for (const auto* item : items) {
            auto choice = item_choice(desk, *item);
            if (shown(choice.id)) continue;  // it has a tile of its own above
            choice.title = desk.pick(item->brief);
            choice.title.spoken = desk.pick(item->title);
            choice.hint = {};
            body.list.push_back(std::move(choice));
        }
    }
    if (person) body.links.push_back(button("home.done", tr("办完了"), sv::Icon::Check));
    return body;
}

sv::Body group_page(const Desk& desk) {
    const auto& tr = desk.tr;
    const auto& rules = desk.scene.rules;
    const auto items = items_of(desk);
    const auto rows = static_cast<std::size_t>(desk.elder() ? rules.rows_a_page_elder : rules.rows_a_page);
    const auto pages = std::max<std::size_t>(1, (items.size() + rows - 1) / rows);
    const auto page = std::min(static_cast<std::size_t>(std::max(0, desk.state.at.page)), pages - 1);

    sv::ChoicesBody body;
    body.shape = sv::ChoicesBody::Shape::Rows;
    body.title = group_title(desk);
    if (pages > 1) {
        body.lead = fill(tr("第 {page} 页，共 {pages} 页"),
                         {{"page", std::to_string(page + 1)}, {"pages", std::to_string(pages)}});
    }
    for (auto i = page * rows; i < std::min(items.size(), (page + 1) * rows); ++i) {
        body.choices.push_back(item_choice(desk, *items[i]));
    }
    if (pages > 1) {
        auto previous = button("list.previous", tr("上一页"), sv::Icon::Back);
        auto next = button("list.next", tr("下一页"), sv::Icon::Next);
        previous.enabled = page > 0;
        next.enabled = page + 1 < pages;
        body.links = {std::move(previous), std::move(next)};
    }
    return body;
}

}  // namespace circle::view
