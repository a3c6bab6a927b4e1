// Between visit, ledger and line: what the visit asks of the journal is answered at once, before anything else
// happens to it; what the ledger asks of the line goes there in its order.
#include <algorithm>
#include <utility>

#include "kiosk/events/events.h"
#include "kiosk/main/outcome.h"
#include "kiosk/main/terminal.h"

namespace circle {

using events::Token;

namespace {

events::JournalFailed failed(Token act, const journal::JournalError& error) {
    return {.act = act, .reason = Token::checked(error.token)};
}

}  // namespace

// --- what the ledger asks

void Terminal::run_effects(ledger::Effects effects) {
    for (auto& effect : effects) std::visit([this](auto& one) { run_effect(one); }, effect);
}

void Terminal::run_effect(relay::Order& order) {
    log_call(order.id, order.transaction);
    if (relay_) return relay_->send(std::move(order));
    not_sent(order.id, std::move(order.transaction));
}

void Terminal::run_effect(relay::Query& query) {
    log_call(query.id, query.transaction);
    if (relay_) return relay_->ask(std::move(query));
    not_sent(query.id, std::move(query.transaction));
}

void Terminal::not_sent(std::uint64_t call, std::string transaction) {
    relay::Answered answered;
    answered.id = call;
    answered.transaction = std::move(transaction);
    answered.result = tl::unexpected(relay::Failure{relay::FailureKind::NotReached, "no_relay", {}});
    answered.left = false;
    queue_->post(relay::Event(std::move(answered)));
}

void Terminal::run_effect(ledger::Moved& moved) {
    log_.write(events::MatterMoved{.matter = moved.matter,
                                   .state = Token::checked(transaction::name(moved.state)),
                                   .reason = Token::checked(moved.reason)});
    happen(visit::Moved{moved.matter, moved.state, std::move(moved.reason), std::move(moved.handle),
                        std::move(moved.platform_words)});
}

void Terminal::run_effect(transaction::Noted& noted) {
    log_.write(events::MatterNoted{.matter = noted.id, .what = Token::checked(noted.what)});
}

// --- what the visit asks

void Terminal::run_effect(visit::LookBack& effect) {
    visit::LookedBack answer;
    if (ledger_) {
        if (auto known = ledger_->of_person(effect.person)) {
            for (auto& one : *known) answer.matters.push_back(outcome_of(std::move(one)));
        } else {
            log_.write(failed("look_back", known.error()));
        }
    }
    happen(answer);
}

void Terminal::run_effect(visit::Reserve&) {
    visit::Reserved answer;
    if (ledger_) {
        if (auto code = ledger_->fresh_code()) {
            answer = {std::move(*code), ledger::Ledger::fresh_key()};
        } else {
            log_.write(failed("reserve", code.error()));
        }
    }
    happen(answer);
}

void Terminal::run_effect(visit::Submit& effect) {
    if (!ledger_) {
        happen(visit::Submitted{0});
        happen(visit::Moved{0, transaction::State::Drafted, "journal", {}, {}});
        return;
    }
    auto submission = ledger_->submit({.item = std::move(effect.item),
                                       .transaction = std::move(effect.transaction),
                                       .person = std::move(effect.person),
                                       .insured_area = std::move(effect.insured_area),
                                       .fields = std::move(effect.fields),
                                       .words = std::move(effect.words),
                                       .original_fields = std::move(effect.original_fields),
                                       .code = std::move(effect.code)},
                                      now());
    happen(visit::Submitted{submission.matter});  // before it is told how the matter moved
    run_effects(std::move(submission.effects));
}

void Terminal::run_effect(visit::Tell& effect) {
    if (!ledger_) return;
    if (auto told = ledger_->tell(effect.matter); !told) log_.write(failed("tell", told.error()));
}

void Terminal::run_effect(visit::FindFiled& effect) {
    visit::FoundFiled answer;
    if (ledger_) {
        if (auto filed = ledger_->filed_by(effect.person)) {
            for (auto& one : *filed)
                answer.filed.push_back(
                    {std::move(one.transaction), std::move(one.handle), std::move(one.fields)});
        } else {
            log_.write(failed("look_back", filed.error()));
        }
    }
    happen(answer);
}

void Terminal::run_effect(visit::FindByCode& effect) {
    visit::Found answer;
    answer.readable = false;
    if (ledger_) {
        if (auto known = ledger_->by_code(effect.code)) {
            answer.readable = true;
            if (*known) {
                answer.matter = outcome_of(std::move(**known));
                answer.matter->by_code = true;
            }
        } else {
            log_.write(failed("find", known.error()));
        }
    }
    happen(answer);
}

void Terminal::run_effect(visit::Rate& effect) {
    if (!ledger_) return;
    if (auto kept = ledger_->rate(effect.matter, effect.level, effect.reasons, now())) {
        log_.write(events::RatingKept{});
    } else {
        log_.write(failed("rate", kept.error()));
    }
}

// --- time

void Terminal::tick_ledger() {
    const auto due = ledger_due_ms();
    if (!due || *due > now().steady_ms) return;
    if (ledger_) return run_effects(ledger_->tick(now()));
    open_ledger();
    if (ledger_ && !relay_) start_relay();  // it numbers its messages in the same file
}

std::optional<std::int64_t> Terminal::ledger_due_ms() const {
    return ledger_ ? ledger_->next_due_ms() : journal_retry_ms_;
}

}  // namespace circle
