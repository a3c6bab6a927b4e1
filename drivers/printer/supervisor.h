// Decides what is done with the printer and when: one job at a time, exactly one completion for each slip, when
// to look again, deadlines, quarantine of stuck workers. Knows no wire and starts no thread; every call is made
// by the one thread that owns it.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "drivers/contract/health_board.h"
#include "drivers/printer/printer.h"
#include "drivers/printer/worker.h"

namespace circle::drivers::printer {

class Supervisor {
  public:
    Supervisor(const Settings& settings, Printer::Sink sink, WorkerFactory make_worker,
               std::shared_ptr<HealthBoard> board, Clock::time_point now);

    void handle(Message& message, Clock::time_point now);
    void tick(Clock::time_point now);
    std::optional<Clock::time_point> wake_at() const;
    bool stopped() const { return stopped_; }

  private:
    struct Waiting {
        std::uint64_t request;
        Slip slip;
    };
    struct Active {
        std::uint64_t job = 0;
        std::optional<std::uint64_t> owed;  // the slip whose Printed has not been sent
        std::shared_ptr<Watch> watch;
        Clock::time_point deadline;
    };
    struct Stuck {
        std::uint64_t job = 0;
        std::unique_ptr<Worker> worker;
    };

    void submit(Submit& message, Clock::time_point now);
    void cancel(std::uint64_t request);
    void finish(Finished& finished, Clock::time_point now);
    void stop();
    void go_on(Clock::time_point now);
    void start(std::optional<Waiting> slip, Clock::time_point now);
    void give_up(Clock::time_point now);  // the worker is stuck

    void settle(const Report& report, Clock::time_point now);
    void look_again(bool well, Clock::time_point now);
    void move(State to, Paper paper, std::optional<Trouble> trouble);
    void tell(State state, Paper paper, const std::optional<Error>& error);
    void complete(std::uint64_t request, const Outcome& outcome);
    void publish() { board_->set(health_); }

    Settings settings_;
    Printer::Sink sink_;
    WorkerFactory make_worker_;
    std::shared_ptr<HealthBoard> board_;

    Health health_;
    Known known_;
    Paper paper_ = Paper::Unknown;
    std::optional<Trouble> trouble_;  // with Faulted and Absent
    bool told_ = false;
    bool stopped_ = false;
    std::uint64_t last_job_ = 0;
    std::unique_ptr<Worker> worker_;
    std::optional<Active> active_;
    std::deque<Waiting> waiting_;
    std::vector<Stuck> stuck_;
    Clock::time_point next_look_;
    Clock::duration pause_{};
};

}  // namespace circle::drivers::printer
