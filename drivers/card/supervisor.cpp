#include "drivers/card/supervisor.h"

#include <algorithm>
#include <cassert>

#include "drivers/card/faults.h"

namespace circle::drivers::card {
namespace {

constexpr std::size_t kQuarantine =
    3;  // stuck workers at a time; each holds a thread and a connection to pcscd

bool concerns_device(const Error& error) {
    switch (error.code) {
        case Code::TimedOut:
        case Code::DeviceGone:
        case Code::DeviceFault:
        case Code::DeviceBusy:
        case Code::ProtocolFault:
            return true;
        default:
            return false;
    }
}

}  // namespace

Supervisor::Supervisor(Settings settings, Reader::Sink sink, WorkerFactory make_worker,
                       std::shared_ptr<HealthBoard> board)
    : settings_(std::move(settings)),
      sink_(std::move(sink)),
      make_worker_(std::move(make_worker)),
      board_(std::move(board)) {
    health_.identity.device_class = "card";
    health_.identity.transport = "pcsc";
    health_.identity.key = settings_.reader;
    publish();
}

void Supervisor::handle(Message& message, Clock::time_point now) {
    struct Visitor {
        Supervisor& self;
        Clock::time_point now;
        void operator()(Submit& m) const { self.submit(m.request, now, now + self.settings_.read_deadline); }
        void operator()(Cancel& m) const { self.cancel(m.request); }
        void operator()(Sighting& m) const { self.see(m, now); }
        void operator()(Finished& m) const { self.finish(m, now); }
        void operator()(Stop&) const { self.stop(); }
    };
    std::visit(Visitor{*this, now}, message);
    publish();
}

// --- requests ---

void Supervisor::submit(std::uint64_t request, Clock::time_point now, Clock::time_point read_deadline) {
    const bool waits =
        !seen_ || (active_ && !active_->owed);  // for the first sighting, or for a worker to come back
    if (stopped_) {
        complete(request, health_.generation, tl::unexpected(fault(Code::Cancelled)));
    } else if (pending_ || (active_ && active_->owed)) {
        complete(request, health_.generation, tl::unexpected(fault(Code::DeviceBusy, "ONE_READ_AT_A_TIME")));
    } else if (waits) {
        pending_ = Pending{request, read_deadline};
    } else if (health_.state == State::Absent) {
        complete(
            request, health_.generation,
            tl::unexpected(away_because_.value_or(fault(Code::DeviceGone, "SCARD_E_NO_READERS_AVAILABLE"))));
    } else if (!card_in_) {
        complete(request, health_.generation, tl::unexpected(fault(Code::NoMedia)));
    } else if (stuck_.size() >= kQuarantine) {
        complete(request, health_.generation, tl::unexpected(fault(Code::DeviceFault, "QUARANTINED")));
    } else {
        start(request, now, read_deadline);
    }
}

void Supervisor::start(std::uint64_t request, Clock::time_point, Clock::time_point read_deadline) {
    become(health_.state == State::Faulted ? State::Starting : State::Busy);
    if (!worker_) worker_ = make_worker_();
    active_ = Active{.request = request,
                     .job = ++last_job_,
                     .generation = health_.generation,
                     .owed = true,
                     .watch = std::make_shared<Watch>(),
                     .read_deadline = read_deadline};
    worker_->run({active_->job, seen_->reader, active_->watch});
}

void Supervisor::cancel(std::uint64_t request) {
    if (active_ && active_->owed && active_->request == request) {
        end_active(fault(Code::Cancelled));
    } else if (pending_ && pending_->request == request) {
        pending_.reset();
        complete(request, health_.generation, tl::unexpected(fault(Code::Cancelled)));
    }
}

void Supervisor::end_active(const Error& error) {
    active_->watch->stop = true;
    active_->owed = false;
    complete(active_->request, active_->generation, tl::unexpected(error));
}

void Supervisor::take_pending(Clock::time_point now) {
    if (!pending_) return;
    const Pending pending = *std::exchange(pending_, std::nullopt);
    submit(pending.request, now, pending.read_deadline);
}

void Supervisor::stop() {
    stopped_ = true;
    if (active_ && active_->owed) end_active(fault(Code::Cancelled));
    if (pending_) cancel(pending_->request);
}

// --- workers ---

void Supervisor::finish(Finished& finished, Clock::time_point now) {
    health_.statistics.retried += finished.retries;
    if (!active_ || finished.job != active_->job) {
        release(finished.job);
        return;
    }
    const Active done = *std::exchange(active_, std::nullopt);
    ReadResult& result = *finished.result;
    // A reader held by our own stuck worker is not free again, whatever this worker saw.
    const bool held_by_us = !stuck_.empty() && !result && result.error().code == Code::DeviceBusy;
    if (held_by_us) result = tl::unexpected(fault(Code::DeviceFault, "QUARANTINED"));
    if (health_.state == State::Busy || health_.state == State::Starting) {
        if (held_by_us) {
            become(State::Faulted, result.error());
        } else {
            become(State::Ready);
        }
    }
    if (result && done.owed) result->atr = seen_->atr;  // of this card: its going would have ended the read
    if (done.owed) complete(done.request, done.generation, std::move(result));
    take_pending(now);
}

void Supervisor::release(std::uint64_t job) {
    std::erase_if(stuck_, [job](const Stuck& stuck) { return stuck.job == job; });
    if (!stuck_.empty() || health_.state != State::Faulted) return;
    become(State::Starting);
    become(State::Ready);
}

void Supervisor::quarantine() {
    active_->watch->stop = true;
    worker_->abandon();
    stuck_.push_back({active_->job, std::move(worker_)});
    active_.reset();
    ++health_.generation;
    if (health_.state != State::Absent) become(State::Faulted, fault(Code::TimedOut, "QUARANTINED"));
}

Supervisor::Clock::time_point Supervisor::active_deadline() const {
    const auto since = active_->watch->in_call_since.load();
    const auto start = since != 0 ? Clock::time_point(Clock::duration(since)) : Clock::now();
    return std::min(active_->read_deadline, start + settings_.exchange_deadline);
}

void Supervisor::tick(Clock::time_point now) {
    if (pending_ && now >= pending_->read_deadline) {
        const Pending late = *std::exchange(pending_, std::nullopt);
        ++health_.statistics.timed_out;
        complete(late.request, health_.generation, tl::unexpected(fault(Code::TimedOut, "PENDING")));
    }
    if (active_ && now >= active_deadline()) {
        if (active_->owed) end_active(fault(Code::TimedOut, "NO_ANSWER"));
        quarantine();
        take_pending(now);
    }
    publish();
}

std::optional<Supervisor::Clock::time_point> Supervisor::wake_at() const {
    std::optional<Clock::time_point> at;
    if (active_) at = active_deadline();
    if (pending_) at = at ? std::min(*at, pending_->read_deadline) : pending_->read_deadline;
    return at;
}

// --- what the monitor sees ---

void Supervisor::see(Sighting& sighting, Clock::time_point now) {
    const bool there = sighting.kind == Sighting::Kind::Card || sighting.kind == Sighting::Kind::Empty;
    const bool same_reader = seen_ && seen_->reader == sighting.reader;
    const bool was_there =
        same_reader && (seen_->kind == Sighting::Kind::Card || seen_->kind == Sighting::Kind::Empty);
    if (!there) {
        card_went(Code::DeviceGone);
        const bool other_reason =
            !seen_ || health_.state != State::Absent || away_because_.has_value() != sighting.error.has_value();
        away_because_ = sighting.error;
        if (other_reason) become(State::Absent, sighting.error);
    } else {
        if (card_in_ && !same_reader) card_went(Code::DeviceGone);
        if (card_in_ && (sighting.kind == Sighting::Kind::Empty || sighting.counter != seen_->counter))
            card_went(Code::MediaRemoved);
        health_.identity.model = sighting.reader;
        if (health_.state == State::Absent) {
            away_because_.reset();
            become(State::Starting);
            become(State::Ready);
        }
    }
    seen_ = std::move(sighting);
    if (seen_->kind == Sighting::Kind::Card && !card_in_) card_came(!was_there);
    if (!active_) take_pending(now);
}

void Supervisor::card_came(bool found) {
    card_in_ = true;
    ++health_.generation;
    ++health_.statistics.arrivals;
    publish();
    sink_(Inserted{health_.generation, found});
}

void Supervisor::card_went(Code code) {
    if (active_ && active_->owed)
        end_active(fault(code, code == Code::DeviceGone ? "READER_GONE" : "CARD_GONE"));
    if (!card_in_) return;
    card_in_ = false;
    sink_(Removed{health_.generation});
}

// --- what goes out ---

void Supervisor::become(State state, const std::optional<Error>& error) {
    if (state == health_.state && state != State::Absent) return;
    assert(state == health_.state || may_follow(health_.state, state));
    health_.state = state;
    if (error) health_.last_error = error;
    publish();
    sink_(StateChanged{state, error});
}

void Supervisor::complete(std::uint64_t request, std::uint64_t generation, ReadResult result) {
    Statistics& statistics = health_.statistics;
    if (result) {
        ++statistics.completed;
    } else if (result.error().code == Code::Cancelled) {
        ++statistics.cancelled;
    } else if (result.error().code == Code::TimedOut) {
        ++statistics.timed_out;
    } else {
        ++statistics.failed;
    }
    if (!result && concerns_device(result.error())) health_.last_error = result.error();
    publish();
    sink_(ReadDone{request, generation, std::move(result)});
}

}  // namespace circle::drivers::card
