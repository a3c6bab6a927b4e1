#include "kiosk/main/terminal.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "kiosk/events/events.h"
#include "kiosk/privacy/scrub.h"

namespace circle {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestSleep{5000};  // each pass pings the watchdog
constexpr std::int64_t kMinute = 60'000;     // the clock in the header

}  // namespace

Stamp Terminal::now() const {
    using namespace std::chrono;
    return {duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count() + advanced_ms_,
            duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

std::string Terminal::run() {
    show();
    watchdog_.ready();
    last_pass_ms_ = now().steady_ms;
    while (ending_.empty()) {
        watchdog_.ping(now().steady_ms);
        if (!stage_->wait(until_due())) ending_ = "window_closed";
        ++wakeups_;
        take_in();
        tick_ledger();
        happen(visit::Ticked{});
        show();
        serve_inspect();
        privacy::scrub_stack();
    }
    watchdog_.stopping();
    return ending_;
}

void Terminal::take_in() {
    for (auto& happening : queue_->take_all()) {
        if (const auto* end = std::get_if<EndAsked>(&happening)) {
            ending_ = end->signal == SIGTERM ? "terminated" : "interrupted";
        } else if (auto* card = std::get_if<drivers::card::Event>(&happening)) {
            log_event(*card);
            std::visit([&](auto& one) { happen(visit::Event(std::move(one))); }, *card);
        } else if (auto* printer = std::get_if<drivers::printer::Event>(&happening)) {
            log_event(*printer);
            std::visit([&](auto& one) { happen(visit::Event(std::move(one))); }, *printer);
        } else if (auto* line = std::get_if<relay::Event>(&happening)) {
            log_event(*line);
            std::visit([&](auto& one) { take_in(one); }, *line);
        }
    }
}

void Terminal::take_in(relay::Answered& answered) {
    if (ledger_ && ledger_->is_ours(answered.id)) return run_effects(ledger_->answered(answered, now()));
    happen(visit::Event(std::move(answered)));
}

void Terminal::take_in(relay::LineChanged& line) {
    happen(visit::Event(line));
    if (ledger_) run_effects(ledger_->line_changed(line, now()));
}

// What an effect leads to at once, such as the answer of the journal, waits until its step has run to its end.
void Terminal::happen(const visit::Event& event) {
    if (stepping_) {
        follows_.push_back(event);
        return;
    }
    stepping_ = true;
    step_visit(event);
    while (!follows_.empty()) {
        step_visit(follows_.front());
        follows_.pop_front();
    }
    stepping_ = false;
}

void Terminal::step_visit(const visit::Event& event) {
    run_effects(visit::step(state_, event, now(), rules_));
    log_place();
}

milliseconds Terminal::until_due() const {
    const auto at = now();
    const auto clock = at.steady_ms + kMinute - at.unix_ms % kMinute;
    auto due = std::min(visit::next_due_ms(state_, at, rules_), clock);
    if (const auto ledger = ledger_due_ms()) due = std::min(due, *ledger);
    auto left = std::clamp(milliseconds(due - at.steady_ms), milliseconds(0), kLongestSleep);
    if (const auto deadline = waits_.next_deadline()) {
        const auto wait = std::chrono::ceil<milliseconds>(*deadline - std::chrono::steady_clock::now());
        left = std::clamp(wait, milliseconds(0), left);
    }
    return left;
}

}  // namespace circle
