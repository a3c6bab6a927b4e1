#include "kiosk/relay/engine.h"

#include <pthread.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <utility>

#include "kiosk/privacy/scrub.h"
#include "kiosk/relay/csb.h"
#include "kiosk/relay/wire_time.h"

namespace circle::relay {
namespace {

constexpr std::size_t kMostCalls = 64;
constexpr std::size_t kMostAtOnce =
    5;  // fewer than the transport's connections: a sign-in and a probe never queue

std::string two_digits(int value) {
    return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

// "https://host:port" with the path that the configuration gives, else with the profile's.
std::string base_url(std::string url, const std::string& prefix) {
    while (url.ends_with('/')) url.pop_back();
    const auto host = url.find("://");
    const bool bare = host != std::string::npos && url.find('/', host + 3) == std::string::npos;
    return bare ? url + prefix : url;
}

std::string path_of(std::string path, const std::string& number) {
    constexpr std::string_view kMark = "{infno}";
    const std::size_t at = path.find(kMark);
    return at == std::string::npos ? path : path.replace(at, kMark.size(), number);
}

// Signals are the main thread's. SIGPIPE must stay blocked here: with CURLOPT_NOSIGNAL libcurl leaves it to us.
void keep_signals_out() {
    sigset_t all;
    sigfillset(&all);
    for (const int own : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) sigdelset(&all, own);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
    pthread_setname_np(pthread_self(), "relay");
}

}  // namespace

Engine::Engine(Parts parts, Sink sink)
    : parts_(std::move(parts)),
      sink_(std::move(sink)),
      sender_{parts_.settings.institution, parts_.settings.institution_name, parts_.settings.area,
              two_digits(parts_.settings.terminal)},
      base_url_(base_url(parts_.settings.url, parts_.profile.prefix)),
      message_ids_(parts_.settings.institution, parts_.settings.terminal, parts_.reserve),
      offset_(parts_.profile.clock_furthest),
      line_(parts_.settings.probe_interval, parts_.clock->steady()),
      transport_({parts_.settings.ca_file, parts_.settings.certificate_file, parts_.settings.key_file,
                  parts_.settings.connect_timeout}),
      next_sign_in_(parts_.clock->steady()),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Engine::~Engine() {
    thread_.request_stop();
    transport_.wake();
    thread_.join();
}

void Engine::ask(Query query) { post(std::move(query)); }
void Engine::send(Order order) { post(std::move(order)); }
void Engine::cancel(std::uint64_t id) { post(Cancel{id}); }
void Engine::forget() { post(Forget{}); }

void Engine::post(Command command) {
    {
        const std::lock_guard lock(inbox_mutex_);
        inbox_.push_back(std::move(command));
    }
    transport_.wake();
}

void Engine::run(const std::stop_token& stop) {
    keep_signals_out();
    const privacy::StackGuard guard;
    bool touched = false;  // something of a person has gone over this thread's stack
    while (!stop.stop_requested()) {
        for (Command& command : take_inbox()) {
            std::visit([this](auto& each) { obey(each); }, command);
            touched = true;
        }
        sign_in_if_due();
        probe_if_due();
        report_line();
        if (touched && sent_.empty() && waiting_.empty()) {  // not between the questions of one page
            privacy::scrub_stack();
            touched = false;
        }
        for (const Exchange& exchange : transport_.run(sleep_length())) take(exchange);
    }
    for (Command& command : take_inbox()) {
        if (auto* query = std::get_if<Query>(&command)) obey(*query);
        if (auto* order = std::get_if<Order>(&command)) obey(*order);
    }
    cancel_calls(true);
}

std::vector<Engine::Command> Engine::take_inbox() {
    const std::lock_guard lock(inbox_mutex_);
    return std::exchange(inbox_, {});
}

std::int64_t Engine::today() const { return civil_day(platform_ms() / 1000); }

std::chrono::milliseconds Engine::sleep_length() const {
    // curl_multi_poll also wakes for libcurl's own timers, so a running probe or call needs nothing from here.
    const Time next = probe_key_ ? now() + parts_.settings.probe_interval : line_.next_probe();
    if (next <= now()) return std::chrono::milliseconds(0);
    return std::chrono::ceil<std::chrono::milliseconds>(next - now());
}

// --- commands ---

void Engine::obey(Query& query) {
    Call call;
    call.id = query.id;
    call.insured_area = std::move(query.insured_area);
    take_in(std::move(call), query.transaction, query.fields);
}

void Engine::obey(Order& order) {
    Call call;
    call.id = order.id;
    call.insured_area = std::move(order.insured_area);
    call.message_id = std::move(order.message_id);
    call.is_order = true;
    take_in(std::move(call), order.transaction, order.fields);
}

void Engine::take_in(Call call, const std::string& number, const Fields& fields) {
    call.transaction = parts_.profile.transaction(number);
    call.asked = now();
    const auto refuse = [&](const char* reason, const std::string& column) {
        sink_(Answered{call.id, number, std::chrono::milliseconds(0),
                       tl::unexpected(Failure{FailureKind::Invalid, reason, column}), false});
    };
    if (call.transaction == nullptr) return refuse("unknown_transaction", "");
    const TransactionClass kind = call.transaction->kind;
    if (!call.is_order && !is_query(kind)) return refuse("not_a_query", "");
    if (call.is_order && !is_order(kind)) return refuse("not_an_order", "");
    if (call.is_order && call.message_id.empty()) return refuse("message_id", "msgid");
    if (call.insured_area.empty() && names_a_person(fields)) return refuse("missing_area", "insuplc_admdvs");
    if (sent_.size() + waiting_.size() >= kMostCalls) return refuse("too_many", "");
    auto input = write_input(parts_.profile, *call.transaction, fields);
    if (!input) return refuse(input.error().reason.c_str(), input.error().message);
    call.input = std::move(*input);
    waiting_.push_back(std::move(call));
    send_waiting();
}

void Engine::obey(const Cancel& cancel) {
    const Failure cancelled{FailureKind::Cancelled, "cancelled", ""};
    for (auto it = sent_.begin(); it != sent_.end();) {
        if (it->second.id != cancel.id || it->second.is_order) {
            ++it;
            continue;
        }
        transport_.abandon(it->first);
        const Call call = std::move(it->second);
        it = sent_.erase(it);
        answer(call, tl::unexpected(cancelled));
    }
    for (auto it = waiting_.begin(); it != waiting_.end();) {
        if (it->id != cancel.id || it->is_order) {
            ++it;
            continue;
        }
        const Call call = std::move(*it);
        it = waiting_.erase(it);
        answer(call, tl::unexpected(cancelled));
    }
}

void Engine::obey(const Forget&) {
    cancel_calls(false);
    probe_key_.reset();
    if (sign_in_key_) {  // not of the visit: it starts over
        sign_in_key_.reset();
        next_sign_in_ = now();
    }
    send_waiting();  // an order that waited for that sign-in starts the new one
}

// Orders outlive the visit: whether the platform took one is known only when it has run to its end.
void Engine::cancel_calls(bool orders_too) {
    if (orders_too) {
        transport_.drop_all();
    } else {
        transport_.drop_kept();
    }
    const Failure cancelled{FailureKind::Cancelled, "cancelled", ""};
    auto sent = std::exchange(sent_, {});
    auto waiting = std::exchange(waiting_, {});
    for (auto& [key, call] : sent) {
        if (call.is_order && !orders_too) {
            sent_.emplace(key, std::move(call));
        } else {
            answer(call, tl::unexpected(cancelled));
        }
    }
    for (Call& call : waiting) {
        if (call.is_order && !orders_too) {
            waiting_.push_back(std::move(call));
        } else {
            answer(call, tl::unexpected(cancelled));
        }
    }
}

// --- sending ---

tl::expected<std::uint64_t, Failure> Engine::transmit(Call& call) {
    const auto invalid = [](const char* reason) {
        return tl::unexpected(Failure{FailureKind::Invalid, reason, ""});
    };
    const std::int64_t stamp_ms = platform_ms();
    std::string message_id = call.message_id;
    if (!call.is_order) {
        auto next = message_ids_.next(stamp_ms / 1000);
        if (!next) return invalid("message_id");
        message_id = std::move(*next);
    }
    call.sign_number = session_.number();
    call.signed_offset = offset_.applied();
    const RequestStamp stamp{std::move(message_id), spaced_second(stamp_ms / 1000), call.sign_number};
    auto body =
        write_envelope(parts_.profile, *call.transaction, sender_, stamp, call.insured_area, call.input);
    if (!body) return tl::unexpected(body.error());

    HttpRequest request;
    request.key = next_key_++;
    request.url = base_url_ + path_of(parts_.profile.path, call.transaction->number);
    request.headers = csb_headers(parts_.settings.access_key, parts_.secret, call.transaction->number,
                                  parts_.profile.api_version, stamp_ms);
    request.body = std::move(*body);
    // An order has its whole time from here: cut short by a slow sign-in it would only end as unknown.
    const auto left = parts_.settings.call_timeout - (now() - call.asked);
    request.timeout = call.is_order ? parts_.settings.call_timeout
                                    : std::max(std::chrono::duration_cast<std::chrono::milliseconds>(left),
                                               std::chrono::milliseconds(1));
    request.fresh = call.is_order;
    call.sent_ms = parts_.clock->wall_ms();
    const std::uint64_t key = request.key;
    bytes_out_ += request.body.size();
    call.left = true;  // until the end of the exchange proves the contrary
    transport_.send(std::move(request));
    return key;
}

void Engine::send_waiting() {
    if (sign_in_key_ || waiting_.empty()) return;
    if (!session_.open_on(today())) return sign_in();
    while (!waiting_.empty() && sent_.size() < kMostAtOnce) {
        Call call = std::move(waiting_.front());
        waiting_.pop_front();
        if (const auto key = transmit(call)) {
            sent_.emplace(*key, std::move(call));
        } else {
            answer(call, tl::unexpected(key.error()));
        }
    }
}

// --- answers ---

void Engine::take(const Exchange& exchange) {
    if (exchange.key == probe_key_) return take_probe(exchange);
    bytes_in_ += exchange.body.size();
    const bool is_sign_in = exchange.key == sign_in_key_;
    const auto found = sent_.find(exchange.key);
    if (!is_sign_in && found == sent_.end()) return;
    Call call = std::move(is_sign_in ? sign_in_ : found->second);
    if (!is_sign_in) sent_.erase(found);

    call.left = exchange.left;
    Judgement judged = judge(parts_.profile, exchange, call.is_order ? Proof::Order : Proof::Query);
    note_line(exchange, judged);
    if (judged.platform_ms) offset_.learn(*judged.platform_ms, call.sent_ms, parts_.clock->wall_ms());
    if (is_sign_in) {
        take_sign_in(call, std::move(judged));
    } else if (call.is_order) {
        take_order(call, std::move(judged));
    } else {
        take_answer(std::move(call), std::move(judged));
    }
}

bool Engine::follow_clock(Call& call) {
    if (call.clock_followed || !parts_.profile.clock_follow_on_refusal) return false;
    offset_.follow();
    // Another call may have made it follow since this one was signed.
    call.clock_followed = call.signed_offset != offset_.applied();
    return call.clock_followed;
}

// Never asked again, whatever came. What the refusal says about session and clock serves the calls after it.
void Engine::take_order(Call& call, Judgement judged) {
    if (!judged.result) {
        const Failure& failure = judged.result.error();
        const bool said = failure.kind == FailureKind::Refused || failure.kind == FailureKind::Declined;
        const auto reason = said ? parts_.profile.certain_refusal(failure.message) : std::nullopt;
        if (reason == "sign_in") session_.refused(call.sign_number);
        if (reason == "clock") follow_clock(call);
    }
    answer(call, std::move(judged.result));
    send_waiting();
}

void Engine::take_answer(Call call, Judgement judged) {
    const bool in_time = now() - call.asked < parts_.settings.call_timeout;
    if (!judged.result && judged.result.error().kind == FailureKind::Refused && in_time) {
        const std::string& reason = judged.result.error().reason;
        bool again = false;
        if (reason == "sign_in" && !call.signed_again) {
            session_.refused(call.sign_number);
            call.signed_again = again = true;
        } else if (reason == "clock") {
            again = follow_clock(call);
        }
        if (again) {
            waiting_.push_back(std::move(call));
            return send_waiting();
        }
    }
    answer(call, std::move(judged.result));
    send_waiting();
}

void Engine::fail_waiting(const Failure& failure) {
    for (const Call& call : std::exchange(waiting_, {})) answer(call, tl::unexpected(failure));
}

void Engine::answer(const Call& call, tl::expected<Reply, Failure> result) {
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(now() - call.asked);
    sink_(Answered{call.id, call.transaction->number, took, std::move(result), call.left});
}

}  // namespace circle::relay
