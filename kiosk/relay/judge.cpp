#include "kiosk/relay/judge.h"

#include <string>
#include <utility>

#include "kiosk/relay/answer.h"
#include "kiosk/relay/transport_end.h"

namespace circle::relay {
namespace {

tl::unexpected<Failure> failure(FailureKind kind, std::string reason, std::string message = {}) {
    return tl::unexpected(Failure{kind, std::move(reason), std::move(message)});
}

FailureKind kind_of(Exchange::End end) {
    switch (end) {
        case Exchange::End::NotReached:
            return FailureKind::NotReached;
        case Exchange::End::TimedOut:
            return FailureKind::TimedOut;
        default:
            return FailureKind::Broken;
    }
}

}  // namespace

Judgement judge(const Profile& profile, const Exchange& exchange, Proof proof) {
    Judgement made{failure(kind_of(exchange.end), exchange.failure), exchange.date_ms};
    if (exchange.end != Exchange::End::Replied) return made;
    if (is_certificate_page(exchange.status, exchange.body)) {
        made.result = failure(FailureKind::NotReached, "client_certificate");
        return made;
    }
    made.result = failure(FailureKind::Broken, "http_" + std::to_string(exchange.status));
    const bool ok = exchange.status == 200;
    // A refusal may come with a 4xx. A 5xx proves nothing, whatever stands in it.
    if (!ok && (exchange.status < 400 || exchange.status > 499)) return made;

    auto answer = read_answer(exchange.body);
    if (!answer) {
        if (ok) made.result = failure(FailureKind::Broken, answer.error());
        return made;
    }
    if (answer->platform_ms) made.platform_ms = answer->platform_ms;
    if (ok && answer->success) {
        made.result = std::move(answer->reply);
        return made;
    }
    const auto reason = proof == Proof::Order ? profile.proven_refusal(answer->err_msg)
                                              : profile.certain_refusal(answer->err_msg);
    if (reason && !answer->success) {
        made.result = failure(FailureKind::Refused, std::string(*reason), std::move(answer->err_msg));
    } else if (ok) {
        made.result = failure(FailureKind::Declined, "declined", std::move(answer->err_msg));
    }
    return made;
}

}  // namespace circle::relay
