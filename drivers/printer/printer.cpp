#include "drivers/printer/printer.h"

#include <thread>

#include "drivers/printer/supervisor.h"
#include "drivers/threads/supervise.h"

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
        name_thread("printer-super");
        Supervisor supervisor(
            settings, std::move(sink), [&] { return make_worker(settings, mailbox_); }, board_, Clock::now());
        supervisor.tick(Clock::now());
        supervise(supervisor, *mailbox_);
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
