// The query page: which questions are put to the platform for it, and how their answers come in. Each stands
// alone, so that one that fails leaves the others to be read.
#include <algorithm>
#include <utility>

#include "kiosk/visit/acts.h"

namespace circle::visit {
namespace {

using Fields = relay::Fields;

void ask(Turn& turn, std::string transaction, std::string about, Fields fields) {
    auto& visit = *turn.state.visit;
    Asked question;
    question.id = turn.state.next_request++;
    question.transaction = std::move(transaction);
    question.about = std::move(about);
    relay::Query query;
    query.id = question.id;
    query.transaction = question.transaction;
    query.fields = std::move(fields);
    query.insured_area = visit.person->main_insurance()->area;
    visit.questions.push_back(std::move(question));
    turn.effects.push_back(Ask{std::move(query)});
}

// The filings of two years: 5304 wants a begin (platform-interface.md §4.6), and a referral lives half a year.
std::string first_of_last_year(const Stamp& now) {
    return iso_date((civil(now.unix_ms).date.year() - std::chrono::years(1)) / std::chrono::January / 1);
}

void ask_all(Turn& turn) {
    const auto& person = *turn.state.visit->person;
    const auto* insurance = person.main_insurance();
    if (insurance == nullptr || insurance->area.empty())
        return;  // no query about a person goes without her area
    const auto today = iso_date(civil(turn.now.unix_ms).date);
    if (insurance->active()) {
        for (const auto& med_type : turn.rules.entitlement_kinds) {
            ask(turn, "2001", med_type,
                {{"psn_no", person.number},
                 {"insutype", insurance->kind},
                 {"fixmedins_code", turn.rules.institution},
                 {"med_type", med_type},
                 {"begntime", today}});
        }
    }
    ask(turn, "5301", {}, {{"psn_no", person.number}});
    ask(turn, "5302", {}, {{"psn_no", person.number}, {"biz_appy_type", "03"}});  // 03 就医定点医疗机构登记
    turn.effects.push_back(FindFiled{person.number});
    ask(turn, "5304", {}, {{"psn_no", person.number}, {"begntime", first_of_last_year(turn.now)}});
}

}  // namespace

void open_query(Turn& turn) {
    go(turn, Place::Query);
    turn.state.visit->questions.clear();
    ask_all(turn);
}

void ask_again(Turn& turn) {
    auto& visit = *turn.state.visit;
    const bool failed = std::any_of(visit.questions.begin(), visit.questions.end(),
                                    [](const Asked& one) { return one.failure.has_value(); });
    if (!failed) return;
    for (const auto& question : visit.questions) {
        if (question.waiting) turn.effects.push_back(StopAsking{question.id});
    }
    visit.questions.clear();
    ask_all(turn);
}

void question_answered(Turn& turn, const relay::Answered& event) {
    auto& questions = turn.state.visit->questions;
    const auto found =
        std::find_if(questions.begin(), questions.end(), [&](const Asked& one) { return one.id == event.id; });
    if (found == questions.end()) return;  // of a page that was left
    found->waiting = false;
    if (event.result) {
        found->reply = *event.result;
    } else {
        found->failure = event.result.error();
    }
}

}  // namespace circle::visit
