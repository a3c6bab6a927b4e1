#include "drivers/printer/printer.h"

#include <pthread.h>

#include <thread>

#include "drivers/printer/scrub.h"
#include "drivers/printer/supervisor.h"

namespace circle::drivers::printer {
namespace {

class EscPosPrinter final : public Printer {
  public:
    EscPosPrinter(const Settings& settings, Sink sink)
        : thread_(
              [this, settings, deliver = std::move(sink)]() mutable { serve(settings, std::move(deliver)); }) {}

    ~EscPosPrinter() override { mailbox_->post(Stop{}); }  // the thread is joined by its own destructor

    EscPosPrinter(const EscPosPrinter&) = delete;
    EscPosPrinter& operator=(const EscPosPrinter&) = delete;

    void submit(std::uint64_t request, Slip slip) override { mailbox_->post(Submit{request, std::move(slip)}); }
    void cancel(std::uint64_t request) override { mailbox_->post(Cancel{request}); }
    Health health() const override { return board_->get(); }

  private:
    void serve(const Settings& settings, Sink sink) {
        pthread_setname_np(pthread_self(), "printer-super");
        Supervisor supervisor(
            settings, std::move(sink), [&] { return make_worker(settings, mailbox_); }, board_, Clock::now());
        supervisor.tick(Clock::now());
        while (!supervisor.stopped()) {
            {
                auto messages = mailbox_->take(supervisor.wake_at());
                for (Message& message : messages) supervisor.handle(message, Clock::now());
            }
            supervisor.tick(Clock::now());
            scrub_stack();
        }
        mailbox_->close();
    }

    std::shared_ptr<Mailbox> mailbox_ = std::make_shared<Mailbox>();
    std::shared_ptr<HealthBoard> board_ = std::make_shared<HealthBoard>();
    std::jthread thread_;  // last: it uses what stands above
};

}  // namespace

std::unique_ptr<Printer> Printer::start(const Settings& settings, Sink sink) {
    return std::make_unique<EscPosPrinter>(settings, std::move(sink));
}

}  // namespace circle::drivers::printer
