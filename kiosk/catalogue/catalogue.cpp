#include "kiosk/catalogue/catalogue.h"

#include <algorithm>

namespace circle::catalogue {
namespace {

constexpr std::array<std::string_view, kinds.size()> kind_names{"township", "village", "provider", "school",
                                                                "extension"};

std::string lower(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z') {
            result += static_cast<char>(c - 'A' + 'a');
        } else if (c != ' ') {
            result += c;
        }
    }
    return result;
}

// How well the initials of an item answer what was typed: 0 begins with it, 1 holds it, 2 not at all.
int distance(const Item& item, const std::string& typed) {
    int best = 2;
    for (const std::string& initials : item.initials) {
        const std::size_t at = initials.find(typed);
        if (at != std::string::npos) best = std::min(best, at == 0 ? 0 : 1);
    }
    return best;
}

template <typename Keep>
std::vector<const Group*> select_groups(const Catalogue& catalogue, Kind kind, Keep keep) {
    std::vector<const Group*> result;
    for (const Group& group : catalogue.groups) {
        if (keep(group) && !catalogue.items_for(kind, group.id).empty()) result.push_back(&group);
    }
    return result;
}

}  // namespace

std::string_view name(Kind kind) { return kind_names.at(static_cast<std::size_t>(kind)); }

std::optional<Kind> kind_named(std::string_view word) {
    for (const Kind kind : kinds) {
        if (name(kind) == word) return kind;
    }
    return std::nullopt;
}

const Words& Group::hint_for(Kind kind) const {
    const auto found = hint_at.find(kind);
    return found == hint_at.end() ? hint : found->second;
}

const Item* Catalogue::find(std::string_view id) const {
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
    return found == items.end() ? nullptr : &*found;
}

const Group* Catalogue::group(std::string_view id) const {
    const auto found =
        std::find_if(groups.begin(), groups.end(), [&](const Group& group) { return group.id == id; });
    return found == groups.end() ? nullptr : &*found;
}

std::vector<const Item*> Catalogue::items_for(Kind kind) const {
    std::vector<const Item*> result;
    for (const Item& item : items) {
        if (item.offered_at(kind)) result.push_back(&item);
    }
    std::stable_sort(result.begin(), result.end(),
                     [kind](const Item* a, const Item* b) { return a->places.at(kind) < b->places.at(kind); });
    return result;
}

std::vector<const Item*> Catalogue::items_for(Kind kind, std::string_view group) const {
    std::vector<const Item*> result = items_for(kind);
    std::erase_if(result, [group](const Item* item) {
        return std::find(item->groups.begin(), item->groups.end(), group) == item->groups.end();
    });
    return result;
}

std::vector<const Group*> Catalogue::groups_for(Kind kind) const {
    return select_groups(*this, kind, [](const Group&) { return true; });
}

std::vector<const Group*> Catalogue::elder_groups_for(Kind kind) const {
    std::vector<const Group*> result =
        select_groups(*this, kind, [](const Group& group) { return group.elder_order.has_value(); });
    std::stable_sort(result.begin(), result.end(),
                     [](const Group* a, const Group* b) { return *a->elder_order < *b->elder_order; });
    return result;
}

std::vector<const Group*> Catalogue::other_groups_for(Kind kind) const {
    return select_groups(*this, kind, [](const Group& group) { return !group.elder_order.has_value(); });
}

std::vector<const Item*> Catalogue::search(Kind kind, std::string_view initials) const {
    const std::string typed = lower(initials);
    std::vector<const Item*> result = items_for(kind);
    std::erase_if(result, [&](const Item* item) { return distance(*item, typed) == 2; });
    std::stable_sort(result.begin(), result.end(),
                     [&](const Item* a, const Item* b) { return distance(*a, typed) < distance(*b, typed); });
    return result;
}

std::vector<Kind> Catalogue::kinds_offering(std::string_view id) const {
    std::vector<Kind> result;
    if (const Item* item = find(id)) {
        for (const auto& [kind, number] : item->places) result.push_back(kind);
    }
    return result;
}

}  // namespace circle::catalogue
