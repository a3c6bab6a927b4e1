#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "kiosk/catalogue/fields.h"
#include "kiosk/catalogue/pieces.h"

namespace circle::catalogue {
namespace {

using screens::view::Icon;
using tree::Need;
using tree::Strict;

// The icons a life event may have, by the name they have in screens/view/icon.h.
constexpr std::array<std::pair<std::string_view, Icon>, 16> icons{{
    {"Baby", Icon::Baby},
    {"Travel", Icon::Travel},
    {"Work", Icon::Work},
    {"Money", Icon::Money},
    {"Hospital", Icon::Hospital},
    {"PersonSearch", Icon::PersonSearch},
    {"Card", Icon::Card},
    {"IdCard", Icon::IdCard},
    {"QrCode", Icon::QrCode},
    {"Document", Icon::Document},
    {"Family", Icon::Family},
    {"Service", Icon::Service},
    {"Shield", Icon::Shield},
    {"Place", Icon::Place},
    {"List", Icon::List},
    {"More", Icon::More},
}};

Icon icon_at(Strict& table) {
    const std::string* word = table.text("icon");
    if (word == nullptr) return Icon::None;
    const auto found =
        std::find_if(icons.begin(), icons.end(), [&](const auto& icon) { return icon.first == *word; });
    if (found != icons.end()) return found->second;
    table.fault("icon", "\"" + *word + "\" is no icon of a life event");
    return Icon::None;
}

Group read_group(Strict table) {
    Group group;
    if (const std::string* id = table.text("id")) {
        group.id = *id;
        if (id->empty() || id->find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string::npos) {
            table.fault("id", "must be lower-case letters");
        }
    }
    group.order = static_cast<int>(table.integer("order", 1, 99).value_or(0));
    group.icon = icon_at(table);
    group.title = words_at(table, "title");
    group.hint = words_at(table, "hint");
    if (auto hints = table.table("hint_at", Need::Optional)) {
        for (const Kind kind : kinds) {
            if (auto words = optional_words_at(*hints, name(kind))) group.hint_at[kind] = std::move(*words);
        }
        hints->finish();
    }
    if (auto elder = table.table("elder", Need::Optional)) {
        group.elder_order = static_cast<int>(elder->integer("order", 1, 99).value_or(0));
        group.elder_title = words_at(*elder, "title");
        elder->finish();
    } else {
        group.elder_title = group.title;
    }
    table.finish();
    return group;
}

}  // namespace

std::vector<Group> read_groups(const tree::Table& root_table, std::vector<tree::Fault>& faults) {
    Strict root(root_table, "", 1, faults);
    std::vector<Group> groups;
    if (const tree::List* list = root.list("group")) {
        for (const tree::Value& value : *list) {
            const std::string where = "group[" + std::to_string(groups.size() + 1) + "]";
            const auto* table = std::get_if<tree::Table>(&value.data);
            if (table == nullptr) {
                faults.push_back({value.line, where, "must be a table"});
                continue;
            }
            Group group = read_group(Strict(*table, where, value.line, faults));
            const bool twice = std::any_of(groups.begin(), groups.end(), [&](const Group& other) {
                return other.id == group.id || other.order == group.order;
            });
            if (twice) faults.push_back({value.line, where, "has the id or the order of another group"});
            groups.push_back(std::move(group));
        }
        if (groups.empty()) root.fault("group", "must not be empty");
    }
    root.finish();
    std::stable_sort(groups.begin(), groups.end(),
                     [](const Group& a, const Group& b) { return a.order < b.order; });
    return groups;
}

}  // namespace circle::catalogue
