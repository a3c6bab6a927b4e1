#include "drivers/card/reader.h"

#include <thread>

#include "drivers/card/monitor.h"
#include "drivers/card/supervisor.h"
#include "drivers/threads/supervise.h"

namespace circle::drivers::card {
namespace {

class PcscReader final : public Reader {
  public:
    PcscReader(const Settings& settings, Sink sink)
        : thread_(
              [this, settings, deliver = std::move(sink)]() mutable { serve(settings, std::move(deliver)); }) {}

    ~PcscReader() override { mailbox_->post(Stop{}); }  // the thread is joined by its own destructor

    PcscReader(const PcscReader&) = delete;
    PcscReader& operator=(const PcscReader&) = delete;

    void submit(std::uint64_t request) override { mailbox_->post(Submit{request}); }
    void cancel(std::uint64_t request) override { mailbox_->post(Cancel{request}); }
    Health health() const override { return board_->get(); }

  private:
    void serve(const Settings& settings, Sink sink) {
        name_thread("card-supervisor");
        Supervisor supervisor(
            settings, std::move(sink), [this] { return make_pcsc_worker(mailbox_); }, board_);
        const Monitor monitor(settings.reader, mailbox_);
        supervise(supervisor, *mailbox_);
    }

    std::shared_ptr<Mailbox> mailbox_ = std::make_shared<Mailbox>();
    std::shared_ptr<HealthBoard> board_ = std::make_shared<HealthBoard>();
    std::jthread thread_;  // last: it uses what stands above
};

}  // namespace

std::unique_ptr<Reader> Reader::start(const Settings& settings, Sink sink) {
    return std::make_unique<PcscReader>(settings, std::move(sink));
}

}  // namespace circle::drivers::card
