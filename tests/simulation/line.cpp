#include "tests/simulation/line.h"

#include <algorithm>
#include <utility>

namespace circle::simulation {
namespace {

using relay::FailureKind;

tl::unexpected<relay::Failure> failure(FailureKind kind, const char* reason) {
    return tl::unexpected(relay::Failure{kind, reason, "words of the platform"});
}

}  // namespace

void Line::send(const relay::Order& order, Touch& touch, std::int64_t now_ms) {
    relay::Order sent = order;
    if (mutation_ == Mutation::KeyNotKept && !touch.sent.empty()) {
        for (auto& [column, value] : sent.fields) {
            if (column == "local_key") value[0] = value[0] == 'x' ? 'y' : 'x';
        }
    }
    Transmission& transmission = touch.sent.emplace_back();
    transmission.message_id = order.message_id;
    relay::Answered answered{order.id, order.transaction, {}, Reply{}, true};
    const auto dice = quiet_ ? 99 : dice_.between(0, 99);
    if (dice < 8) {
        answered.result = failure(FailureKind::NotReached, "connect");
        answered.left = false;
    } else if (dice < 14) {
        answered.result = failure(FailureKind::TimedOut, "timed_out");  // lost on the way
    } else {
        arrive(sent, touch, transmission, now_ms + dice_.between(0, 500), answered);
        if (mutation_ == Mutation::SentTwice && dice < 25)
            arrive(sent, touch, transmission, now_ms + dice_.between(500, 900), answered);
    }
    if (mutation_ == Mutation::LeftDenied && !answered.result &&
        answered.result.error().kind == FailureKind::Broken)
        answered.left = false;
    // One in a hundred is far slower than the relay lets it be.
    const bool slow = !quiet_ && dice_.one_in(100);
    coming_.push_back({now_ms + dice_.between(1'000, slow ? 90'000 : 8'000), std::move(answered)});
}

void Line::arrive(const relay::Order& order, Touch& touch, Transmission& transmission, std::int64_t now_ms,
                  relay::Answered& answered) {
    ++transmission.arrivals;
    const auto dice = quiet_ ? 99 : dice_.between(0, 99);
    if (dice < 8) {  // turned away before anything was done, in words that prove it
        answered.result = failure(FailureKind::Refused, "signature");
        return;
    }
    if (dice < 18) {  // turned away in other words, or the gateway broke: nothing is done, and nobody can know
        answered.result =
            dice < 13 ? failure(FailureKind::Declined, "declined") : failure(FailureKind::Broken, "http_502");
        return;
    }
    const bool late = dice < 36;
    const std::int64_t does_ms = now_ms + (late ? dice_.between(1, kLatest - 1'000) : 0);
    const bool does = platform_.carry_out(order, touch, does_ms);
    if (does) {
        transmission.does = true;
        transmission.does_ms = does_ms;
    }
    if (late || dice < 56) {  // the reply is lost, or is −1 although it was done
        answered.result = dice % 3 == 0   ? failure(FailureKind::Declined, "declined")
                          : dice % 3 == 1 ? failure(FailureKind::Broken, "closed")
                                          : failure(FailureKind::TimedOut, "timed_out");
        if (mutation_ == Mutation::RefusalWithoutProof && dice % 3 == 0)
            answered.result = failure(FailureKind::Refused, "field");
        return;
    }
    if (does)
        answered.result = platform_.success(order, touch);
    else
        answered.result = failure(FailureKind::Declined, "declined");
}

void Line::ask(const relay::Query& query, bool before_sending, std::int64_t now_ms) {
    const std::int64_t there_ms = now_ms + dice_.between(1, 800);
    relay::Answered answered{query.id, query.transaction, {}, Reply{}, true};
    const bool blind = (mutation_ == Mutation::ListNotRead && before_sending) ||
                       (mutation_ == Mutation::NothingFound && !before_sending);
    if (!quiet_ && dice_.chance(12))
        answered.result = failure(FailureKind::TimedOut, "timed_out");
    else
        answered.result = platform_.look_up(query, blind ? -1 : there_ms);
    if (!quiet_ && dice_.chance(2)) answered.result = Reply{};  // an answer without its node
    coming_.push_back({there_ms + dice_.between(1, 3'000), std::move(answered)});
}

std::optional<relay::Answered> Line::answer_until(std::int64_t now_ms) {
    const auto next = std::ranges::min_element(coming_, {}, &Coming::at_ms);
    if (next == coming_.end() || next->at_ms > now_ms) return std::nullopt;
    auto answered = std::move(next->answered);
    coming_.erase(next);
    return answered;
}

std::optional<std::int64_t> Line::next_ms() const {
    const auto next = std::ranges::min_element(coming_, {}, &Coming::at_ms);
    return next == coming_.end() ? std::nullopt : std::optional(next->at_ms);
}

}  // namespace circle::simulation
