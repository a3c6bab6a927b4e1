// What the visit asks to be done.
#include <utility>

#include "kiosk/events/events.h"
#include "kiosk/main/terminal.h"

namespace circle {

using events::Token;

void Terminal::run_effects(visit::Effects effects) {
    for (auto& effect : effects) std::visit([this](auto& one) { run_effect(one); }, effect);
}

void Terminal::run_effect(visit::ReadCard& effect) {
    log_.write(events::CardReadBegin{.request = effect.request, .generation = state_.card.inside});
    if (reader_) reader_->submit(effect.request);
}

void Terminal::run_effect(visit::StopReading& effect) {
    if (reader_) reader_->cancel(effect.request);
}

void Terminal::run_effect(visit::Ask& effect) { run_effect(effect.query); }

void Terminal::run_effect(visit::StopAsking& effect) {
    if (relay_) relay_->cancel(effect.id);
}

void Terminal::run_effect(visit::Print& effect) {
    log_.write(events::PrintBegin{.request = effect.request, .copy = effect.copy});
    print_began_ms_ = now().steady_ms;
    if (printer_) {
        printer_->submit(effect.request, view::slip(state_, scene(), options_.assets.texts(state_.language)));
        return;
    }
    queue_->post(drivers::printer::Event(
        drivers::printer::Printed{effect.request, drivers::Certainty::NotDone, std::nullopt}));
}

void Terminal::run_effect(visit::StopPrinting& effect) {
    if (printer_) printer_->cancel(effect.request);
}

void Terminal::run_effect(visit::VisitBegan& effect) {
    log_.write(events::VisitStarted{.visit = effect.number, .by = Token::checked(effect.how)});
}

void Terminal::run_effect(visit::VisitEnded& effect) {
    log_.write(events::VisitEnded{
        .visit = effect.number, .reason = Token::checked(effect.reason), .seconds = effect.lasted_ms / 1000});
    if (ledger_) run_effects(ledger_->visit_ended(now()));
    wiped_visit_ = effect.number;
    wipe_due_ = true;
}

void Terminal::run_effect(visit::Noted& effect) {
    const auto visit = state_.visits;
    const auto detail = Token::checked(effect.detail);
    if (effect.what == "identified") {
        log_.write(events::VisitIdentified{.visit = visit, .strength = detail, .by = "card"});
    } else if (effect.what == "trouble") {
        log_.write(events::VisitTrouble{
            .visit = visit, .origin = Token::checked(name(state_.at.place)), .reason = detail});
    } else if (effect.what == "warned") {
        log_.write(events::VisitTimeoutWarned{.visit = visit, .state = detail});
    } else if (effect.what == "extended") {
        log_.write(events::VisitTimeoutExtended{.visit = visit, .times = 1});
    } else if (effect.what == "help") {
        log_.write(events::VisitHelpAsked{.visit = visit, .state = detail});
    } else if (effect.what == "counter") {
        log_.write(events::VisitCounterAsked{.visit = visit, .state = detail});
    } else if (effect.what == "language") {
        log_.write(events::VisitLanguageChanged{.visit = visit, .language = detail});
    } else if (effect.what == "view") {
        log_.write(events::VisitViewChanged{.visit = visit, .view = detail});
    } else if (effect.what == "held_back") {
        log_.write(events::VisitHeldBack{.visit = visit, .transaction = detail});
    } else if (effect.what == "incomplete") {
        log_.write(events::VisitIncomplete{.visit = visit, .column = detail});
    } else if (effect.what == "forgotten") {
        log_.write(events::CardForgotten{.generation = state_.card.inside});
    }
}

}  // namespace circle
