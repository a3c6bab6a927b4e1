#include "drivers/card/worker.h"

#include <winscard.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "drivers/card/card_session.h"
#include "drivers/card/faults.h"
#include "drivers/card/scrub.h"
#include "drivers/card/thread.h"

namespace circle::drivers::card {
namespace {

using namespace std::chrono_literals;

constexpr auto kFarewell = 400ms;     // how long a destructor waits for a running job
constexpr int kSharingAttempts = 10;  // other programs mostly hold a reader for one short question
constexpr auto kSharingPause = 50ms;

// Shared with the thread, which may outlive the Worker.
struct Shared {
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<Job> job;
    bool quit = false, busy = false, ended = false;
    std::shared_ptr<Mailbox> mailbox;
};

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

void serve(const std::shared_ptr<Shared>& shared) {
    name_thread("card-worker");
    CardReading reading;
    std::unique_lock lock(shared->mutex);
    while (true) {
        shared->changed.wait(lock, [&] { return shared->quit || shared->job; });
        if (shared->quit) break;
        const Job job = *std::exchange(shared->job, std::nullopt);
        shared->busy = true;
        lock.unlock();
        auto result = std::make_unique<ReadResult>(reading.run(job));
        scrub_stack();
        shared->mailbox->post(Finished{job.id, std::move(result), reading.take_retries()});
        lock.lock();
        shared->busy = false;
        shared->changed.notify_all();
    }
    shared->ended = true;
    shared->changed.notify_all();
}

class PcscWorker final : public Worker {
  public:
    explicit PcscWorker(std::shared_ptr<Mailbox> mailbox) {
        shared_->mailbox = std::move(mailbox);
        thread_ = std::thread([shared = shared_] { serve(shared); });
    }

    ~PcscWorker() override {
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

    PcscWorker(const PcscWorker&) = delete;
    PcscWorker& operator=(const PcscWorker&) = delete;

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

std::unique_ptr<Worker> make_pcsc_worker(std::shared_ptr<Mailbox> mailbox) {
    return std::make_unique<PcscWorker>(std::move(mailbox));
}

}  // namespace circle::drivers::card
