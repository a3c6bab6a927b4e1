// The composition root: owns every part of a running terminal and turns the loop (design §2 "The way of one
// event").
//
//     device / platform / finger → queue → visit::step → effects run → view::compose → stage draws → intents
//
// One thread, the main one. Parts post to the queue from threads of their own; nothing else is shared.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "drivers/card/reader.h"
#include "drivers/printer/printer.h"
#include "kiosk/events/log.h"
#include "kiosk/events/sinks.h"
#include "kiosk/inspect/channel.h"
#include "kiosk/inspect/waits.h"
#include "kiosk/ledger/ledger.h"
#include "kiosk/main/assets.h"
#include "kiosk/main/happening.h"
#include "kiosk/main/signals.h"
#include "kiosk/main/watchdog.h"
#include "kiosk/relay/relay.h"
#include "kiosk/settings/settings.h"
#include "kiosk/view/compose.h"
#include "kiosk/visit/step.h"
#include "screens/stage/stage.h"

namespace circle {

struct TerminalOptions {
    settings::Settings settings;
    Assets assets;
    std::string profile_file;
    std::string inspect_socket;  // empty: no inspect channel
    std::string unusable;        // why the configuration cannot be used, for the technician; empty: it can
};

class Terminal {
  public:
    // Opens the window and starts every part. A part that cannot start leaves the terminal in service without
    // it; only a window that cannot be opened fails, in words for the technician.
    static tl::expected<std::unique_ptr<Terminal>, std::string> start(
        TerminalOptions options, events::Log& log, std::shared_ptr<events::MemorySink> recent);
    ~Terminal();
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    // Until the window is closed or the process is asked to end. Returns the token of the reason.
    std::string run();

  private:
    Terminal(TerminalOptions options, events::Log& log, std::shared_ptr<events::MemorySink> recent);

    // starting.cpp
    tl::expected<void, std::string> open_stage();
    void start_reader();
    void start_printer();
    void open_ledger();
    void start_relay();
    tl::expected<void, std::string> open_inspect();

    // terminal.cpp: the loop
    Stamp now() const;
    void take_in();
    void take_in(relay::Answered& answered);
    void take_in(relay::LineChanged& line);
    void happen(const visit::Event& event);  // in the middle of an effect: after all effects of that step
    void step_visit(const visit::Event& event);
    std::chrono::milliseconds until_due() const;

    // effects.cpp
    void run_effects(visit::Effects effects);
    void run_effect(visit::ReadCard& effect);
    void run_effect(visit::StopReading& effect);
    void run_effect(visit::Ask& effect);
    void run_effect(visit::StopAsking& effect);
    void run_effect(visit::Print& effect);
    void run_effect(visit::StopPrinting& effect);
    void run_effect(visit::VisitBegan& effect);
    void run_effect(visit::VisitEnded& effect);
    void run_effect(visit::Noted& effect);
    void wipe();

    // matters.cpp: between visit, ledger and line
    void run_effects(ledger::Effects effects);
    void run_effect(relay::Order& order);
    void run_effect(relay::Query& query);
    void run_effect(ledger::Moved& moved);
    void run_effect(transaction::Noted& noted);
    void run_effect(visit::LookBack& effect);
    void run_effect(visit::Reserve& effect);
    void run_effect(visit::Submit& effect);
    void run_effect(visit::Tell& effect);
    void run_effect(visit::FindFiled& effect);
    void run_effect(visit::FindByCode& effect);
    void run_effect(visit::Rate& effect);
    void tick_ledger();
    std::optional<std::int64_t> ledger_due_ms() const;
    void not_sent(std::uint64_t call, std::string transaction);

    // logging.cpp: what goes into the log, and nothing about the person
    void log_place();
    void log_event(const drivers::card::Event& event);
    void log_event(const drivers::printer::Event& event);
    void log_event(const relay::Event& event);
    void log_call(std::uint64_t call, const std::string& transaction);

    // showing.cpp
    view::Scene scene() const;
    void show();       // draws until nothing moves; touches on the way are taken in
    bool draw_page();  // one frame; true: a finger was felt, so look once more

    // remote.cpp: the inspect channel
    void serve_inspect();
    void answer_waits();
    inspect::Reply carry_out(const inspect::Command& command);
    inspect::StateNow state_now() const;
    inspect::CountersNow counters_now() const;

    // finger.cpp: what a request does on the panel
    const screens::Node* node_of(const std::string& id) const;
    tl::expected<screens::Node, inspect::Error> in_sight(const std::string& id);
    inspect::Reply tap(const std::string& node);
    inspect::Reply write(const inspect::Text& text);
    inspect::Reply write(const inspect::Stroke& stroke);

    TerminalOptions options_;
    events::Log& log_;
    std::shared_ptr<events::MemorySink> recent_;
    view::Site site_;
    visit::Rules rules_;
    std::unique_ptr<screens::Stage> stage_;
    std::unique_ptr<EventQueue> queue_;
    std::unique_ptr<drivers::card::Reader> reader_;
    std::unique_ptr<drivers::printer::Printer> printer_;
    std::unique_ptr<ledger::Ledger> ledger_;
    std::string journal_trouble_;  // token; empty while the ledger is open
    std::optional<std::int64_t>
        journal_retry_ms_;  // steady: when a journal that could not be opened is tried again
    std::unique_ptr<relay::Relay> relay_;
    std::unique_ptr<inspect::Channel> inspect_;
    inspect::Waits waits_;
    std::unique_ptr<EndSignals> signals_;
    Watchdog watchdog_;

    visit::State state_;
    bool stepping_ = false;
    std::list<visit::Event> follows_;  // a list: each is a heap block of its own, which is wiped as it goes
    std::unique_ptr<screens::view::Page> shown_;  // on the heap: wiped when it goes
    screens::Frame frame_;
    bool settled_ = false;
    bool wipe_due_ = false;
    std::uint64_t wiped_visit_ = 0;
    visit::Place logged_place_ = visit::Place::Idle;
    std::int64_t advanced_ms_ = 0;  // by the inspect channel
    std::uint64_t wakeups_ = 0;
    std::string ending_;  // reason token; empty while it runs
    std::int64_t last_pass_ms_ = 0;
    std::int64_t print_began_ms_ = 0;
};

}  // namespace circle
