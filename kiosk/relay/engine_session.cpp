// The session and the line: signing in when it is due, probing, and telling when either changes.
#include <chrono>
#include <utility>

#include "kiosk/relay/engine.h"
#include "kiosk/relay/own_address.h"
#include "kiosk/relay/wire_time.h"

namespace circle::relay {
namespace {

// After a sign-in that the platform itself turned down, nobody waiting for it.
constexpr std::chrono::seconds kSignInPause{30};
constexpr std::size_t kLongestSignNumber = 30;

}  // namespace

// --- session ---

void Engine::sign_in() {
    sign_in_ = Call{};
    sign_in_.transaction = parts_.profile.transaction(parts_.profile.sign_in);
    sign_in_.asked = now();
    const Fields fields = {{"opter_no", sender_.terminal}, {"ip", own_address()}};
    const auto key =
        write_input(parts_.profile, *sign_in_.transaction, fields).and_then([&](std::string input) {
            sign_in_.input = std::move(input);
            return transmit(sign_in_);
        });
    if (key) {
        sign_in_key_ = *key;
        return;
    }
    sign_in_failure_ = key.error().reason;
    next_sign_in_ = now() + kSignInPause;
    fail_waiting(key.error());
}

void Engine::sign_in_if_due() {
    if (sign_in_key_ || now() < next_sign_in_) return;
    // While nothing is reached the probes watch. A barred line (our certificate not taken) shows its end only
    // to a call, so there a sign-in knocks now and then, even with a session that still holds.
    const bool barred = line_.up() == false && line_.reason() == "client_certificate";
    if (!barred && (session_.open_on(today()) || line_.up() == false)) return;
    sign_in();
}

void Engine::take_sign_in(Call& call, Judgement judged) {
    sign_in_key_.reset();
    Failure failure{FailureKind::Broken, "sign_number_missing", ""};
    if (judged.result) {
        for (const auto& [node, rows] : judged.result->nodes) {
            for (const Row& row : rows) {
                const auto number = row.find("sign_no");
                if (number == row.end() || number->second.empty()) continue;
                if (number->second.size() > kLongestSignNumber) continue;
                session_.open(number->second, today());
                sign_in_failure_.clear();
                return send_waiting();
            }
        }
    } else {
        failure = std::move(judged.result.error());
    }
    if (failure.kind == FailureKind::Refused && failure.reason == "clock" && follow_clock(call)) {
        if (const auto key = transmit(call)) {
            sign_in_ = std::move(call);
            sign_in_key_ = *key;
            return;
        }
    }
    sign_in_failure_ = failure.reason;
    // Not reached: as soon as a probe finds the line again. Else the platform said no, and would say it again.
    const bool at_once = failure.kind == FailureKind::NotReached && failure.reason != "client_certificate";
    next_sign_in_ = at_once ? now() : now() + kSignInPause;
    fail_waiting(failure);
}

// --- line ---

void Engine::probe_if_due() {
    if (probe_key_ || now() < line_.next_probe()) return;
    probe_key_ = next_key_++;
    line_.probe_started(now());
    transport_.probe(*probe_key_, base_url_ + "/", kProbeLimit);
}

void Engine::take_probe(const Exchange& exchange) {
    probe_key_.reset();
    if (exchange.end == Exchange::End::Replied) {
        line_.shook_hands(now());
    } else {
        line_.not_reached(now(), exchange.failure);
    }
}

void Engine::note_line(const Exchange& exchange, const Judgement& judged) {
    if (!judged.result && judged.result.error().kind == FailureKind::NotReached) {
        line_.not_reached(now(), judged.result.error().reason);
        if (line_.reason() == "client_certificate")
            next_sign_in_ = std::max(next_sign_in_, now() + kSignInPause);
    } else if (exchange.end == Exchange::End::Replied) {
        line_.replied(now());
    } else {
        line_.doubtful();
    }
}

void Engine::report_line() {
    if (!line_.up()) return;
    LineChanged line;
    line.up = *line_.up();
    // A session that is being renewed is no news until that fails.
    line.signed_in = session_.open_on(today()) || (sign_in_key_ && reported_ && reported_->signed_in);
    // Up but not yet signed in is told when the sign-in has ended: either way that is the state that matters.
    if (line.up && !line.signed_in && sign_in_key_) return;
    if (!line.up) line.reason = line_.reason();
    if (line.up && !line.signed_in) line.reason = sign_in_failure_;
    line.certificate_days = parts_.certificate_days;
    line.clock_offset = offset_.measured();
    constexpr std::chrono::milliseconds kNoticeable{1000};
    if (reported_ && reported_->up == line.up && reported_->signed_in == line.signed_in &&
        reported_->reason == line.reason &&
        std::chrono::abs(reported_->clock_offset - line.clock_offset) < kNoticeable) {
        return;
    }
    reported_ = line;
    sink_(std::move(line));
}

}  // namespace circle::relay
