// Decides what is done with the reader and when: one read at a time, exactly one completion for each,
// deadlines, removal, quarantine of stuck workers. Knows no PC/SC and starts no thread; every call is made by
// the one thread that owns it.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "drivers/card/mailbox.h"
#include "drivers/card/reader.h"
#include "drivers/card/worker.h"
#include "drivers/contract/health_board.h"

namespace circle::drivers::card {

class Supervisor {
  public:
    using Clock = Mailbox::Clock;

    Supervisor(Settings settings, Reader::Sink sink, WorkerFactory make_worker,
               std::shared_ptr<HealthBoard> board);

    void handle(Message& message, Clock::time_point now);
    void tick(Clock::time_point now);                  // ends what is past its deadline
    std::optional<Clock::time_point> wake_at() const;  // when the next tick is due; none when nothing runs
    bool stopped() const { return stopped_; }

  private:
    struct Active {
        std::uint64_t request = 0, job = 0, generation = 0;
        bool owed = true;  // its ReadDone has not been sent
        std::shared_ptr<Watch> watch;
        Clock::time_point read_deadline;
    };
    struct Pending {
        std::uint64_t request = 0;
        Clock::time_point read_deadline;
    };
    struct Stuck {
        std::uint64_t job = 0;
        std::unique_ptr<Worker> worker;
    };

    void submit(std::uint64_t request, Clock::time_point now, Clock::time_point read_deadline);
    void cancel(std::uint64_t request);
    void see(Sighting& sighting, Clock::time_point now);
    void finish(Finished& finished, Clock::time_point now);
    void stop();

    void start(std::uint64_t request, Clock::time_point now, Clock::time_point read_deadline);
    void end_active(const Error& error);  // completes it and lets its worker run out
    void quarantine();
    void release(std::uint64_t job);
    void take_pending(Clock::time_point now);
    Clock::time_point active_deadline() const;

    void card_came(bool found);  // found: with the first sighting of the reader
    void card_went(Code code);
    void become(State state, const std::optional<Error>& error = std::nullopt);
    void complete(std::uint64_t request, std::uint64_t generation, ReadResult result);
    void publish() { board_->set(health_); }

    Settings settings_;
    Reader::Sink sink_;
    WorkerFactory make_worker_;
    std::shared_ptr<HealthBoard> board_;

    Health health_;
    std::optional<Sighting> seen_;
    std::optional<Error> away_because_;  // with State::Absent
    bool card_in_ = false;
    bool stopped_ = false;
    std::uint64_t last_job_ = 0;
    std::unique_ptr<Worker> worker_;
    std::optional<Active> active_;
    std::optional<Pending> pending_;
    std::vector<Stuck> stuck_;
};

}  // namespace circle::drivers::card
