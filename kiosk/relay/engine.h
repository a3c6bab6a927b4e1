// The relay at work: one thread that owns the transport, the session and the calls in hand. Internal to the
// relay.
//
// Life of a call: checked → waiting (for the sign-in) → sent → Answered. It is asked again at most twice, both
// times because of a certain refusal: once after a new sign-in, once with the platform's clock. An order goes
// the same way on a connection of its own, is never asked again, and neither cancel() nor forget() touches it.
#pragma once

#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "kiosk/relay/clock.h"
#include "kiosk/relay/clock_offset.h"
#include "kiosk/relay/envelope.h"
#include "kiosk/relay/judge.h"
#include "kiosk/relay/line_watch.h"
#include "kiosk/relay/message_id.h"
#include "kiosk/relay/profile.h"
#include "kiosk/relay/relay.h"
#include "kiosk/relay/session.h"
#include "kiosk/relay/transport.h"

namespace circle::relay {

// What start() has read and checked.
struct Parts {
    Settings settings;
    Profile profile;
    std::string secret;
    int certificate_days = 0;
    std::shared_ptr<const Clock> clock;
    MessageIds::Reserve reserve;
};

class Engine final : public Relay {
  public:
    Engine(Parts parts, Sink sink);
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    ~Engine() override;

    void ask(Query query) override;
    void send(Order order) override;
    void cancel(std::uint64_t id) override;
    void forget() override;
    Traffic traffic() const override { return {bytes_out_, bytes_in_}; }

  private:
    using Time = std::chrono::steady_clock::time_point;
    struct Cancel {
        std::uint64_t id;
    };
    struct Forget {};
    using Command = std::variant<Query, Order, Cancel, Forget>;

    struct Call {
        std::uint64_t id = 0;
        const Transaction* transaction = nullptr;
        std::string input;  // as written: nothing else of the query is needed any more
        std::string insured_area;
        Time asked;
        bool signed_again = false, clock_followed = false;
        bool is_order = false;
        std::string message_id;  // of an order; a query gets a new one each time
        bool left = false;       // a byte of it may have left the machine
        // Of the request in flight:
        std::string sign_number;
        std::chrono::milliseconds signed_offset{0};
        std::int64_t sent_ms = 0;
    };

    void post(Command command);
    std::vector<Command> take_inbox();
    void run(const std::stop_token& stop);
    void obey(Query& query);
    void obey(Order& order);
    void take_in(Call call, const std::string& number, const Fields& fields);
    void obey(const Cancel& cancel);
    void obey(const Forget&);
    void send_waiting();
    void sign_in();
    void sign_in_if_due();
    void probe_if_due();
    void take(const Exchange& exchange);
    void take_probe(const Exchange& exchange);
    void take_sign_in(Call& call, Judgement judged);
    void take_order(Call& call, Judgement judged);
    void take_answer(Call call, Judgement judged);
    bool follow_clock(Call& call);
    tl::expected<std::uint64_t, Failure> transmit(Call& call);
    void note_line(const Exchange& exchange, const Judgement& judged);
    void answer(const Call& call, tl::expected<Reply, Failure> result);
    void fail_waiting(const Failure& failure);
    void cancel_calls(bool orders_too);
    void report_line();
    Time now() const { return parts_.clock->steady(); }
    std::int64_t platform_ms() const { return parts_.clock->wall_ms() + offset_.applied().count(); }
    std::int64_t today() const;
    std::chrono::milliseconds sleep_length() const;

    Parts parts_;
    Sink sink_;
    Sender sender_;
    std::string base_url_;
    std::atomic<std::uint64_t> bytes_out_{0}, bytes_in_{0};
    MessageIds message_ids_;
    ClockOffset offset_;
    Session session_;
    LineWatch line_;
    Transport transport_;

    std::uint64_t next_key_ = 1;
    std::map<std::uint64_t, Call> sent_;
    std::deque<Call> waiting_;
    std::optional<std::uint64_t> probe_key_;
    std::optional<std::uint64_t> sign_in_key_;
    Call sign_in_;  // while sign_in_key_ is set
    Time next_sign_in_;
    std::string sign_in_failure_;
    std::optional<LineChanged> reported_;

    std::mutex inbox_mutex_;
    std::vector<Command> inbox_;
    std::jthread thread_;  // last: it ends before anything it uses
};

}  // namespace circle::relay
