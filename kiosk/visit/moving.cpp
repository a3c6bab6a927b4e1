// Moving about: forward, back, lists, the fixed bar.
#include <algorithm>
#include <utility>

#include "kiosk/visit/acts.h"
#include "kiosk/visit/forms.h"
#include "kiosk/visit/table.h"

namespace circle::visit {
namespace {

std::string_view rest_of(std::string_view node, std::string_view prefix) {
    return node.substr(std::min(prefix.size(), node.size()));
}

bool in_group(const Offer& offer, std::string_view group) {
    return group == kAllItems ||
           std::find(offer.groups.begin(), offer.groups.end(), group) != offer.groups.end();
}

int pages_of(const State& state, const Rules& rules) {
    const int rows =
        state.density == screens::view::Density::Elder ? rules.rows_a_page_elder : rules.rows_a_page;
    const auto count = std::count_if(rules.offers.begin(), rules.offers.end(),
                                     [&](const Offer& offer) { return in_group(offer, state.at.subject); });
    return std::max(1, (static_cast<int>(count) + rows - 1) / rows);
}

// Help and the way to the counter are open to everybody; nobody's visit begins when they are asked for at rest.
void side_page(Turn& turn, Place place, std::string_view noted) {
    if (turn.state.at.place == place) return;
    if (!turn.state.visit) begin(turn, "browse");
    stop_work(turn);
    turn.effects.push_back(Noted{noted, std::string(name(turn.state.at.place))});
    go(turn, place);
}

// A question that another answer has taken away is not a place to come back to.
bool still_there(const Turn& turn, const Spot& spot) {
    if (spot.place != Place::Form) return true;
    const auto fields = asked_fields(turn.state, turn.now, turn.rules);
    return std::any_of(fields.begin(), fields.end(),
                       [&](const catalogue::Field* field) { return field->name == spot.subject; });
}

}  // namespace

void put(Turn& turn, Spot spot) {
    if (turn.state.visit && turn.state.visit->filing) turn.state.visit->filing->picking = {};
    turn.state.at = std::move(spot);
    turn.state.entered_ms = turn.now.steady_ms;
    turn.state.touched_ms = turn.now.steady_ms;
}

void go(Turn& turn, Place place, std::string subject) {
    auto& state = turn.state;
    if (state.visit && rule_of(state.at.place).kept && state.at != Spot{place, subject, 0}) {
        state.visit->trail.push_back(state.at);
    }
    put(turn, Spot{place, std::move(subject), 0});
}

void go_back(Turn& turn) {
    auto& state = turn.state;
    if (!state.visit) return rest(turn);
    stop_work(turn);
    auto& trail = state.visit->trail;
    while (!trail.empty() && !still_there(turn, trail.back())) trail.pop_back();
    if (trail.empty()) {
        // A person who is signed in goes back to her home, anybody else leaves.
        if (state.visit->person && state.at.place != Place::Home) return put(turn, Spot{Place::Home, {}, 0});
        return leave(turn, "cancelled");
    }
    Spot last = std::move(trail.back());
    trail.pop_back();
    put(turn, std::move(last));
}

void show_group(Turn& turn) {
    const auto group = rest_of(turn.node, "home.group.");
    const auto& offers = turn.rules.offers;
    if (std::any_of(offers.begin(), offers.end(), [&](const Offer& offer) { return in_group(offer, group); })) {
        go(turn, Place::Group, std::string(group));
    }
}

void show_guide(Turn& turn, const Offer& offer) { go(turn, Place::Guide, offer.id); }

void open_item(Turn& turn) {
    const auto id = rest_of(turn.node, "home.item.");
    const auto& offers = turn.rules.offers;
    const auto offer =
        std::find_if(offers.begin(), offers.end(), [&](const Offer& one) { return one.id == id; });
    if (offer == offers.end()) return;
    if (offer->opens_query) {
        turn.state.visit->wanted_item = offer->id;
        open_wanted(turn);
    } else {
        show_guide(turn, *offer);
    }
}

void next_page(Turn& turn) {
    auto& page = turn.state.at.page;
    page = std::min(page + 1, pages_of(turn.state, turn.rules) - 1);
}

void previous_page(Turn& turn) { turn.state.at.page = std::max(0, turn.state.at.page - 1); }

void show_counter(Turn& turn) { side_page(turn, Place::Counter, "counter"); }
void show_help(Turn& turn) { side_page(turn, Place::Help, "help"); }

void toggle_density(Turn& turn) {
    using screens::view::Density;
    auto& density = turn.state.density;
    density = density == Density::Elder ? Density::Standard : Density::Elder;
    turn.state.at.page = 0;  // the lists are cut differently
    turn.effects.push_back(Noted{"view", density == Density::Elder ? "elder" : "standard"});
}

void toggle_language(Turn& turn) {
    auto& language = turn.state.language;
    language = language == "en" ? "zh-CN" : "en";
    turn.effects.push_back(Noted{"language", language == "en" ? "en" : "zh"});
}

}  // namespace circle::visit
