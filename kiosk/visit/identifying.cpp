// From a card in the slot to a person: privacy notice, card, platform; and everything that can go wrong on the
// way.
#include <string>
#include <utility>

#include "drivers/contract/words.h"
#include "kiosk/visit/acts.h"
#include "kiosk/visit/table.h"

namespace circle::visit {
namespace {

using drivers::N_;
using drivers::card::CardData;

// What she is told; keys of the translations.
constexpr const char* kLineDown =
    N_("现在连不上医保平台，暂时不能查询。网络恢复后会自动继续，也可以先看办事指南，或到人工窗口办理");
constexpr const char* kNotAnswered =
    N_("医保平台没有给出完整的答复，没有显示任何人的信息。请再试一次，或到人工窗口办理");
constexpr const char* kOurFault =
    N_("本机与医保平台的通信出了问题，不是您的原因。请到人工窗口办理，工作人员会报修");
constexpr const char* kDeclined = N_("医保平台没有查到可以显示的信息。请到人工窗口核对");
constexpr const char* kIncompleteCard = N_("这张卡的信息不完整，不能查询。请到人工窗口办理");
constexpr const char* kCardDiffers =
    N_("卡里登记的号码与医保平台的不一致，为了安全没有显示。请带上身份证到人工窗口核对");

void trouble(Turn& turn, Trouble what) {
    turn.effects.push_back(Noted{"trouble", what.token});
    turn.state.visit->trouble = std::move(what);
    go(turn, Place::Trouble);
}

Trouble line_trouble(const Line& line) {
    return {Trouble::From::Line, line.reason.empty() ? "line_down" : line.reason, kLineDown, {}, true};
}

void read_card(Turn& turn) {
    auto& visit = *turn.state.visit;
    visit.trouble.reset();
    visit.reading = turn.state.next_request++;
    turn.effects.push_back(ReadCard{visit.reading});
    if (turn.state.at.place != Place::Reading) go(turn, Place::Reading);
}

// Type 03: card number with its 卡识别码 (platform-interface.md §4.1).
void ask_who(Turn& turn, const CardData& card) {
    auto& visit = *turn.state.visit;
    visit.asking = turn.state.next_request++;
    relay::Query query;
    query.id = visit.asking;
    query.transaction = "1101";
    query.fields = {
        {"mdtrt_cert_type", "03"}, {"mdtrt_cert_no", card.card_number}, {"card_sn", card.identification}};
    turn.effects.push_back(Ask{std::move(query)});
}

Trouble platform_trouble(const relay::Failure& failure) {
    using relay::FailureKind;
    switch (failure.kind) {
        case FailureKind::NotReached:
            return {Trouble::From::Line,
                    failure.reason,
                    N_("现在连不上医保平台，暂时不能查询。网络恢复后会自动继续，也可以先看办事指南，或到人工窗"
                       "口办理"),
                    {},
                    true};
        case FailureKind::TimedOut:
        case FailureKind::Broken:
            return {Trouble::From::Platform, failure.reason, kNotAnswered, {}, true};
        case FailureKind::Refused:
            return {Trouble::From::Platform, failure.reason, kOurFault, {}, true};
        case FailureKind::Declined:
            return {Trouble::From::Platform, failure.reason, kDeclined, failure.message, true};
        case FailureKind::Invalid:
        case FailureKind::Cancelled:
            break;
    }
    return {Trouble::From::Platform, failure.reason, kIncompleteCard, {}, true};
}

// EF06, where it can be read, must name the same person as the platform (design §3); it is never the key.
bool same_person(const CardData& card, const identity::Person& person) {
    if (!card.holder || card.holder->id_number.empty()) return true;
    return card.holder->id_number == person.id_number;
}

void welcome(Turn& turn, identity::Person person) {
    auto& visit = *turn.state.visit;
    person.strength = turn.rules.card_pair_checked ? identity::Strength::Verified : identity::Strength::Shown;
    visit.person = std::move(person);
    visit.trail.clear();
    turn.effects.push_back(
        Noted{"identified", visit.person->strength == identity::Strength::Verified ? "verified" : "shown"});
    look_back(turn);
}

}  // namespace

void agree(Turn& turn) {
    turn.state.visit->agreed = true;
    identify(turn);
}

void identify(Turn& turn) {
    auto& state = turn.state;
    if (!state.visit->agreed) return go(turn, Place::Notice);
    if (state.line.known && !state.line.usable()) return trouble(turn, line_trouble(state.line));
    state.visit->trouble.reset();
    if (state.card.inside != 0) return read_card(turn);
    go(turn, Place::Identify);
}

void try_again(Turn& turn) { identify(turn); }

void stop_work(Turn& turn) {
    if (!turn.state.visit) return;
    auto& visit = *turn.state.visit;
    if (visit.reading != 0) turn.effects.push_back(StopReading{visit.reading});
    if (visit.asking != 0) turn.effects.push_back(StopAsking{visit.asking});
    visit.reading = visit.asking = 0;
    visit.card.reset();
    stop_printing(turn);
    if (turn.state.at.place != Place::Query) return;
    for (const auto& question : visit.questions) {
        if (question.waiting) turn.effects.push_back(StopAsking{question.id});
    }
    visit.questions.clear();
}

void card_inserted(Turn& turn, const drivers::card::Inserted& event) {
    auto& state = turn.state;
    state.card.inside = event.generation;
    state.touched_ms = turn.now.steady_ms;
    switch (state.at.place) {
        case Place::Idle:
        case Place::Farewell:
            if (event.found) {  // left behind: it never opens a visit
                turn.effects.push_back(Noted{"forgotten", {}});
                rest(turn);
                return go(turn, Place::Forgotten);
            }
            // At rest she may have chosen the large view before showing her card; after a farewell somebody
            // else comes.
            if (state.at.place == Place::Farewell) rest(turn);
            if (state.at.place != Place::Idle) return;
            begin(turn, "card");
            return go(turn, Place::Notice);
        case Place::Identify:
        case Place::Trouble:
            return identify(turn);
        case Place::Home:
        case Place::Group:
        case Place::Guide:
        case Place::Query:
        case Place::Form:
        case Place::Review:
        case Place::Result:
        case Place::AskCode:
        case Place::Paper:
        case Place::Stronger:
        case Place::Counter:
        case Place::Help:
            if (!state.visit) return;
            if (!state.visit->person) return identify(turn);
            if (event.found) return;  // the reader came back, the card never left
            // Another card, or the same one again: nobody can tell before it is read, so the visit ends.
            leave(turn, "other_card");
            rest(turn);
            if (state.at.place != Place::Idle) return;
            begin(turn, "card");
            return go(turn, Place::Notice);
        case Place::Closed:
        case Place::OutOfService:
        case Place::Forgotten:
        case Place::Notice:
        case Place::Reading:
        case Place::Sending:
            return;
    }
}

void card_removed(Turn& turn) {
    auto& state = turn.state;
    state.card.inside = 0;
    if (state.at.place == Place::Forgotten) return rest(turn);
    if (state.at.place == Place::Farewell) {
        state.entered_ms = turn.now.steady_ms;  // the thanks are read from now on
        return;
    }
    if (state.visit && state.visit->by_card && !state.visit->agreed) return leave(turn, "card_taken");
    // The card is not needed for what is on its way; how it ends is shown to whoever stands there.
    if (state.at.place == Place::Sending) return;
    if (state.visit && state.visit->person && state.dialog == Dialog::None) {
        state.dialog = Dialog::CardTaken;
        state.dialog_ms = turn.now.steady_ms;
    }
}

void reader_changed(Turn& turn, const drivers::card::StateChanged& event) {
    using drivers::State;
    auto& state = turn.state;
    state.card.reader = event.state;
    state.card.trouble_text = event.error ? event.error->resident_text : std::string();
    const bool lost = event.state == State::Absent || event.state == State::Faulted;
    if (!lost || state.card.inside == 0) return;
    state.card.inside = 0;  // unknown; when the reader comes back it says what is in it
    if (state.at.place == Place::Forgotten) rest(turn);
    if (state.at.place == Place::Farewell) state.entered_ms = turn.now.steady_ms;
}

void card_read(Turn& turn, const drivers::card::ReadDone& event) {
    auto& state = turn.state;
    if (!state.visit || event.request != state.visit->reading) return;  // of a visit that is over
    auto& visit = *state.visit;
    visit.reading = 0;
    if (!event.result) {
        const auto& error = event.result.error();
        if (error.code == drivers::Code::Cancelled) return;
        ++visit.reads;
        return trouble(
            turn, {Trouble::From::Card, std::string(drivers::name(error.code)), error.resident_text, {}, true});
    }
    visit.card = *event.result;
    ask_who(turn, *visit.card);
}

void person_answered(Turn& turn, const relay::Answered& event) {
    auto& visit = *turn.state.visit;
    visit.asking = 0;
    const auto card = std::exchange(visit.card, std::nullopt);
    if (!event.result) return trouble(turn, platform_trouble(event.result.error()));
    auto person = identity::person_from(*event.result);
    if (!person) {
        return trouble(turn, {Trouble::From::Platform, person.error().reason, kNotAnswered, {}, true});
    }
    if (card && !same_person(*card, *person)) {
        return trouble(turn, {Trouble::From::Person, "card_differs", kCardDiffers, {}, false});
    }
    welcome(turn, std::move(*person));
}

void line_changed(Turn& turn, const relay::LineChanged& event) {
    auto& state = turn.state;
    state.line = {.known = true, .up = event.up, .signed_in = event.signed_in, .reason = event.reason};
    const bool waiting_for_line = state.at.place == Place::Trouble && state.visit && state.visit->trouble &&
                                  state.visit->trouble->from == Trouble::From::Line;
    if (waiting_for_line && state.line.usable()) identify(turn);
}

}  // namespace circle::visit
