#include "drivers/printer/supervisor.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace circle::drivers::printer {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMostWaiting = 8;
constexpr std::size_t kQuarantine = 3;  // stuck workers at a time; each holds a thread and perhaps a wire
constexpr auto kCalmPause = 30s;        // between looks at a printer that is well
constexpr auto kFirstPause = 1s;        // at one that is not; doubles
constexpr auto kLongestPause = 60s;
constexpr auto kMargin = 1s;  // beyond the sum of the job's own deadlines

Paper paper_of(const std::optional<Condition>& condition) {
    if (!condition) return Paper::Unknown;
    if (condition->paper_out) return Paper::Out;
    return condition->paper_low ? Paper::Low : Paper::Full;
}

}  // namespace

Supervisor::Supervisor(const Settings& settings, Printer::Sink sink, WorkerFactory make_worker,
                       std::shared_ptr<HealthBoard> board, Clock::time_point now)
    : settings_(settings),
      sink_(std::move(sink)),
      make_worker_(std::move(make_worker)),
      board_(std::move(board)),
      next_look_(now) {
    health_.identity.device_class = "printer";
    health_.identity.transport = describe(settings_.wire);
    health_.identity.key = health_.identity.transport;
    publish();
}

void Supervisor::handle(Message& message, Clock::time_point now) {
    struct Visitor {
        Supervisor& self;
        Clock::time_point now;
        void operator()(Submit& m) const { self.submit(m, now); }
        void operator()(Cancel& m) const { self.cancel(m.request); }
        void operator()(Finished& m) const { self.finish(m, now); }
        void operator()(Stop&) const { self.stop(); }
    };
    std::visit(Visitor{*this, now}, message);
    if (!stopped_) go_on(now);
    publish();
}

void Supervisor::submit(Submit& message, Clock::time_point) {
    if (stopped_) {
        complete(message.request, {Certainty::NotDone, Trouble::Cancelled});
    } else if (waiting_.size() >= kMostWaiting) {
        complete(message.request, {Certainty::NotDone, Trouble::Crowded});
    } else {
        waiting_.push_back({message.request, std::move(message.slip)});
    }
}

void Supervisor::cancel(std::uint64_t request) {
    const auto at = std::ranges::find(waiting_, request, &Waiting::request);
    if (at != waiting_.end()) {
        waiting_.erase(at);
        complete(request, {Certainty::NotDone, Trouble::Cancelled});
    } else if (active_ && active_->owed == request && active_->watch->withdraw()) {
        active_->watch->stop = true;
        active_->owed.reset();
        complete(request, {Certainty::NotDone, Trouble::Cancelled});
    }
}

void Supervisor::stop() {
    stopped_ = true;
    if (active_) {
        const bool never_left = active_->watch->withdraw();
        active_->watch->stop = true;
        if (const auto owed = std::exchange(active_->owed, std::nullopt))
            complete(*owed, never_left ? Outcome{Certainty::NotDone, Trouble::Cancelled}
                                       : Outcome{Certainty::Unknown, Trouble::NoProof});
    }
    for (const Waiting& slip : std::exchange(waiting_, {}))
        complete(slip.request, {Certainty::NotDone, Trouble::Cancelled});
}

// --- jobs ---

void Supervisor::go_on(Clock::time_point now) {
    if (active_) return;
    if (stuck_.size() >= kQuarantine) {
        for (const Waiting& slip : std::exchange(waiting_, {}))
            complete(slip.request, {Certainty::NotDone, Trouble::Stuck});
        return;
    }
    if (!waiting_.empty()) {
        Waiting slip = std::move(waiting_.front());
        waiting_.pop_front();
        start(std::move(slip), now);
    } else if (now >= next_look_) {
        start(std::nullopt, now);
    }
}

void Supervisor::start(std::optional<Waiting> slip, Clock::time_point now) {
    if (!worker_) worker_ = make_worker_();
    const bool well = health_.state == State::Ready || health_.state == State::Degraded;
    if (slip && well) tell(State::Busy, paper_, std::nullopt);
    Active active{.job = ++last_job_,
                  .watch = std::make_shared<Watch>(),
                  .deadline = now + 6 * settings_.status_deadline + 2 * settings_.job_deadline + kMargin};
    Job job{.id = active.job, .known = known_, .watch = active.watch};
    if (slip) {
        active.owed = slip->request;
        job.slip = std::move(slip->slip);
    }
    active_ = std::move(active);
    worker_->run(std::move(job));
}

void Supervisor::finish(Finished& finished, Clock::time_point now) {
    if (!active_ || finished.job != active_->job) {
        std::erase_if(stuck_, [&](const Stuck& stuck) { return stuck.job == finished.job; });
        return;
    }
    const Active done = *std::exchange(active_, std::nullopt);
    if (stopped_) return;
    // A job that was told to stop saw nothing that could be relied on.
    if (done.watch->stop) {
        if (health_.state == State::Busy) tell(State::Ready, paper_, std::nullopt);
        next_look_ = now;
    } else {
        settle(finished.report, now);
    }
    if (done.owed) complete(*done.owed, *finished.report.outcome);
}

void Supervisor::give_up(Clock::time_point now) {
    const bool never_left = active_->watch->withdraw();
    active_->watch->stop = true;
    worker_->abandon();
    stuck_.push_back({active_->job, std::move(worker_)});
    const auto owed = active_->owed;
    active_.reset();
    ++health_.generation;
    move(State::Faulted, Paper::Unknown, Trouble::Stuck);
    look_again(false, now);
    if (owed) complete(*owed, {never_left ? Certainty::NotDone : Certainty::Unknown, Trouble::Stuck});
}

void Supervisor::tick(Clock::time_point now) {
    if (active_ && now >= active_->deadline) give_up(now);
    if (!stopped_) go_on(now);
    publish();
}

std::optional<Clock::time_point> Supervisor::wake_at() const {
    if (active_) return active_->deadline;
    if (stuck_.size() >= kQuarantine) return std::nullopt;
    return next_look_;
}

// --- how the printer is ---

void Supervisor::settle(const Report& report, Clock::time_point now) {
    known_ = report.known;
    health_.identity.vendor = known_.maker;
    health_.identity.model = known_.model;
    if (!report.reached || report.lost) {
        known_ = {};
        move(State::Absent, Paper::Unknown, report.reached ? Trouble::LineBroken : report.unreachable);
    } else if (!report.condition) {
        if (known_.answers()) {
            move(State::Faulted, Paper::Unknown, Trouble::Silent);
        } else {
            move(State::Ready, Paper::Unknown, std::nullopt);
        }
    } else if (const Trouble trouble = trouble_of(*report.condition); trouble != Trouble::None) {
        move(State::Faulted, paper_of(report.condition), trouble);
    } else {
        const Paper paper = paper_of(report.condition);
        move(paper == Paper::Low ? State::Degraded : State::Ready, paper, std::nullopt);
    }
    look_again(!trouble_, now);
}

void Supervisor::look_again(bool well, Clock::time_point now) {
    pause_ = well ? Clock::duration{} : std::clamp<Clock::duration>(pause_ * 2, kFirstPause, kLongestPause);
    next_look_ = now + (well ? Clock::duration(kCalmPause) : pause_);
}

void Supervisor::move(State to, Paper paper, std::optional<Trouble> trouble) {
    if (told_ && to == health_.state && paper == paper_ && trouble == trouble_) return;
    const bool arrives = health_.state == State::Absent && to != State::Absent;
    if (arrives) {
        ++health_.generation;
        ++health_.statistics.arrivals;
    } else if (to == State::Absent && told_) {
        ++health_.generation;
    }
    if (arrives || (health_.state == State::Faulted && to != State::Faulted && to != State::Absent))
        tell(State::Starting, paper, std::nullopt);
    trouble_ = trouble;
    std::optional<Error> error;
    if (trouble) error = fault(*trouble, health_.identity.transport);
    tell(to, paper, error);
}

void Supervisor::tell(State state, Paper paper, const std::optional<Error>& error) {
    assert(state == health_.state || may_follow(health_.state, state));
    told_ = true;
    health_.state = state;
    paper_ = paper;
    if (error) health_.last_error = error;
    publish();
    sink_(StateChanged{state, paper, error});
}

void Supervisor::complete(std::uint64_t request, const Outcome& outcome) {
    Printed printed{request, outcome.certainty, std::nullopt};
    Statistics& statistics = health_.statistics;
    if (outcome.trouble == Trouble::None) {
        ++statistics.completed;
    } else {
        printed.error = fault(outcome.trouble, health_.identity.transport);
        // What may be printed already is not for trying again by itself.
        if (outcome.certainty != Certainty::NotDone) printed.error->retryable = false;
        if (outcome.trouble == Trouble::Cancelled) {
            ++statistics.cancelled;
        } else if (printed.error->code == Code::TimedOut) {
            ++statistics.timed_out;
        } else {
            ++statistics.failed;
        }
    }
    publish();
    sink_(std::move(printed));
}

}  // namespace circle::drivers::printer
