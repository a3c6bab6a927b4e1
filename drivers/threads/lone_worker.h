// The thread that talks to a device. It may get stuck in a call that has no time-out; then its owner lets go of
// it, and it ends by itself whenever the call returns.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "drivers/threads/scrub.h"

namespace circle::drivers {

template <class Job>
class LoneWorker {
  public:
    using Work = std::function<void(Job&&)>;

    // `work` runs on the worker's thread, one job at a time, and lives and dies there. It must hold all that it
    // uses: it may outlive its owner. `name`: at most 15 characters, for the technician's ps.
    LoneWorker(const char* name, Work work) {
        shared_->work = std::move(work);
        thread_ = std::thread([name, shared = shared_] { serve(name, shared); });
    }

    // Waits for a running job only shortly, and not at all when it was abandoned.
    ~LoneWorker() {
        bool ended = false;
        {
            std::unique_lock lock(shared_->mutex);
            shared_->quit = true;
            shared_->changed.notify_all();
            const auto patience = abandoned_ ? std::chrono::milliseconds(0) : kFarewell;
            ended = shared_->changed.wait_for(lock, patience, [this] { return shared_->ended; });
        }
        if (ended) {
            thread_.join();
        } else {
            thread_.detach();
        }
    }

    LoneWorker(const LoneWorker&) = delete;
    LoneWorker& operator=(const LoneWorker&) = delete;

    void run(Job job) {
        const std::lock_guard lock(shared_->mutex);
        shared_->job = std::move(job);
        shared_->changed.notify_all();
    }

    void abandon() { abandoned_ = true; }

  private:
    static constexpr std::chrono::milliseconds kFarewell{400};

    struct Shared {  // with the thread
        std::mutex mutex;
        std::condition_variable changed;
        std::optional<Job> job;
        Work work;
        bool quit = false, ended = false;
    };

    static void serve(const char* name, const std::shared_ptr<Shared>& shared) {
        name_thread(name);
        std::unique_lock lock(shared->mutex);
        {
            const Work work = std::move(shared->work);
            while (true) {
                shared->changed.wait(lock, [&] { return shared->quit || shared->job; });
                if (shared->quit) break;
                std::optional<Job> job = std::exchange(shared->job, std::nullopt);
                lock.unlock();
                work(std::move(*job));
                job.reset();
                scrub_stack();
                lock.lock();
            }
            lock.unlock();
        }
        lock.lock();
        shared->ended = true;
        shared->changed.notify_all();
    }

    bool abandoned_ = false;
    std::shared_ptr<Shared> shared_ = std::make_shared<Shared>();
    std::thread thread_;
};

}  // namespace circle::drivers
