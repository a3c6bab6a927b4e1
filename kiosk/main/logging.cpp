// What goes into the log of the things that happen: kinds, codes and durations, nothing about the person.
#include "kiosk/events/events.h"
#include "kiosk/main/terminal.h"

namespace circle {

using events::RawCode;
using events::SiteLabel;
using events::Token;

namespace {

std::string_view token_of(relay::FailureKind kind) {
    switch (kind) {
        case relay::FailureKind::Invalid:
            return "invalid";
        case relay::FailureKind::NotReached:
            return "not_reached";
        case relay::FailureKind::TimedOut:
            return "timed_out";
        case relay::FailureKind::Broken:
            return "broken";
        case relay::FailureKind::Refused:
            return "refused";
        case relay::FailureKind::Declined:
            return "declined";
        case relay::FailureKind::Cancelled:
            return "cancelled";
    }
    return "unknown";
}

constexpr int kCertificateEndingDays = 30;

// The book of open matters numbers its calls from here on, the visit from 1.
const std::uint64_t kMatterCalls = transaction::Book{}.next_call;

Token caller(std::uint64_t call) { return call >= kMatterCalls ? Token("matter") : Token("visit"); }
std::uint64_t call_number(std::uint64_t call) { return call >= kMatterCalls ? call - kMatterCalls + 1 : call; }

}  // namespace

void Terminal::log_place() {
    if (state_.at.place == logged_place_) return;
    if (state_.at.place == visit::Place::Closed) log_.write(events::HoursClosed{});
    if (logged_place_ == visit::Place::Closed && state_.at.place == visit::Place::Idle) {
        log_.write(events::HoursOpened{});
    }
    logged_place_ = state_.at.place;
    log_.write(
        events::VisitStateEntered{.visit = state_.visits, .state = Token::checked(name(state_.at.place))});
}

void Terminal::log_event(const drivers::card::Event& event) {
    const auto token = [](std::string_view word) { return Token::checked(word); };
    if (const auto* inserted = std::get_if<drivers::card::Inserted>(&event)) {
        log_.write(events::CardInserted{.generation = inserted->generation});
    } else if (const auto* removed = std::get_if<drivers::card::Removed>(&event)) {
        log_.write(events::CardRemoved{.generation = removed->generation});
    } else if (const auto* changed = std::get_if<drivers::card::StateChanged>(&event)) {
        const auto& device = options_.settings.devices.card;
        const auto& error = changed->error;
        log_.write(events::DeviceStateChanged{
            .device = "card",
            .id = SiteLabel::from_configuration(device ? device->reader : std::string()),
            .from = token(drivers::name(state_.card.reader)),
            .to = token(drivers::name(changed->state)),
            .code = token(error ? drivers::name(error->code) : std::string_view{}),
            .locus = token(error ? drivers::name(error->locus) : std::string_view{}),
            .raw = RawCode::checked(error ? error->raw : std::string())});
    } else if (const auto* done = std::get_if<drivers::card::ReadDone>(&event)) {
        const bool good = done->result.has_value();
        const auto* error = good ? nullptr : &done->result.error();
        log_.write(events::CardReadEnd{
            .request = done->request,
            .generation = done->generation,
            .success = good,
            .code = token(error != nullptr ? drivers::name(error->code) : std::string_view{}),
            .locus = token(error != nullptr ? drivers::name(error->locus) : std::string_view{}),
            .raw = RawCode::checked(error != nullptr ? error->raw : std::string()),
            .took = std::chrono::milliseconds(now().steady_ms - state_.entered_ms)});
        if (!good) return;
        for (const auto& warning : done->result->warnings) {
            log_.write(events::CardWarning{.generation = done->generation, .warning = token(warning)});
        }
    }
}

void Terminal::log_event(const drivers::printer::Event& event) {
    const auto code = [](const std::optional<drivers::Error>& error) {
        return Token::checked(error ? drivers::name(error->code) : std::string_view{});
    };
    const auto locus = [](const std::optional<drivers::Error>& error) {
        return Token::checked(error ? drivers::name(error->locus) : std::string_view{});
    };
    const auto raw = [](const std::optional<drivers::Error>& error) {
        return RawCode::checked(error ? error->raw : std::string());
    };
    if (const auto* changed = std::get_if<drivers::printer::StateChanged>(&event)) {
        const auto& device = options_.settings.devices.printer;
        log_.write(events::DeviceStateChanged{
            .device = "printer",
            .id = SiteLabel::from_configuration(device ? settings::text(device->transport) : std::string()),
            .from = Token::checked(drivers::name(state_.printer.printer)),
            .to = Token::checked(drivers::name(changed->state)),
            .code = code(changed->error),
            .locus = locus(changed->error),
            .raw = raw(changed->error)});
        return;
    }
    const auto& done = std::get<drivers::printer::Printed>(event);
    log_.write(events::PrintEnd{.request = done.request,
                                .certainty = Token::checked(drivers::name(done.certainty)),
                                .code = code(done.error),
                                .locus = locus(done.error),
                                .raw = raw(done.error),
                                .took = std::chrono::milliseconds(now().steady_ms - print_began_ms_)});
}

void Terminal::log_call(std::uint64_t call, const std::string& transaction) {
    log_.write(events::RelayCallBegin{
        .by = caller(call), .call = call_number(call), .transaction = Token::checked(transaction)});
}

void Terminal::log_event(const relay::Event& event) {
    if (const auto* answered = std::get_if<relay::Answered>(&event)) {
        const auto* failure = answered->result ? nullptr : &answered->result.error();
        log_.write(events::RelayCallEnd{
            .by = caller(answered->id),
            .call = call_number(answered->id),
            .transaction = Token::checked(answered->transaction),
            .outcome = Token::checked(failure == nullptr ? "answered" : token_of(failure->kind)),
            .reason = Token::checked(failure == nullptr ? std::string() : failure->reason),
            .took = answered->took});
        return;
    }
    const auto& line = std::get<relay::LineChanged>(event);
    if (line.up && line.signed_in) {
        log_.write(events::LineUp{.signed_in = true});
    } else if (line.up) {
        log_.write(events::LineSignInRefused{.reason = Token::checked(line.reason)});
    } else {
        log_.write(events::LineDown{.reason = Token::checked(line.reason)});
    }
    if (line.clock_offset != std::chrono::milliseconds(0)) {
        log_.write(events::LineClockOffset{.offset = line.clock_offset});
    }
    if (line.certificate_days && *line.certificate_days <= kCertificateEndingDays) {
        log_.write(events::LineCertificateEnding{.days = *line.certificate_days});
    }
}

}  // namespace circle
