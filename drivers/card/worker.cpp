#include "drivers/card/worker.h"

#include <winscard.h>

#include <thread>
#include <utility>

#include "drivers/card/card_session.h"
#include "drivers/card/faults.h"
#include "drivers/threads/lone_worker.h"

namespace circle::drivers::card {
namespace {

using namespace std::chrono_literals;

constexpr int kSharingAttempts = 10;  // other programs mostly hold a reader for one short question
constexpr auto kSharingPause = 50ms;

class CardReading {
  public:
    ReadResult run(const Job& job) {
        // A context can be stale without anybody having noticed, and a reset takes the card's state: once more
        // each.
        for (const bool last : {false, true}) {
            LONG code = SCARD_S_SUCCESS;
            ReadResult result = attempt(job, code);
            if (context_is_lost(code)) context_.reset();
            const bool again = context_is_lost(code) || code == SCARD_W_RESET_CARD;
            if (result || last || !again || job.watch->stop) return result;
            ++retries_;
        }
        return tl::unexpected(fault(Code::DeviceFault));
    }

    std::uint64_t take_retries() { return std::exchange(retries_, 0); }

  private:
    ReadResult attempt(const Job& job, LONG& code) {
        if (!context_) {
            auto context = Context::establish();
            if (!context) {
                code = context.error();
                return tl::unexpected(pcsc_fault(code, Phase::Connect, "SCardEstablishContext"));
            }
            context_ = std::move(*context);
        }
        auto connection = connect(job, code);
        if (!connection) return tl::unexpected(std::move(connection.error()));
        ReadResult card = read_card(*connection);
        code = connection->last_code();
        return card;
    }

    tl::expected<Connection, Error> connect(const Job& job, LONG& code) {
        for (int attempt = 1;; ++attempt) {
            auto connection = Connection::open(*context_, job.reader, *job.watch);
            if (connection) return *std::move(connection);
            code = connection.error();
            if (job.watch->stop) return tl::unexpected(fault(Code::Cancelled));
            if (code != SCARD_E_SHARING_VIOLATION || attempt == kSharingAttempts)
                return tl::unexpected(pcsc_fault(code, Phase::Connect, "SCardConnect"));
            ++retries_;
            std::this_thread::sleep_for(kSharingPause);
        }
    }

    std::optional<Context> context_;
    std::uint64_t retries_ = 0;
};

class PcscWorker final : public Worker {
  public:
    explicit PcscWorker(std::shared_ptr<Mailbox> mailbox)
        : worker_("card-worker",
                  [mailbox = std::move(mailbox), reading = std::make_shared<CardReading>()](Job&& job) {
                      auto result = std::make_unique<ReadResult>(reading->run(job));
                      scrub_stack();
                      mailbox->post(Finished{job.id, std::move(result), reading->take_retries()});
                  }) {}

    void run(Job job) override { worker_.run(std::move(job)); }
    void abandon() override { worker_.abandon(); }

  private:
    LoneWorker<Job> worker_;
};

}  // namespace

std::unique_ptr<Worker> make_pcsc_worker(std::shared_ptr<Mailbox> mailbox) {
    return std::make_unique<PcscWorker>(std::move(mailbox));
}

}  // namespace circle::drivers::card
