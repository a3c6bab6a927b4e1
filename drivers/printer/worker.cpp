#include "drivers/printer/worker.h"

#include <pthread.h>

#include <thread>
#include <utility>

#include "drivers/printer/scrub.h"

namespace circle::drivers::printer {
namespace {

using namespace std::chrono_literals;

constexpr auto kFarewell = 400ms;  // how long a destructor waits for a running job

// Shared with the thread, which may outlive the Worker.
struct Shared {
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<Job> job;
    bool quit = false, ended = false;
    Settings settings;
    std::shared_ptr<Mailbox> mailbox;
};

void serve(const std::shared_ptr<Shared>& shared) {
    pthread_setname_np(pthread_self(), "printer-worker");
    std::unique_lock lock(shared->mutex);
    while (true) {
        shared->changed.wait(lock, [&] { return shared->quit || shared->job; });
        if (shared->quit) break;
        std::optional<Job> job = std::exchange(shared->job, std::nullopt);
        lock.unlock();
        Report report = do_job(*job, shared->settings);
        const std::uint64_t id = job->id;
        job.reset();
        scrub_stack();
        shared->mailbox->post(Finished{id, std::move(report)});
        lock.lock();
    }
    shared->ended = true;
    shared->changed.notify_all();
}

class WireWorker final : public Worker {
  public:
    WireWorker(const Settings& settings, std::shared_ptr<Mailbox> mailbox) {
        shared_->settings = settings;
        shared_->mailbox = std::move(mailbox);
        thread_ = std::thread([shared = shared_] { serve(shared); });
    }

    ~WireWorker() override {
        bool ended = false;
        {
            std::unique_lock lock(shared_->mutex);
            shared_->quit = true;
            shared_->changed.notify_all();
            const auto patience = abandoned_ ? 0ms : kFarewell;
            ended = shared_->changed.wait_for(lock, patience, [this] { return shared_->ended; });
        }
        if (ended) {
            thread_.join();
        } else {
            thread_.detach();
        }
    }

    WireWorker(const WireWorker&) = delete;
    WireWorker& operator=(const WireWorker&) = delete;

    void run(Job job) override {
        const std::lock_guard lock(shared_->mutex);
        shared_->job = std::move(job);
        shared_->changed.notify_all();
    }

    void abandon() override { abandoned_ = true; }

  private:
    bool abandoned_ = false;
    std::shared_ptr<Shared> shared_ = std::make_shared<Shared>();
    std::thread thread_;
};

}  // namespace

Report do_job(const Job& job, const Settings& settings) {
    Report report{.known = job.known};
    Evidence evidence;
    if (!job.slip && !report.known.answers())
        report.known.asked = false;  // nobody waits: ask a silent printer again
    auto link = open_link(settings.wire, *job.watch, Clock::now() + settings.status_deadline);
    if (link) {
        report.reached = evidence.reached = true;
        Conversation talk(**link, *job.watch, settings, report.known);
        evidence.before = talk.status();
        evidence.answers = report.known.answers();
        const bool able = evidence.before && trouble_of(*evidence.before) == Trouble::None;
        if (able) talk.probe_queue();
        report.condition = evidence.before;
        if (job.slip && !talk.lost() && (able || !evidence.answers)) {
            const Bytes bytes = encode(*job.slip, abilities_of_paper(settings.paper_mm, settings.cutter));
            talk.print(bytes, *job.watch, evidence);
            if (evidence.sent_any) report.condition = evidence.after;
        }
        report.lost = evidence.lost = talk.lost();
    } else {
        report.unreachable = link.error();
    }
    if (job.slip) {
        report.outcome = decide(evidence);
        const bool misset = !evidence.reached && report.unreachable == Trouble::Settings;
        if (misset) report.outcome->trouble = Trouble::Settings;
    }
    return report;
}

std::unique_ptr<Worker> make_worker(const Settings& settings, std::shared_ptr<Mailbox> mailbox) {
    return std::make_unique<WireWorker>(settings, std::move(mailbox));
}

}  // namespace circle::drivers::printer
