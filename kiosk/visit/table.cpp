#include "kiosk/visit/table.h"

#include <array>

namespace circle::visit {
namespace {

constexpr std::array kPlaces{
    //         place                name             timed  kept   back   leave
    PlaceRule{Place::Idle, "idle", false, false, false, true},
    PlaceRule{Place::Closed, "closed", false, false, false, true},
    PlaceRule{Place::OutOfService, "out_of_service", false, false, false, true},
    PlaceRule{Place::Forgotten, "forgotten", false, false, false, true},
    PlaceRule{Place::Notice, "notice", true, false, true, true},
    PlaceRule{Place::Identify, "identify", true, false, true, true},
    PlaceRule{Place::Reading, "reading", false, false, true, true},
    PlaceRule{Place::Trouble, "trouble", true, false, true, true},
    PlaceRule{Place::Home, "home", true, true, true, true},
    PlaceRule{Place::Group, "group", true, true, true, true},
    PlaceRule{Place::Guide, "guide", true, true, true, true},
    PlaceRule{Place::Query, "query", true, true, true, true},
    PlaceRule{Place::Form, "form", true, true, true, true},
    PlaceRule{Place::Review, "review", true, true, true, true},
    PlaceRule{Place::Sending, "sending", false, false, false, false},
    PlaceRule{Place::Result, "result", true, true, false, true},
    PlaceRule{Place::AskCode, "ask_code", true, true, true, true},
    PlaceRule{Place::Paper, "paper", true, false, true, true},
    PlaceRule{Place::Stronger, "stronger", true, false, true, true},
    PlaceRule{Place::Counter, "counter", true, false, true, true},
    PlaceRule{Place::Help, "help", true, false, true, true},
    PlaceRule{Place::Farewell, "farewell", false, false, false, true},
};

struct Row {
    Place at;
    std::string_view touched;  // a trailing '*' stands for the rest of the id
    Act act;
};

constexpr std::array kTouches{
    Row{Place::Idle, "idle.start", begin_by_touch},
    Row{Place::Idle, "idle.browse", browse},
    Row{Place::Idle, "idle.result", ask_for_code},
    Row{Place::Closed, "idle.browse", browse},
    Row{Place::OutOfService, "idle.browse", browse},
    Row{Place::Notice, "notice.agree", agree},
    Row{Place::Notice, "notice.decline", decline},
    Row{Place::Identify, "identify.counter", show_counter},
    Row{Place::Trouble, "trouble.retry", try_again},
    Row{Place::Trouble, "trouble.counter", show_counter},
    Row{Place::Trouble, "trouble.end", cancel},
    Row{Place::Home, "home.item.*", open_item},
    Row{Place::Home, "home.group.*", show_group},
    Row{Place::Home, "home.done", finish},
    Row{Place::Group, "home.item.*", open_item},
    Row{Place::Group, "list.next", next_page},
    Row{Place::Group, "list.previous", previous_page},
    Row{Place::Guide, "guide.back", go_back},
    Row{Place::Guide, "guide.counter", show_counter},
    Row{Place::Guide, "guide.begin", begin_filing},
    Row{Place::Form, "form.next", next_field},
    Row{Place::Form, "form.previous", go_back},
    Row{Place::Form, "form.*", fill_in},
    Row{Place::Review, "review.edit.*", edit_field},
    Row{Place::Review, "review.back", go_back},
    Row{Place::Review, "review.send", send_filing},
    Row{Place::Result, "result.done", acknowledge},
    Row{Place::Result, "result.home", acknowledge_home},
    Row{Place::Result, "result.counter", show_counter},
    Row{Place::Result, "result.print", show_paper},
    Row{Place::Result, "rate.reason.*", give_reason},
    Row{Place::Result, "rate.*", judge_matter},
    Row{Place::AskCode, "form.next", find_code},
    Row{Place::AskCode, "form.previous", go_back},
    Row{Place::AskCode, "form.code.*", type_code},
    Row{Place::Query, "query.again", ask_again},
    Row{Place::Query, "query.back", go_back},
    Row{Place::Query, "query.done", finish},
    Row{Place::Query, "query.print", show_paper},
    Row{Place::Query, "query.undo.*", undo_filing},
    Row{Place::Paper, "paper.print", print_paper},
    Row{Place::Paper, "paper.again", print_copy},
    Row{Place::Paper, "paper.back", go_back},
    Row{Place::Paper, "paper.done", acknowledge},
    Row{Place::Stronger, "stronger.back", go_back},
    Row{Place::Stronger, "stronger.counter", show_counter},
    Row{Place::Counter, "counter.back", go_back},
    Row{Place::Counter, "counter.end", finish},
    Row{Place::Help, "help.back", go_back},
};

// The fixed bar works everywhere it is drawn.
struct BarRow {
    std::string_view touched;
    Act act;
};
constexpr std::array kBar{
    BarRow{"bar.back", go_back},   BarRow{"bar.cancel", cancel},        BarRow{"bar.counter", show_counter},
    BarRow{"bar.help", show_help}, BarRow{"bar.elder", toggle_density}, BarRow{"bar.language", toggle_language},
};

// A dialog takes every touch until it is answered.
constexpr std::array kDialog{
    BarRow{"timeout.more", stay},
    BarRow{"timeout.end", cancel},
    BarRow{"taken.more", stay},
    BarRow{"taken.end", finish},
};

bool matches(std::string_view pattern, std::string_view node) {
    return pattern.ends_with('*') ? node.starts_with(pattern.substr(0, pattern.size() - 1)) : node == pattern;
}

}  // namespace

Act act_for(const State& state, std::string_view node) {
    if (state.dialog != Dialog::None) {
        for (const auto& row : kDialog) {
            if (row.touched == node) return row.act;
        }
        return nullptr;
    }
    for (const auto& row : kBar) {
        if (row.touched != node) continue;
        const auto& rule = rule_of(state.at.place);
        const bool stays = row.act == toggle_density || row.act == toggle_language;
        const bool drawn = row.act == go_back ? rule.has_bar_back : rule.may_leave;
        return stays || drawn ? row.act : nullptr;
    }
    for (const auto& row : kTouches) {
        if (row.at == state.at.place && matches(row.touched, node)) return row.act;
    }
    return nullptr;
}

const PlaceRule& rule_of(Place place) {
    for (const auto& rule : kPlaces) {
        if (rule.place == place) return rule;
    }
    return kPlaces.front();
}

std::string_view name(Place place) { return rule_of(place).name; }

std::string_view name(Dialog dialog) {
    switch (dialog) {
        case Dialog::Warning:
            return "timeout";
        case Dialog::CardTaken:
            return "card_taken";
        case Dialog::None:
            break;
    }
    return "";
}

}  // namespace circle::visit
