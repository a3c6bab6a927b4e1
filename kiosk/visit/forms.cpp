#include "kiosk/visit/forms.h"

#include <algorithm>

namespace circle::visit {

using catalogue::AnswerFault;
using catalogue::Field;
using catalogue::Form;

namespace {

const Filing* filing_of(const State& state) {
    return state.visit && state.visit->filing ? &*state.visit->filing : nullptr;
}

}  // namespace

const catalogue::Item* item_of(const State& state, const Rules& rules) {
    const auto* filing = filing_of(state);
    return filing == nullptr || rules.catalogue == nullptr ? nullptr : rules.catalogue->find(filing->item);
}

const Form* form_of(const State& state, const Rules& rules) {
    const auto* item = item_of(state, rules);
    return item == nullptr || !item->sheet ? nullptr : &*item->sheet;
}

bool just_sent(const State& state) {
    return state.visit && state.visit->outcome && state.visit->filing && state.visit->to_show == 0 &&
           !state.visit->outcome->by_code && state.visit->outcome->matter != 0;
}

catalogue::Known known_of(const State& state, const Stamp& now, const Rules& rules) {
    catalogue::Known known;
    known.today = civil(now.unix_ms).date;
    known.facts["point.number"] = rules.institution;
    known.facts["point.name"] = rules.point_name;
    if (const auto* filing = filing_of(state)) known.facts["matter.key"] = filing->key;
    if (!state.visit || !state.visit->person) return known;
    const auto& person = *state.visit->person;
    known.facts["person.number"] = person.number;
    known.facts["person.id_type"] = person.id_type;
    known.facts["person.id_number"] = person.id_number;
    known.facts["person.name"] = person.name;
    known.facts["person.sex"] = person.sex;
    known.facts["person.birth_date"] = person.birth_date;
    if (const auto* insurance = person.main_insurance()) {
        known.facts["insurance.kind"] = insurance->kind;
        known.facts["insurance.area"] = insurance->area;
    }
    return known;
}

std::vector<const Field*> asked_fields(const State& state, const Stamp& now, const Rules& rules) {
    std::vector<const Field*> fields;
    const auto* form = form_of(state, rules);
    if (form == nullptr || state.visit->filing->undoing) return fields;
    const auto known = known_of(state, now, rules);
    for (const auto& field : form->fields) {
        if (catalogue::shown(*form, field, state.visit->filing->answers, known)) fields.push_back(&field);
    }
    return fields;
}

const Field* field_at(const State& state, const Rules& rules) {
    const auto* form = form_of(state, rules);
    return form == nullptr || state.at.place != Place::Form ? nullptr : form->find(state.at.subject);
}

std::string confirmation(const Filing& filing, const AnswerFault& fault) {
    const auto answered = filing.answers.find(fault.field);
    return fault.rule + ' ' + fault.field + ' ' + fault.words.zh + ' ' +
           (answered == filing.answers.end() ? std::string() : answered->second);
}

const AnswerFault* standing_fault(const Filing& filing, std::string_view field) {
    const AnswerFault* ask = nullptr;
    for (const auto& fault : filing.faults) {
        if (fault.field != field) continue;
        if (fault.effect == catalogue::Effect::Block) return &fault;
        if (fault.effect == catalogue::Effect::Ask && ask == nullptr &&
            !filing.confirmed.contains(confirmation(filing, fault))) {
            ask = &fault;
        }
    }
    return ask;
}

}  // namespace circle::visit
