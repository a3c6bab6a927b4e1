// One field on screen: what its keys do, and what comes by another way.
#include <algorithm>
#include <string>
#include <utility>

#include "kiosk/ground/day.h"
#include "kiosk/visit/acts.h"
#include "kiosk/visit/forms.h"

namespace circle::visit {
namespace {

using catalogue::Field;
using catalogue::FieldKind;
using std::chrono::year_month_day;

constexpr std::size_t kLongestAnswer = 200;  // bytes; longer than any field's own limit
constexpr std::size_t kMostStrokes = 200;
constexpr std::string_view kForm = "form.";

Filing* filing_of(Turn& turn) {
    const auto& visit = turn.state.visit;
    return visit && visit->filing ? &*visit->filing : nullptr;
}

const std::string& answered(const Filing& filing, const Field& field) {
    static const std::string nothing;
    const auto found = filing.answers.find(field.name);
    return found == filing.answers.end() ? nothing : found->second;
}

void press_digit(Turn& turn, const Field& field, std::string_view key) {
    auto value = answered(*filing_of(turn), field);
    if (key == "delete") {
        if (!value.empty()) value.pop_back();
    } else if (key == "clear") {
        value.clear();
    } else if (key == "dash") {
        if (value.size() < field.most) value += '-';
    } else if (key.size() == 1 && key.front() >= '0' && key.front() <= '9') {
        if (value.size() < field.most) value += key;
    } else {
        return;
    }
    answer(turn, field, std::move(value));
}

// The 31st of a month that has none is its last day.
year_month_day within_month(const year_month_day& day) {
    return day.ok() ? day : year_month_day(day.year() / day.month() / std::chrono::last);
}

void step_date(Turn& turn, const Field& field, std::string_view key) {
    using namespace std::chrono;
    const auto today = civil(turn.now.unix_ms).date;
    auto day = day_from(answered(*filing_of(turn), field)).value_or(today);
    const auto dot = key.rfind('.');
    const auto part = key.substr(0, dot);
    const int by = dot == std::string_view::npos ? 0 : key.substr(dot) == ".more" ? 1 : -1;
    if (key == "today") {
        day = today;
    } else if (part == "year") {
        day = within_month(day + years(by));
    } else if (part == "month") {
        day = within_month(day + months(by));
    } else if (part == "day") {
        day = sys_days(day) + days(by);
    } else {
        return;
    }
    if (day.year() < year(1900) || day.year() > year(2100)) return;
    answer(turn, field, iso_date(day));
}

int pages_of(const Turn& turn, std::size_t options) {
    const bool elder = turn.state.density == screens::view::Density::Elder;
    const auto rows = static_cast<std::size_t>(elder ? turn.rules.rows_a_page_elder : turn.rules.rows_a_page);
    return std::max(1, static_cast<int>((options + rows - 1) / rows));
}

void choose(Turn& turn, const Field& field, std::string_view key) {
    if (field.option(key) != nullptr) return answer(turn, field, std::string(key));
    auto& page = turn.state.at.page;
    if (key == "next") page = std::min(page + 1, pages_of(turn, field.options.size()) - 1);
    if (key == "previous") page = std::max(0, page - 1);
}

void sign(Turn& turn, const Field& field, std::string_view key) {
    auto& ink = filing_of(turn)->ink[field.name];
    if (key == "undo" && !ink.empty()) ink.pop_back();
    if (key == "clear") ink.clear();
    answer(turn, field, ink.empty() ? std::string() : std::string(catalogue::signed_here));
}

}  // namespace

void answer(Turn& turn, const Field& field, std::string value) {
    auto& filing = *filing_of(turn);
    filing.judged.erase(field.name);  // she is at it again
    filing.obstacle.clear();
    if (value.empty()) {
        filing.answers.erase(field.name);
    } else {
        filing.answers.insert_or_assign(field.name, std::move(value));
    }
    judge_answers(turn);
}

void fill_in(Turn& turn) {
    const auto* field = field_at(turn.state, turn.rules);
    if (field == nullptr) return;
    const auto prefix = std::string(kForm) + field->name + '.';
    if (!turn.node.starts_with(prefix)) return;
    const auto key = turn.node.substr(prefix.size());
    switch (field->kind) {
        case FieldKind::Digits:
            return press_digit(turn, *field, key);
        case FieldKind::Date:
            return step_date(turn, *field, key);
        case FieldKind::Area:
            pick_place(turn, *field, key);
            return;
        case FieldKind::Choice:
            return choose(turn, *field, key);
        case FieldKind::YesNo:
            if (key == catalogue::yes || key == catalogue::no) answer(turn, *field, std::string(key));
            return;
        case FieldKind::Signature:
            return sign(turn, *field, key);
        case FieldKind::Commitment: {
            if (key != "agree") return;
            const bool given = answered(*filing_of(turn), *field) == catalogue::agreed;
            return answer(turn, *field, given ? std::string() : std::string(catalogue::agreed));
        }
    }
}

// Whatever came is an answer to be judged, like one of the keys; only its size is bounded here.
void written(Turn& turn, const Written& event) {
    if (turn.state.dialog != Dialog::None || !turn.state.visit) return;
    if (turn.state.at.place == Place::AskCode && event.node == "form.code") {
        turn.state.visit->typed_code = event.value.substr(0, kCodeDigits);
        turn.state.visit->code_trouble.clear();
        return;
    }
    const auto* field = field_at(turn.state, turn.rules);
    if (field == nullptr || event.node != std::string(kForm) + field->name) return;
    if (field->kind == FieldKind::Signature) return;  // it is drawn
    answer(turn, *field, event.value.substr(0, kLongestAnswer));
}

void drawn(Turn& turn, const Drawn& event) {
    const auto* field = field_at(turn.state, turn.rules);
    if (turn.state.dialog != Dialog::None || field == nullptr || field->kind != FieldKind::Signature) return;
    if (event.node != std::string(kForm) + field->name || event.points.empty()) return;
    auto& ink = filing_of(turn)->ink[field->name];
    std::size_t points = event.points.size();
    for (const auto& stroke : ink) points += stroke.size();
    if (ink.size() >= kMostStrokes || points > screens::view::most_ink) return;
    ink.push_back(event.points);
    answer(turn, *field, std::string(catalogue::signed_here));
}

}  // namespace circle::visit
