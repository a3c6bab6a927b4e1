// The inspect channel's requests, carried out in the main thread between two passes. What is done on the panel
// stands in finger.cpp.
#include <utility>

#include "kiosk/main/terminal.h"

namespace circle {

using inspect::Code;

void Terminal::serve_inspect() {
    if (!inspect_) return;
    for (auto& request : inspect_->take()) {
        if (auto* wait = std::get_if<inspect::Wait>(&request.command)) {
            waits_.add(request.id, std::move(*wait), std::chrono::steady_clock::now());
            continue;
        }
        inspect_->reply(request.id, carry_out(request.command));
    }
    answer_waits();
}

void Terminal::answer_waits() {
    if (waits_.empty()) return;
    const auto state = state_now();
    const inspect::Snapshot snapshot{
        .tree = frame_.tree, .state = state, .settled = settled_, .events = [this](std::uint64_t after) {
            std::vector<inspect::LoggedEvent> events;
            for (const auto& record : recent_->since(after)) {
                events.push_back({record.seq, std::string(record.info->id), record.line()});
            }
            return events;
        }};
    for (auto& [id, reply] : waits_.check(snapshot, std::chrono::steady_clock::now())) {
        inspect_->reply(id, std::move(reply));
    }
}

inspect::Reply Terminal::carry_out(const inspect::Command& command) {
    if (inspect::acts(command)) waits_.acting(log_.last());
    if (const auto* tapped = std::get_if<inspect::Tap>(&command)) return tap(tapped->node);
    if (const auto* text = std::get_if<inspect::Text>(&command)) return write(*text);
    if (const auto* stroke = std::get_if<inspect::Stroke>(&command)) return write(*stroke);
    if (std::holds_alternative<inspect::Tree>(command))
        return inspect::Nodes{shown_ ? shown_->id : "", frame_.tree};
    if (std::holds_alternative<inspect::State>(command)) return state_now();
    if (std::holds_alternative<inspect::Counters>(command)) return counters_now();
    if (std::holds_alternative<inspect::Said>(command))
        return inspect::SaidSince{};  // no speaker yet: nothing was said
    if (const auto* advance = std::get_if<inspect::Advance>(&command)) {
        advanced_ms_ += advance->by.count();
        happen(visit::Ticked{});
        show();
        return inspect::Done{};
    }
    if (const auto* shot = std::get_if<inspect::Screenshot>(&command)) {
        if (auto saved = stage_->screenshot(shot->path); !saved)
            return inspect::Error{Code::Failed, saved.error().what};
        return inspect::Saved{shot->path};
    }
    if (std::holds_alternative<inspect::Quit>(command)) {
        ending_ = "quit";
        return inspect::Done{};
    }
    return inspect::Error{Code::Unsupported, "there is no keyboard in this version"};
}

inspect::StateNow Terminal::state_now() const {
    inspect::StateNow now;
    now.state = visit::name(state_.at.place);
    if (state_.dialog != visit::Dialog::None) now.dialog = visit::name(state_.dialog);
    now.language = state_.language;
    now.view = state_.density == screens::view::Density::Elder ? "elder" : "standard";
    if (!ledger_) return now;
    if (auto counts = ledger_->counts()) {
        for (auto& [state, matters] : *counts) now.transactions.emplace_back(state, matters);
    }
    return now;
}

inspect::CountersNow Terminal::counters_now() const {
    const auto drawn = stage_->counters();
    return {{{"frames", drawn.frames},
             {"layouts", drawn.layouts},
             {"wakeups", wakeups_},
             {"visits", state_.visits}}};
}

}  // namespace circle
