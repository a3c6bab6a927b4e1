// Choosing a place: province and city, city and county, or by the initials of its pinyin.
#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

#include "kiosk/ground/places.h"
#include "kiosk/visit/acts.h"
#include "kiosk/visit/forms.h"

namespace circle::visit {
namespace {

using catalogue::Field;

constexpr std::size_t kMostLetters = 12;

int rows_of(const State& state, const Rules& rules) {
    return state.density == screens::view::Density::Elder ? rules.rows_a_page_elder : rules.rows_a_page;
}

// The page asked for, or the one with what is chosen while she has not turned it (page -1).
PlaceList cut(std::vector<PlaceOption> all, int page, int rows) {
    PlaceList list;
    const auto size = static_cast<int>(all.size());
    list.pages = std::max(1, (size + rows - 1) / rows);
    list.page = std::clamp(page, 0, list.pages - 1);
    const auto from = all.begin() + std::min(size, list.page * rows);
    const auto to = all.begin() + std::min(size, (list.page + 1) * rows);
    list.options.assign(std::make_move_iterator(from), std::make_move_iterator(to));
    return list;
}

PlaceOption option_of(const Division& place, std::string_view prefix, std::string_view chosen) {
    return {std::string(prefix) + place.code, place.code, place.area->name, latin_name(*place.area),
            place.code == chosen};
}

std::vector<PlaceOption> options_of(const std::vector<Division>& places, std::string_view prefix,
                                    std::string_view chosen) {
    std::vector<PlaceOption> options;
    for (const auto& place : places) options.push_back(option_of(place, prefix, chosen));
    return options;
}

// Places that the official list lacks stand first in their province.
void add_extras(std::vector<PlaceOption>& options, const Field& field, std::string_view province,
                std::string_view chosen) {
    std::vector<PlaceOption> extras;
    for (const auto& extra : field.places) {
        if (extra.under == province)
            extras.push_back({extra.code, extra.code, extra.words.zh, extra.words.en, extra.code == chosen});
    }
    options.insert(options.begin(), extras.begin(), extras.end());
}

std::string province_of(const Field& field, std::string_view code) {
    if (const auto* extra = field.place(code)) return extra->under;
    return code.size() == 6 ? std::string(code.substr(0, 2)) + "0000" : std::string();
}

std::string answered(const State& state, const Field& field) {
    const auto& answers = state.visit->filing->answers;
    const auto found = answers.find(field.name);
    return found == answers.end() ? std::string() : found->second;
}

// Where nothing is chosen yet in the lists, they stand where the answer is.
Picking standing(const State& state, const Field& field) {
    auto picking = state.visit->filing->picking;
    const auto value = answered(state, field);
    if (picking.province.empty() && !value.empty()) {
        picking.province = province_of(field, value);
        if (field.level == Level::County) picking.city = city_code(value);
    }
    return picking;
}

std::vector<PlaceOption> lower_of(const Picking& picking, const Field& field, const Areas& areas,
                                  std::string_view value) {
    if (field.level == Level::County && !picking.city.empty())
        return options_of(counties_of(areas, picking.city), "", value);
    if (picking.province.empty() || field.level == Level::Province) return {};
    auto options = options_of(cities_of(areas, picking.province), "", value);
    add_extras(options, field, picking.province, value);
    return options;
}

void press_letter(Picking& picking, std::string_view key) {
    if (key == "delete" && !picking.typed.empty()) picking.typed.pop_back();
    if (key.size() == 1 && std::isupper(static_cast<unsigned char>(key.front())) != 0 &&
        picking.typed.size() < kMostLetters)
        picking.typed += key;
    picking.found_page = 0;
}

void take_province(Turn& turn, const Field& field, Picking& picking, std::string province) {
    picking.province = province;
    picking.city.clear();
    picking.lower_page = 0;
    if (field.level == Level::Province) return answer(turn, field, std::move(province));
    // A municipality is its own only city.
    const auto below = lower_of(picking, field, *turn.rules.areas, {});
    if (below.size() != 1) return;
    if (field.level == Level::City) return answer(turn, field, below.front().code);
    picking.city = below.front().code;
    picking.upper_page = 0;
}

}  // namespace

PlaceLists places_at(const State& state, const Rules& rules) {
    PlaceLists lists;
    const auto* field = field_at(state, rules);
    if (field == nullptr || rules.areas == nullptr) return lists;
    const auto& areas = *rules.areas;
    const auto picking = standing(state, *field);
    const auto value = answered(state, *field);
    const int rows = rows_of(state, rules);
    lists.may_rise = !picking.city.empty();
    auto upper = lists.may_rise ? options_of(cities_of(areas, picking.province), "upper.", picking.city)
                                : options_of(provinces(areas), "upper.", picking.province);
    lists.upper =
        cut(std::move(upper), picking.upper_page, lists.may_rise ? rows - 1 : rows);  // one to rise by
    lists.lower = cut(lower_of(picking, *field, areas, value), picking.lower_page, rows);
    std::vector<PlaceOption> found;
    if (!picking.typed.empty()) {
        for (const auto& place : places_typed(areas, picking.typed, field->level)) {
            found.push_back(option_of(place, "", value));
            found.back().name = full_name(areas, place.code);
        }
    }
    lists.found = cut(std::move(found), picking.found_page, rows);
    return lists;
}

// True when the key was one of this field's.
bool pick_place(Turn& turn, const Field& field, std::string_view key) {
    auto& picking = turn.state.visit->filing->picking;
    const auto lists = places_at(turn.state, turn.rules);
    picking = standing(turn.state, field);
    constexpr std::string_view letter = "letter.", upper = "upper.";
    if (key == "find" || key == "lists") {
        picking.by_letters = key == "find";
    } else if (key.starts_with(letter)) {
        press_letter(picking, key.substr(letter.size()));
    } else if (key == "rise") {
        picking.city.clear();
        picking.upper_page = picking.lower_page = 0;
    } else if (key == "upper.next" || key == "upper.previous") {
        picking.upper_page =
            std::clamp(lists.upper.page + (key == "upper.next" ? 1 : -1), 0, lists.upper.pages - 1);
    } else if (key == "next" || key == "previous") {
        const auto& list = picking.by_letters ? lists.found : lists.lower;
        auto& page = picking.by_letters ? picking.found_page : picking.lower_page;
        page = std::clamp(list.page + (key == "next" ? 1 : -1), 0, list.pages - 1);
    } else if (key.starts_with(upper)) {
        const std::string code(key.substr(upper.size()));
        if (!offered(*turn.rules.areas, code, lists.may_rise ? Level::City : Level::Province)) return false;
        if (!lists.may_rise) {
            take_province(turn, field, picking, code);
        } else {
            picking.city = code;
            picking.lower_page = 0;
        }
    } else {
        const std::string code(key);
        const bool place = offered(*turn.rules.areas, code, field.level) || field.place(code) != nullptr;
        if (place) {
            answer(turn, field, code);
        } else if (field.level == Level::County && offered(*turn.rules.areas, code, Level::City)) {
            picking.city = code;
            picking.upper_page = picking.lower_page = 0;
        } else {
            return false;
        }
    }
    return true;
}

}  // namespace circle::visit
