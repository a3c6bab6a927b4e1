#include "tests/simulation/watch.h"

#include <algorithm>
#include <utility>

namespace circle::simulation {

using visit::Place;

namespace {

constexpr std::int64_t kLongestSending = 80'000;  // its own limit, and time for one look at the clock

bool needs_nobody(Place place) {
    return place == Place::Idle || place == Place::Closed || place == Place::OutOfService ||
           place == Place::Forgotten || place == Place::Farewell;
}

// Where something of hers is done or read; never before she knows how her earlier matters stand.
bool is_business(Place place) {
    return place == Place::Home || place == Place::Group || place == Place::Guide || place == Place::Query ||
           place == Place::Form || place == Place::Review || place == Place::Sending || place == Place::Paper;
}

}  // namespace

Watch::Before Watch::before(const visit::State& state) {
    Before now;
    now.place = state.at.place;
    if (!state.visit) return now;
    now.visit = state.visit->number;
    if (state.visit->person) now.person = state.visit->person->number;
    if (state.visit->outcome) {
        now.matter = state.visit->outcome->matter;
        now.by_code = state.visit->outcome->by_code;
    }
    return now;
}

Touch* Watch::touch_of(std::uint64_t matter) {
    const auto found = touches_.find(matter);
    return found == touches_.end() ? nullptr : &found->second;
}

void Watch::stepped(const Before& before, const visit::Event& event, const visit::Effects& effects,
                    const visit::State& after) {
    const auto* touched = std::get_if<visit::Touched>(&event);
    const std::string node = touched != nullptr ? touched->node : std::string();
    for (const auto& effect : effects) {
        if (const auto* submit = std::get_if<visit::Submit>(&effect)) submitted(before, node, *submit);
        if (const auto* tell = std::get_if<visit::Tell>(&effect)) told(before, node, tell->matter);
        if (const auto* rate = std::get_if<visit::Rate>(&effect)) rated(before, rate->matter);
        if (const auto* end = std::get_if<visit::VisitEnded>(&effect)) ended(end->number, after);
    }
    if (!after.visit) {
        if (!needs_nobody(after.at.place)) fail(0, "a page of a visit, and nobody's visit");
        due_.clear();
        return;
    }
    const auto& visit = *after.visit;
    const bool of_somebody = visit.outcome && !visit.outcome->by_code;
    if (!visit.person && (visit.filing || of_somebody || !visit.earlier.empty() || !visit.filed.empty()))
        fail(0, "a matter of somebody, and nobody is signed in");
    if (std::holds_alternative<visit::LookedBack>(event)) {
        for (const auto& one : visit.earlier) {
            const Touch* touch = touch_of(one.matter);
            if (touch != nullptr && touch->acknowledged == Touch::Acknowledged::Kept)
                fail(one.matter, "she is told again what she has acknowledged");
        }
    }
}

void Watch::submitted(const Before& before, const std::string& node, const visit::Submit& submit) {
    if (node != "review.send" || before.place != Place::Review)
        fail(0, "handed in without her touch on `send`");
    if (submit.person != before.person) fail(0, "handed in for somebody else");
    if (!read_) return;  // then it is the ledger that holds it back
    for (const auto& [matter, touch] : touches_) {
        const bool open =
            touch.known == State::Recorded || touch.known == State::Sending || touch.known == State::Unknown;
        if (open && touch.person == submit.person && touch.transaction == submit.transaction)
            fail(matter, "handed in once more while it is open");
    }
}

void Watch::told(const Before& before, const std::string& node, std::uint64_t matter) {
    Touch* touch = touch_of(matter);
    if (touch == nullptr || touch->person != before.person)
        return fail(matter, "somebody else's counts as told");
    if (before.matter != matter || before.by_code || before.place != Place::Result ||
        (node != "result.done" && node != "result.home"))
        fail(matter, "counts as told, and she has not acknowledged it");
    if (!transaction::settled(touch->known)) fail(matter, "counts as told, and it is open");
    if (touch->acknowledged == Touch::Acknowledged::No) touch->acknowledged = Touch::Acknowledged::Tried;
}

void Watch::rated(const Before& before, std::uint64_t matter) {
    Touch* touch = touch_of(matter);
    if (touch == nullptr || touch->person != before.person) return fail(matter, "judged by somebody else");
    if (std::exchange(touch->rated, true)) fail(matter, "judged a second time");
}

void Watch::ended(std::uint64_t visit, const visit::State& after) {
    if (!after.visit) return;
    const auto& next = *after.visit;  // begun by another card in the same step
    if (next.number == visit || next.person || next.filing || next.outcome || !next.earlier.empty() ||
        !next.filed.empty() || !next.questions.empty() || next.card)
        fail(0, "something of a visit is left after its end");
}

void Watch::shown(const visit::State& state, const std::string& card_in_slot, std::int64_t now_ms) {
    const Place place = state.at.place;
    if (place != Place::Sending) sending_since_ms_.reset();
    if (place == Place::Sending &&
        now_ms - *(sending_since_ms_ ? sending_since_ms_ : sending_since_ms_ = now_ms) > kLongestSending)
        fail(0, "she waits before `sending` without end");
    if (!state.visit) return;
    const auto& visit = *state.visit;
    const std::string person = visit.person ? visit.person->number : std::string();
    if (visit.person && state.card.inside != 0 && person != card_in_slot)
        fail(0, "her card is in the slot, and somebody else is signed in");
    for (const auto& one : visit.earlier) shown_matter(one, person, now_ms);
    if (visit.outcome && place == Place::Result) {
        shown_matter(*visit.outcome, person, now_ms);
        due_.erase(visit.outcome->matter);
    }
    if (visit.person && is_business(place) && !visit.looking_back && !due_.empty())
        fail(*due_.begin(), "she was not told how it stands before anything else");
    if (std::ranges::any_of(visit.filed,
                            [&](const visit::Filed& one) { return value_of(one.fields, "psn_no") != person; }))
        fail(0, "a filing of somebody else may be taken back");
}

// Not more than the ledger has said, nor less; and true.
void Watch::shown_matter(const visit::Outcome& outcome, const std::string& person, std::int64_t now_ms) {
    const Touch* touch = touch_of(outcome.matter);
    if (touch == nullptr) return fail(outcome.matter, "shown, and nobody has handed it in");
    if (outcome.state != touch->known)
        fail(outcome.matter,
             "shown as " + std::string(name(outcome.state)) + ", and it is " + std::string(name(touch->known)));
    truth_.check(*touch, outcome.state, now_ms);
    if (!outcome.by_code) {
        if (touch->person != person) fail(outcome.matter, "shown to somebody else");
    } else if (!outcome.item.empty() || !outcome.words.empty() || !outcome.handle.empty() ||
               !outcome.platform_words.empty() || !outcome.code.empty()) {
        fail(outcome.matter, "its code shows more than how it stands");
    }
}

void Watch::identified(const std::string& person, const std::string& card_of) {
    if (person != card_of) fail(0, "signed in with somebody else's card");
}

void Watch::looked_back(const std::string& person, const std::optional<std::vector<ledger::Known>>& said,
                        Reader& reader) {
    due_.clear();
    read_ = said.has_value();
    if (!said) return;
    std::size_t hers = 0;
    for (const Seen& row : reader.all()) {
        const Touch* touch = touch_of(row.matter);
        if (touch == nullptr || touch->person != person) continue;
        if (!(row.settled && row.told)) ++hers;
        if (!row.settled || touch->acknowledged == Touch::Acknowledged::No) due_.insert(row.matter);
    }
    if (said->size() != hers)
        fail(0, "the ledger shows her " + std::to_string(said->size()) + " of her " + std::to_string(hers) +
                    " matters");
}

void Watch::numbered(std::string code, std::string key) {
    code_ = std::move(code);
    key_ = std::move(key);
}

// What is handed in is what she wanted and saw on the page before.
void Watch::sent(const visit::Submit& submit, const Guest& guest) {
    const auto& wish = guest.wish();
    bool same = submit.code == code_ && value_of(submit.fields, "psn_no") == submit.person;
    const auto check = [&](const char* column, const char* field) {
        const auto wants = wish.answers.find(field);
        const auto has = value_of(submit.fields, column);
        same = same && wants != wish.answers.end() && has.substr(0, wants->second.size()) == wants->second;
    };
    if (submit.transaction == "LC13") {
        same = same && wish.what == Wish::For::Away && value_of(submit.fields, "local_key") == key_;
        for (const char* field : {"rloc_admdvs", "begndate", "tel"}) check(field, field);
    } else if (submit.transaction == "2501") {
        same = same && wish.what == Wish::For::Referral;
        check("diag_code", "diag");
        check("reflin_medins_no", "hospital");
        check("refl_date", "refl_date");
        check("tel", "tel");
    } else {
        same = same && submit.transaction == "2502" && wish.what == Wish::For::TakeBack &&
               value_of(submit.fields, "trt_dcla_detl_sn") == guest.taken_back();
    }
    if (!same) fail(0, "handed in is not what she has looked over");
}

void Watch::found(const std::string& code, const std::optional<ledger::Known>& said) {
    std::uint64_t newest = 0;
    for (const auto& [matter, touch] : touches_) {
        if (touch.code == code && touch.told != State::Drafted) newest = matter;
    }
    if (newest != 0 && !said) return fail(newest, "not found by its code");
    if (!said) return;
    const Touch* touch = touch_of(said->matter);
    if (touch == nullptr || touch->code != code || said->matter < newest)
        fail(said->matter, "found by another one's code");
}

void Watch::process_gone() {
    due_.clear();
    sending_since_ms_.reset();
}

}  // namespace circle::simulation
