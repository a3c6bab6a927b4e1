// Puts the parts together. Whatever cannot start is told, and the terminal goes on with the rest.
#include <fmt/format.h>

#include <cstdlib>
#include <utility>

#include "drivers/printer/layout.h"
#include "kiosk/events/events.h"
#include "kiosk/main/terminal.h"

namespace circle {

using events::Token;

namespace {

constexpr std::size_t kQueueBound = 4096;       // of what may be lost; completions are never dropped
constexpr std::int64_t kJournalPause = 60'000;  // ms, until one that could not be opened is tried again

identity::Strength strength(catalogue::Identity needed) {
    switch (needed) {
        case catalogue::Identity::None:
            return identity::Strength::None;
        case catalogue::Identity::Shown:
            return identity::Strength::Shown;
        case catalogue::Identity::Verified:
            break;
    }
    return identity::Strength::Verified;
}

visit::Rules rules_from(const TerminalOptions& options) {
    const auto& settings = options.settings;
    visit::Rules rules;
    for (const auto* item : options.assets.catalogue.items_for(settings.site.kind)) {
        rules.offers.push_back({.id = item->id,
                                .groups = item->groups,
                                .needs = strength(item->identity),
                                .opens_query = item->opens == catalogue::Opens::Insurance,
                                .files = item->sheet.has_value()});
    }
    rules.catalogue = &options.assets.catalogue;  // the options stay where they are: Terminal does not move
    rules.areas = &options.assets.areas;
    rules.profile = &options.assets.profile;
    rules.point_name = settings.site.name;
    rules.has_printer = settings.devices.printer.has_value();
    rules.card_pair_checked = options.assets.profile.card_pair_checked;
    rules.institution = settings.site.institution;
    rules.entitlement_kinds = {"11", "21"};  // 普通门诊, 住院 (platform-interface.md §5 med_type)
    rules.default_language = settings::tag(settings.site.language);
    rules.out_of_service = settings.site.out_of_service || !options.unusable.empty();
    rules.open = [hours = settings.site.hours](const Civil& at) {
        return hours.open_at(at.weekday, at.hour * 60 + at.minute);
    };
    rules.timing = {.warn_after_s = settings.visit.warn_after,
                    .warn_after_elder_s = settings.visit.warn_after_elder,
                    .grace_s = settings.visit.grace,
                    .grace_elder_s = settings.visit.grace_elder};
    return rules;
}

view::Site site_from(const TerminalOptions& options) {
    const auto& site = options.settings.site;
    return {
        .name = site.name,
        .parent = site.parent,
        .phone = site.phone,
        .counter = site.counter,
        .out_of_service_reason = options.unusable.empty() ? site.out_of_service_reason : options.unusable,
        .hours = site.hours,
        .paper_columns = options.settings.devices.printer && options.settings.devices.printer->paper_mm == 58
                             ? drivers::printer::kColumns58
                             : drivers::printer::kColumns80};
}

drivers::printer::Wire wire_of(const settings::Transport& transport) {
    if (const auto* serial = std::get_if<settings::SerialLine>(&transport)) {
        return drivers::printer::SerialLine{serial->path, serial->baud};
    }
    if (const auto* tcp = std::get_if<settings::TcpLine>(&transport)) {
        return drivers::printer::TcpLine{tcp->host, tcp->port};
    }
    // The settings take no input device for a printer.
    return drivers::printer::UsbLine{std::get<settings::UsbPrinterLine>(transport).path};
}

}  // namespace

Terminal::Terminal(TerminalOptions options, events::Log& log, std::shared_ptr<events::MemorySink> recent)
    : options_(std::move(options)),
      log_(log),
      recent_(std::move(recent)),
      site_(site_from(options_)),
      rules_(rules_from(options_)) {}

Terminal::~Terminal() {
    // Parts that post to the queue stop before the queue goes; the line before the journal of what it carries.
    signals_.reset();
    inspect_.reset();
    relay_.reset();
    ledger_.reset();
    printer_.reset();
    reader_.reset();
}

tl::expected<std::unique_ptr<Terminal>, std::string> Terminal::start(
    TerminalOptions options, events::Log& log, std::shared_ptr<events::MemorySink> recent) {
    std::unique_ptr<Terminal> terminal(new Terminal(std::move(options), log, std::move(recent)));
    if (auto opened = terminal->open_stage(); !opened) return tl::unexpected(std::move(opened.error()));
    terminal->queue_ =
        std::make_unique<EventQueue>(kQueueBound, [stage = terminal->stage_.get()] { stage->wake(); });
    terminal->signals_ = std::make_unique<EndSignals>(
        [queue = terminal->queue_.get()](int signal) { queue->post(EndAsked{signal}); });
    terminal->state_ = visit::begin_of_day(terminal->rules_, terminal->now());
    terminal->logged_place_ = terminal->state_.at.place;
    if (!terminal->options_.inspect_socket.empty()) {
        if (auto opened = terminal->open_inspect(); !opened) return tl::unexpected(std::move(opened.error()));
    }
    // The first page is on the panel before the journal's disk and the certificates are asked for anything.
    terminal->show();
    if (terminal->options_.unusable.empty()) {
        terminal->start_reader();
        terminal->start_printer();
        terminal->open_ledger();  // what is open is known before the line and the first visit
        terminal->start_relay();
    }
    return terminal;
}

tl::expected<void, std::string> Terminal::open_stage() {
    const auto began = std::chrono::steady_clock::now();
    const auto& screen = options_.settings.screen;
    screens::StageSettings settings;
    settings.panel = {.width_mm = static_cast<float>(screen.width_mm),
                      .height_mm = static_cast<float>(screen.height_mm),
                      .rotation = screen.rotation,
                      .mounting_mm = static_cast<float>(screen.mounting_mm)};
    settings.renderer = settings::name(screen.renderer);
    settings.fullscreen = screen.fullscreen;
    settings.side = screens::Side::Left;  // on a desk: the demo's workbench stands at the right
    settings.allow_headless = !options_.inspect_socket.empty();
    settings.title = options_.settings.site.name;
    auto stage = screens::Stage::open(settings);
    if (!stage) return tl::unexpected("the window cannot be opened: " + stage.error().what);
    stage_ = std::move(*stage);
    const auto took = std::chrono::steady_clock::now() - began;
    log_.write(events::ScreenOpened{.renderer = Token::checked(settings.renderer),
                                    .width_px = stage_->size().width_px,
                                    .height_px = stage_->size().height_px,
                                    .took = std::chrono::duration_cast<std::chrono::milliseconds>(took)});
    return {};
}

void Terminal::start_reader() {
    const auto& device = options_.settings.devices.card;
    if (!device) return;
    reader_ = drivers::card::Reader::start(
        {.reader = device->reader},
        [queue = queue_.get()](drivers::card::Event event) { queue->post(std::move(event)); });
}

void Terminal::start_printer() {
    const auto& device = options_.settings.devices.printer;
    if (!device) return;
    printer_ = drivers::printer::Printer::start(
        {.wire = wire_of(device->transport), .paper_mm = device->paper_mm, .cutter = device->cutter},
        [queue = queue_.get()](drivers::printer::Event event) { queue->post(std::move(event)); });
}

void Terminal::open_ledger() {
    const auto refuse = [this](const std::string& token, const std::string& text) {
        if (token != journal_trouble_) {  // told once, not every minute
            journal_trouble_ = token;
            log_.write(events::JournalUnusable{.reason = Token::checked(token)});
            fmt::print(stderr, "{}\n", text);
        }
        happen(visit::JournalChanged{false, token});
    };
    const auto& from = options_.settings;
    const auto& profile = options_.assets.profile;
    journal_retry_ms_.reset();
    if (profile.transactions
            .empty()) {  // how a matter is settled stands there; why it is missing was told at start
        return refuse("no_profile", "the journal is not opened: there is no region profile");
    }
    auto opened = ledger::Ledger::open({.file = from.journal.path,
                                        .institution = from.site.institution,
                                        .terminal = from.terminal.number,
                                        .profile = &profile,
                                        .vfs = {}});
    auto begun = opened ? (*opened)->start(now()) : tl::unexpected(opened.error());
    if (!begun) {
        journal_retry_ms_ = now().steady_ms + kJournalPause;
        return refuse(begun.error().token, begun.error().text);
    }
    ledger_ = std::move(*opened);
    journal_trouble_.clear();
    const auto& book = ledger_->book();
    log_.write(events::JournalOpened{.open = book.open.size(), .handed_over = book.handed_over.size()});
    happen(visit::JournalChanged{true, {}});
    run_effects(std::move(*begun));
    const auto& line = state_.line;  // it may have come up before the journal did
    if (line.known) {
        relay::LineChanged known;
        known.up = line.up;
        known.signed_in = line.signed_in;
        known.reason = line.reason;
        run_effects(ledger_->line_changed(known, now()));
    }
}

void Terminal::start_relay() {
    const auto& from = options_.settings;
    relay::Settings settings;
    settings.url = from.platform.url;
    settings.ca_file = from.platform.ca;
    settings.certificate_file = from.platform.certificate;
    settings.key_file = from.platform.key;
    settings.access_key = from.platform.access_key;
    settings.secret_file = from.platform.secret_file;
    settings.profile_file = options_.profile_file;
    settings.mark_path = from.journal.path;
    settings.institution = from.site.institution;
    settings.institution_name = from.site.name;
    settings.area = from.site.region;
    settings.terminal = from.terminal.number;
    settings.connect_timeout = std::chrono::milliseconds(from.platform.connect_timeout_ms);
    settings.call_timeout = std::chrono::milliseconds(from.platform.call_timeout_ms);
    auto started = relay::Relay::start(
        settings, [queue = queue_.get()](relay::Event event) { queue->post(std::move(event)); });
    if (started) {
        relay_ = std::move(*started);
        return;
    }
    log_.write(events::RelayRefusedStart{});
    fmt::print(stderr, "{}\n", started.error());
    relay::LineChanged down;
    down.reason = "not_started";
    queue_->post(relay::Event(down));
}

tl::expected<void, std::string> Terminal::open_inspect() {
    auto opened = inspect::Channel::open(options_.inspect_socket, [stage = stage_.get()] { stage->wake(); });
    if (!opened) {
        log_.write(events::InspectRefused{});
        return tl::unexpected(std::move(opened.error()));
    }
    inspect_ = std::move(*opened);
    log_.write(events::InspectOpened{});
    return {};
}

}  // namespace circle
