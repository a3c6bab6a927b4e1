#include "drivers/card/monitor.h"

#include <string.h>  // explicit_bzero
#include <winscard.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>

#include "drivers/card/pcsc.h"
#include "drivers/threads/scrub.h"

namespace circle::drivers::card {

using namespace std::chrono_literals;

struct Monitor::Shared {
    std::string wanted;
    std::shared_ptr<Mailbox> mailbox;
    std::mutex mutex;
    std::condition_variable changed;
    bool stop = false, ended = false;
    // The library does not guard a context that is released while another thread cancels it: we do.
    std::mutex cancelling;
    SCARDCONTEXT context = 0;
};

namespace {

constexpr auto kFirstRetry = 50ms, kLastRetry = 3000ms;    // while the service is away
constexpr auto kFirstLook = 1000ms, kLastLook = 60'000ms;  // while it has no reader of ours
// libpcsclite can miss a change that comes soon after another (seen on 1.9.9: a card that pcscd had powered was
// not announced for 20 s). A new call compares with the truth, so after each change we look twice more before
// the long sleep.
constexpr std::array kLooks = {900ms, 9000ms, 60'000ms};
constexpr auto kFarewell = 500ms;
constexpr char kPlugAndPlay[] = "\\\\?PnP?\\Notification";
constexpr DWORD kCounterShift = 16;

template <typename Duration>
Duration longer(Duration now, Duration limit) {
    return std::min(now * 2, limit);
}

class Watching {
  public:
    explicit Watching(std::shared_ptr<Monitor::Shared> shared) : shared_(std::move(shared)) {}

    void run() {
        auto retry = std::chrono::milliseconds(kFirstRetry);
        while (!stopped()) {
            LONG code = SCARD_S_SUCCESS;
            if (auto context = Context::establish()) {
                lend(context->handle());
                code = watch(*context, retry);
                lend(0);
            } else {
                code = context.error();
            }
            if (stopped()) break;
            post({Sighting::Kind::NoService, {}, 0, pcsc_fault(code, Phase::Connect, "pcscd"), {}});
            pause(retry);
            retry = longer(retry, std::chrono::milliseconds(kLastRetry));
        }
    }

  private:
    // Runs until the context is of no more use; says why.
    LONG watch(const Context& context, std::chrono::milliseconds& retry) {
        auto look = std::chrono::milliseconds(kFirstLook);
        DWORD plug_and_play = SCARD_STATE_UNAWARE;
        while (!stopped()) {
            const auto readers = context.readers();
            if (!readers) return readers.error();
            const auto reader = choose_reader(*readers, shared_->wanted);
            LONG code = SCARD_S_SUCCESS;
            if (reader) {
                look = kFirstLook;
                code = watch_reader(context, *reader, retry);
            } else {
                post({Sighting::Kind::NoReader, {}, 0, {}, {}});
                // The notification misses a reader that came between listing and waiting; look again, ever more
                // rarely.
                SCARD_READERSTATE state{};
                state.szReader = kPlugAndPlay;
                state.dwCurrentState = plug_and_play;
                code = wait(context, {&state, 1}, look);
                plug_and_play = state.dwEventState & ~static_cast<DWORD>(SCARD_STATE_CHANGED);
                look = longer(look, std::chrono::milliseconds(kLastLook));
                if (code == SCARD_S_SUCCESS) pause(kFirstRetry);  // it is announced before it can be listed
            }
            if (code == SCARD_S_SUCCESS || code == SCARD_E_TIMEOUT) retry = kFirstRetry;
            const bool list_again = code == SCARD_S_SUCCESS || code == SCARD_E_TIMEOUT ||
                                    code == SCARD_E_CANCELLED || code == SCARD_E_UNKNOWN_READER ||
                                    code == SCARD_E_READER_UNAVAILABLE;
            if (!list_again) return code;
            if (code == SCARD_E_UNKNOWN_READER || code == SCARD_E_READER_UNAVAILABLE) pause(kFirstRetry);
        }
        return SCARD_E_CANCELLED;
    }

    // Runs as long as this reader is there; other readers may come and go.
    LONG watch_reader(const Context& context, const std::string& reader, std::chrono::milliseconds& retry) {
        std::array<SCARD_READERSTATE, 2> states{};
        states[0].szReader = reader.c_str();
        states[0].dwCurrentState = SCARD_STATE_UNAWARE;
        states[1].szReader = kPlugAndPlay;
        std::size_t looks = 0;  // since the last change
        while (!stopped()) {
            const LONG code = wait(context, states, kLooks[std::min(looks, kLooks.size() - 1)]);
            ++looks;
            if (code == SCARD_E_TIMEOUT) continue;
            if (code != SCARD_S_SUCCESS) return code;
            looks = 0;
            retry = kFirstRetry;
            const DWORD seen = states[0].dwEventState;
            constexpr DWORD kGone = SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE | SCARD_STATE_IGNORE;
            if ((seen & kGone) != 0) {
                post({Sighting::Kind::NoReader, {}, 0, {}, {}});
                return SCARD_E_READER_UNAVAILABLE;
            }
            const auto counter = static_cast<std::uint32_t>(seen >> kCounterShift & 0xFFFF);
            const bool card = (seen & SCARD_STATE_PRESENT) != 0;
            const std::size_t atr_size =
                card ? std::min<std::size_t>(states[0].cbAtr, sizeof states[0].rgbAtr) : 0;
            // Said by a call that met an empty slot; pcscd's own watch has not counted the removal yet and may
            // never do so, if the card comes back at once. Its count is what we go by.
            const bool hearsay = !card && posted_ && posted_->kind == Sighting::Kind::Card &&
                                 posted_->reader == reader && posted_->counter == counter;
            if (!hearsay)
                post({card ? Sighting::Kind::Card : Sighting::Kind::Empty,
                      reader,
                      counter,
                      {},
                      hex(ByteView(states[0].rgbAtr, atr_size))});
            explicit_bzero(states[0].rgbAtr, sizeof states[0].rgbAtr);
            for (SCARD_READERSTATE& state : states)
                state.dwCurrentState = state.dwEventState & ~static_cast<DWORD>(SCARD_STATE_CHANGED);
        }
        return SCARD_E_CANCELLED;
    }

    static LONG wait(const Context& context, std::span<SCARD_READERSTATE> states,
                     std::chrono::milliseconds limit) {
        return SCardGetStatusChange(context.handle(), static_cast<DWORD>(limit.count()), states.data(),
                                    states.size());
    }

    void post(Sighting sighting) {
        const bool same = posted_ && posted_->kind == sighting.kind && posted_->reader == sighting.reader &&
                          posted_->counter == sighting.counter &&
                          posted_->error.has_value() == sighting.error.has_value() &&
                          (!sighting.error || posted_->error->raw == sighting.error->raw);
        if (same) return;
        posted_ = sighting;
        shared_->mailbox->post(std::move(sighting));
    }

    void lend(SCARDCONTEXT context) {
        const std::lock_guard lock(shared_->cancelling);
        shared_->context = context;
    }

    bool stopped() {
        const std::lock_guard lock(shared_->mutex);
        return shared_->stop;
    }

    void pause(std::chrono::milliseconds time) {
        std::unique_lock lock(shared_->mutex);
        shared_->changed.wait_for(lock, time, [this] { return shared_->stop; });
    }

    std::shared_ptr<Monitor::Shared> shared_;
    std::optional<Sighting> posted_;
};

void serve(const std::shared_ptr<Monitor::Shared>& shared) {
    name_thread("card-monitor");
    Watching(shared).run();
    const std::lock_guard lock(shared->mutex);
    shared->ended = true;
    shared->changed.notify_all();
}

// SCardCancel reaches only a wait that is under way, and may itself get stuck with the service: hence again and
// again, on a thread of its own.
void cancel_until_ended(const std::shared_ptr<Monitor::Shared>& shared) {
    std::unique_lock lock(shared->mutex);
    while (!shared->ended) {
        lock.unlock();
        {
            const std::lock_guard cancelling(shared->cancelling);
            if (shared->context != 0) SCardCancel(shared->context);
        }
        lock.lock();
        shared->changed.wait_for(lock, 10ms, [&] { return shared->ended; });
    }
}

}  // namespace

Monitor::Monitor(std::string wanted, std::shared_ptr<Mailbox> mailbox) : shared_(std::make_shared<Shared>()) {
    shared_->wanted = std::move(wanted);
    shared_->mailbox = std::move(mailbox);
    thread_ = std::thread([shared = shared_] { serve(shared); });
}

Monitor::~Monitor() {
    bool ended = false;
    {
        const std::lock_guard lock(shared_->mutex);
        shared_->stop = true;
        shared_->changed.notify_all();
    }
    std::thread([shared = shared_] { cancel_until_ended(shared); }).detach();
    {
        std::unique_lock lock(shared_->mutex);
        ended = shared_->changed.wait_for(lock, kFarewell, [this] { return shared_->ended; });
    }
    if (ended) {
        thread_.join();
    } else {
        thread_.detach();
    }
}

}  // namespace circle::drivers::card
