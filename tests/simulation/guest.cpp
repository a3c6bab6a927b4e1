#include "tests/simulation/guest.h"

#include <algorithm>
#include <utility>

#include "kiosk/visit/forms.h"

namespace circle::simulation {

using visit::Place;

namespace {

constexpr int kPatience = 200;  // acts

}  // namespace

void Guest::comes(std::string person, Wish wish, std::optional<Wish> then) {
    person_ = std::move(person);
    wish_ = std::move(wish);
    then_ = std::move(then);
    taken_back_.clear();
    here_ = true;
    began_ = done_ = false;
    acts_ = 0;
}

Guest::Act Guest::insert_card() {
    card_in_slot_ = person_;
    return drivers::card::Inserted{0, false};
}
Guest::Act Guest::pull_card() { return drivers::card::Removed{0}; }
Guest::Act Guest::go_away() {
    here_ = false;
    return {};
}

Guest::Act Guest::next(const visit::State& state, const visit::Rules& rules) {
    if (!here_ || ++acts_ > kPatience) return go_away();
    const bool card_inside = state.card.inside != 0;
    if (card_inside && card_in_slot_ != person_) return pull_card();  // somebody has left it
    if (!began_ && state.visit) {                                     // somebody has left her page
        if (state.at.place == Place::Sending || state.at.place == Place::Reading) return {};
        began_ = true;
        return insert_card();
    }
    if (!began_) return begin();
    if (!state.visit) {
        if (!card_inside || dice_.one_in(10)) return go_away();  // one in ten forgets her card
        return pull_card();
    }
    if (state.dialog != visit::Dialog::None) return answer_dialog(state);
    if (auto act = whim(state); act || !here_) return act;
    return towards(state, rules);
}

Guest::Act Guest::begin() {
    if (dice_.one_in(15)) return touch("bar.elder");
    if (dice_.one_in(15)) return touch("bar.language");
    began_ = true;
    if (wish_.what == Wish::For::Code) return touch("idle.result");
    const auto dice = dice_.between(0, 9);
    if (dice < 7) return insert_card();
    return touch(dice < 8 ? "idle.start" : "idle.browse");
}

Guest::Act Guest::whim(const visit::State& state) {
    if (dice_.one_in(150)) return go_away();
    if (state.card.inside != 0 && dice_.one_in(150)) return pull_card();
    if (!dice_.one_in(20)) return {};
    constexpr std::pair<int, const char*> kBar[] = {
        {20, "bar.help"},    {40, "bar.language"}, {60, "bar.elder"},    {80, "bar.back"},
        {85, "bar.counter"}, {88, "bar.cancel"},   {94, "bar.nonsense"}, {100, "home.done"}};
    const auto dice = dice_.between(0, 99);
    for (const auto& [below, node] : kBar) {
        if (dice < below) return touch(node);
    }
    return {};
}

Guest::Act Guest::answer_dialog(const visit::State& state) {
    if (state.dialog == visit::Dialog::Warning) {
        if (dice_.chance(50)) return visit::Felt{true};
        return touch(dice_.chance(80) ? "timeout.more" : "timeout.end");
    }
    if (state.card.inside == 0 && dice_.chance(25)) return insert_card();
    return dice_.one_in(8) ? go_away() : touch(dice_.chance(60) ? "taken.more" : "taken.end");
}

Guest::Act Guest::towards(const visit::State& state, const visit::Rules& rules) {
    switch (state.at.place) {
        case Place::Notice:
            return touch(dice_.one_in(40) ? "notice.decline" : "notice.agree");
        case Place::Identify:
            return state.card.inside == 0 ? insert_card() : go_away();
        case Place::Trouble:
            return touch(dice_.chance(70)   ? "trouble.retry"
                         : dice_.chance(50) ? "trouble.end"
                                            : "trouble.counter");
        case Place::Home:
            return at_home();
        case Place::Group:
            return touch("bar.back");
        case Place::Guide:
            return touch(!done_ && state.at.subject == wish_.item() ? "guide.begin" : "guide.back");
        case Place::Query:
            return at_query(state, rules);
        case Place::Form:
            return fill_in(state, rules);
        case Place::Review:
            return look_over(state);
        case Place::Result:
            return read_result(state);
        case Place::AskCode:
            return ask_by_code(state);
        case Place::Counter:
            return touch(dice_.chance(70) ? "counter.back" : "counter.end");
        case Place::Help:
            return touch("help.back");
        default:  // it goes on by itself
            return {};
    }
}

Guest::Act Guest::at_home() {
    if (done_ && then_) {
        wish_ = *std::exchange(then_, std::nullopt);
        done_ = false;
    }
    if (done_ || wish_.what == Wish::For::Code) return touch("home.done");
    return touch(std::string("home.item.") + wish_.item());
}

// Only what she has not asked to be taken back yet, and what no other channel has filed too (README.md).
Guest::Act Guest::at_query(const visit::State& state, const visit::Rules& rules) {
    if (std::ranges::any_of(state.visit->questions, &visit::Asked::waiting)) return {};
    if (wish_.what != Wish::For::TakeBack || done_) {
        done_ = true;
        return touch(dice_.chance(50) ? "query.done" : "query.back");
    }
    const auto offered = visit::undoable(state, rules);
    for (std::size_t i = 0; i < offered.size(); ++i) {
        const auto& number = offered[i].undoing.original.at(offered[i].undoing.handle);
        for (const auto& [matter, touched] : touches_) {
            const bool it = std::ranges::any_of(touched.sent, [&](const Transmission& each) {
                return platform_.number_of(each.message_id) == number;
            });
            if (!it || touched.undone || touched.foreign_ms) continue;
            taken_back_ = number;
            return touch("query.undo." + std::to_string(i));
        }
    }
    if (dice_.chance(40)) return touch("query.again");
    done_ = true;
    return touch("query.back");
}

// Touch after touch; what she sees there is not what she wants: she puts it right.
Guest::Act Guest::fill_in(const visit::State& state, const visit::Rules& rules) {
    const auto* field = visit::field_at(state, rules);
    if (field == nullptr || dice_.one_in(40)) return touch("form.previous");
    const auto& answers = state.visit->filing->answers;
    const auto found = answers.find(field->name);
    const std::string has = found == answers.end() ? std::string() : found->second;
    const auto wanted = wish_.answers.find(field->name);
    const std::string wants = wanted == wish_.answers.end() ? std::string() : wanted->second;
    if (has == wants) return touch("form.next");
    if (dice_.one_in(12)) return wrong_answer(*field);
    return type(*field, has, wants);
}

Guest::Act Guest::type(const catalogue::Field& field, const std::string& has, const std::string& wants) {
    using catalogue::FieldKind;
    const std::string node = "form." + field.name;
    switch (field.kind) {
        case FieldKind::Digits:
            if (has.empty() && dice_.chance(80)) return visit::Written{node, wants};
            if (wants.starts_with(has)) return touch(node + "." + wants[has.size()]);
            return touch(node + (dice_.chance(50) ? ".clear" : ".delete"));
        case FieldKind::Choice:
        case FieldKind::YesNo:
            return touch(node + "." + wants);
        case FieldKind::Commitment:
            return touch(node + ".agree");
        case FieldKind::Signature:
            return visit::Drawn{node, {{1, 1}, {9, 9}}};
        case FieldKind::Date:
        case FieldKind::Area:
            break;
    }
    return visit::Written{node, wants};
}

Guest::Act Guest::wrong_answer(const catalogue::Field& field) {
    using catalogue::FieldKind;
    const std::string node = "form." + field.name;
    switch (field.kind) {
        case FieldKind::Digits:
            return visit::Written{node, dice_.chance(50) ? "12" : "0735-2222222"};
        case FieldKind::Choice:
            return touch(node + "." + field.options.back().value);
        case FieldKind::YesNo:
            return visit::Written{node, "perhaps"};
        case FieldKind::Date:
            return dice_.chance(50) ? Act(visit::Written{node, "2026-02-30"}) : touch(node + ".day.more");
        case FieldKind::Area:
            return visit::Written{node, dice_.chance(50) ? "44" : "430100"};
        case FieldKind::Commitment:
            break;
        case FieldKind::Signature:
            return touch(node + ".clear");
    }
    return touch("form.next");  // without an answer
}

// She sends only what is as she wants it.
Guest::Act Guest::look_over(const visit::State& state) {
    const auto& filing = *state.visit->filing;
    if (!filing.obstacle.empty() && dice_.chance(30)) {
        done_ = true;
        return touch(dice_.chance(50) ? "review.back" : "bar.counter");
    }
    if (!filing.undoing) {
        for (const auto& [field, wants] : wish_.answers) {
            const auto has = filing.answers.find(field);
            if (has == filing.answers.end() || has->second != wants) return touch("review.edit." + field);
        }
        if (dice_.one_in(15)) return touch("review.edit.tel");
    }
    return touch(dice_.one_in(30) ? "review.back" : "review.send");
}

Guest::Act Guest::read_result(const visit::State& state) {
    const auto& visit = *state.visit;
    const bool hers = visit::just_sent(state);
    if (visit.to_show == 0) done_ = true;
    if (hers && visit.judging.level == 0 && dice_.chance(20))
        return touch("rate." + std::to_string(dice_.between(1, 5)));
    if (hers && visit.judging.level != 0 && !visit.judging.sealed && dice_.chance(50))
        return touch("rate.reason.slow");
    if (visit.outcome->open() && dice_.chance(60)) return {};  // perhaps it ends while she waits
    if (dice_.one_in(12)) return go_away();                    // without a word
    if (dice_.one_in(25)) return touch("result.counter");
    return touch(dice_.chance(65) ? "result.done" : "result.home");
}

Guest::Act Guest::ask_by_code(const visit::State& state) {
    const auto& visit = *state.visit;
    if (!visit.code_trouble.empty() && dice_.chance(70)) return touch("form.previous");
    if (visit.typed_code == wish_.code) return touch("form.next");
    if (!wish_.code.starts_with(visit.typed_code)) return touch("form.code.delete");
    if (dice_.one_in(20)) return touch("form.code.7");
    return touch(std::string("form.code.") + wish_.code[visit.typed_code.size()]);
}

}  // namespace circle::simulation
