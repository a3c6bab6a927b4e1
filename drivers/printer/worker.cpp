#include "drivers/printer/worker.h"

#include <utility>

#include "drivers/threads/lone_worker.h"

namespace circle::drivers::printer {
namespace {

class WireWorker final : public Worker {
  public:
    WireWorker(const Settings& settings, std::shared_ptr<Mailbox> mailbox)
        : worker_("printer-worker", [mailbox = std::move(mailbox), settings](Job&& given) {
              std::optional<Job> job(std::move(given));
              Report report = do_job(*job, settings);
              const std::uint64_t id = job->id;
              job.reset();  // the slip goes before anybody hears of its end
              scrub_stack();
              mailbox->post(Finished{id, std::move(report)});
          }) {}

    void run(Job job) override { worker_.run(std::move(job)); }
    void abandon() override { worker_.abandon(); }

  private:
    LoneWorker<Job> worker_;
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
