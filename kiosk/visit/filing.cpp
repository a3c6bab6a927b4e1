// A matter from its guide to the touch on "send": one question after the other, then all answers at once.
#include <algorithm>
#include <utility>

#include "drivers/contract/words.h"
#include "kiosk/catalogue/plan.h"
#include "kiosk/visit/acts.h"
#include "kiosk/visit/forms.h"

namespace circle::visit {
namespace {

using catalogue::AnswerFault;
using drivers::N_;

constexpr const char* kNoLine = N_("现在连不上医保平台，还没有提交。网络恢复后再点一次，或到人工窗口办理");
constexpr const char* kNoJournal = N_("本机现在不能保存办理记录，不能提交。请到人工窗口办理，工作人员会报修");
constexpr const char* kNoArea = N_("平台没有给出您的参保地，本机不能提交。请到人工窗口办理");
constexpr const char* kIncomplete = N_("平台给出的信息不完整，本机不能提交。请到人工窗口办理");

std::string_view rest_of(std::string_view node, std::string_view prefix) {
    return node.substr(std::min(prefix.size(), node.size()));
}

const Offer* offer_of(const Turn& turn, std::string_view id) {
    const auto& offers = turn.rules.offers;
    const auto found =
        std::find_if(offers.begin(), offers.end(), [&](const Offer& one) { return one.id == id; });
    return found == offers.end() ? nullptr : &*found;
}

void start_filing(Turn& turn, const Offer& offer) {
    auto& visit = *turn.state.visit;
    const auto* item = turn.rules.catalogue == nullptr ? nullptr : turn.rules.catalogue->find(offer.id);
    if (item == nullptr || !item->sheet) return;
    if (hold_back(turn, item->sheet->send.transaction)) return;
    visit.outcome.reset();
    visit.judging = {};
    visit.filing.emplace();
    visit.filing->item = offer.id;
    visit.filing->answers = catalogue::with_defaults(
        *item->sheet, {}, known_of(turn.state, turn.now, turn.rules), *turn.rules.areas);
    judge_answers(turn);
    const auto fields = asked_fields(turn.state, turn.now, turn.rules);
    if (fields.empty()) {
        go(turn, Place::Review);
    } else {
        go(turn, Place::Form, fields.front()->name);
    }
    turn.effects.push_back(Reserve{});
}

void review(Turn& turn) {
    auto& filing = *turn.state.visit->filing;
    filing.judged.insert(std::string());
    for (const auto* field : asked_fields(turn.state, turn.now, turn.rules)) filing.judged.insert(field->name);
    filing.obstacle.clear();
    judge_answers(turn);
}

bool came_from_review(const Visit& visit) {
    return !visit.trail.empty() && visit.trail.back().place == Place::Review;
}

// She has read what she is asked, and touches the same button again.
void confirm(Filing& filing, std::string_view field) {
    for (const auto& fault : filing.faults) {
        if (fault.field == field && fault.effect == catalogue::Effect::Ask)
            filing.confirmed.insert(confirmation(filing, fault));
    }
}

relay::Fields words_of(const catalogue::Item& item, const Turn& turn) {
    relay::Fields words;
    const auto slip = catalogue::slip(item, turn.state.visit->filing->answers,
                                      known_of(turn.state, turn.now, turn.rules), *turn.rules.areas);
    if (!slip) return words;
    for (const auto& taken : slip->taken) words.emplace_back(taken.label.zh, taken.value.zh);
    return words;
}

// Its columns, checked before; nothing when one is missing that only the platform could have told.
std::optional<Submit> filing_order(Turn& turn, const catalogue::Item& item) {
    const auto& form = *item.sheet;
    const auto columns = catalogue::values(form, turn.state.visit->filing->answers,
                                           known_of(turn.state, turn.now, turn.rules), *turn.rules.areas);
    if (!columns) {
        turn.effects.push_back(Noted{"incomplete", columns.error().front()});
        return std::nullopt;
    }
    Submit submit;
    submit.transaction = form.send.transaction;
    submit.fields = {columns->begin(), columns->end()};
    submit.words = words_of(item, turn);
    return submit;
}

}  // namespace

// The same matter of hers is still open: how it stands instead of a second one.
bool hold_back(Turn& turn, const std::string& transaction) {
    auto& visit = *turn.state.visit;
    const auto open = std::find_if(visit.earlier.begin(), visit.earlier.end(), [&](const Outcome& one) {
        return one.open() && one.transaction == transaction;
    });
    if (open == visit.earlier.end()) return false;
    turn.effects.push_back(Noted{"held_back", transaction});
    visit.filing.reset();
    visit.judging = {};
    visit.outcome = *open;
    go(turn, Place::Result);
    return true;
}

void begin_filing(Turn& turn) {
    const auto* offer = offer_of(turn, turn.state.at.subject);
    if (offer == nullptr || !offer->files) return;
    turn.state.visit->wanted_item = offer->id;
    open_wanted(turn);
}

void open_wanted(Turn& turn) {
    auto& visit = *turn.state.visit;
    if (!visit.person) return identify(turn);
    const auto* offer = offer_of(turn, std::exchange(visit.wanted_item, {}));
    if (offer == nullptr) return;
    if (visit.person->strength < offer->needs) return go(turn, Place::Stronger);
    if (offer->opens_query) return open_query(turn);
    if (offer->files) start_filing(turn, *offer);
}

void judge_answers(Turn& turn) {
    const auto* form = form_of(turn.state, turn.rules);
    if (form == nullptr || turn.state.visit->filing->undoing) return;
    auto& filing = *turn.state.visit->filing;
    filing.faults =
        catalogue::check(*form, filing.answers, known_of(turn.state, turn.now, turn.rules), *turn.rules.areas);
}

void reserved(Turn& turn, const Reserved& event) {
    auto& visit = turn.state.visit;
    if (!visit || !visit->filing) return;
    visit->filing->code = event.code;
    visit->filing->key = event.key;
    visit->filing->numbers_refused = event.code.empty();
    judge_answers(turn);
}

// One touch shows what is wrong with the answer; where it is only a question, the next one says yes to it.
void next_field(Turn& turn) {
    if (!turn.state.visit->filing) return;
    auto& visit = *turn.state.visit;
    auto& filing = *visit.filing;
    const std::string name = turn.state.at.subject;
    const bool seen = !filing.judged.insert(name).second;
    judge_answers(turn);
    if (const auto* fault = standing_fault(filing, name)) {
        if (fault->effect == catalogue::Effect::Block || !seen) return;
        confirm(filing, name);
    }
    if (came_from_review(visit)) {
        visit.trail.pop_back();
        put(turn, Spot{Place::Review, {}, 0});
        return review(turn);
    }
    const auto fields = asked_fields(turn.state, turn.now, turn.rules);
    const auto here = std::find_if(fields.begin(), fields.end(),
                                   [&](const catalogue::Field* field) { return field->name == name; });
    if (here != fields.end() && here + 1 != fields.end()) return go(turn, Place::Form, (*(here + 1))->name);
    go(turn, Place::Review);
    review(turn);
}

void edit_field(Turn& turn) {
    const auto name = rest_of(turn.node, "review.edit.");
    for (const auto* field : asked_fields(turn.state, turn.now, turn.rules)) {
        if (field->name == name) return go(turn, Place::Form, field->name);
    }
}

void send_filing(Turn& turn) {
    auto& state = turn.state;
    if (!state.visit->filing) return;
    auto& visit = *state.visit;
    auto& filing = *visit.filing;
    const auto* item = item_of(state, turn.rules);
    const auto* form = form_of(state, turn.rules);
    if (item == nullptr || form == nullptr || !visit.person || filing.not_again) return;
    const bool asked = filing.judged.contains("");
    review(turn);
    if (const auto* whole = standing_fault(filing, "");
        whole != nullptr && whole->effect == catalogue::Effect::Ask && asked) {
        confirm(filing, "");
    }
    const bool faulty = std::any_of(filing.judged.begin(), filing.judged.end(), [&](const std::string& field) {
        return standing_fault(filing, field) != nullptr;
    });
    if (faulty) return;
    if (state.line.known && !state.line.usable()) {
        filing.obstacle = kNoLine;
        return;
    }
    if (!state.journal.usable || filing.code.empty()) {
        filing.obstacle = kNoJournal;
        return;
    }
    auto submit = filing.undoing ? undo_order(state, turn.rules) : filing_order(turn, *item);
    if (!submit) {
        filing.obstacle = kIncomplete;
        return;
    }
    if (hold_back(turn, submit->transaction)) return;
    const auto* insurance = visit.person->main_insurance();
    if (insurance == nullptr || insurance->area.empty()) {
        filing.obstacle = kNoArea;
        return;
    }
    submit->item = filing.item;
    submit->person = visit.person->number;
    submit->insured_area = insurance->area;
    submit->code = filing.code;
    visit.judging = {};
    visit.outcome.emplace();
    visit.outcome->item = filing.item;
    visit.outcome->transaction = submit->transaction;
    visit.outcome->created_ms = turn.now.unix_ms;
    visit.outcome->words = submit->words;
    visit.outcome->code = filing.code;
    put(turn, Spot{Place::Sending, {}, 0});  // the way back stays: what was not recorded is looked over again
    turn.effects.push_back(std::move(*submit));
}

}  // namespace circle::visit
