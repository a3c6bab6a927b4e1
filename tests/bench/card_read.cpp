// A card read through the driver against the bare commands of the same conversation, sent by SCardTransmit over
// a kept context, in turns, so that the machine's mood falls on both. Prints one JSON line. Run in the sandbox
// with CIRCLE_BIN and CIRCLE_ASSETS set. Usage: bench_card_read [ROUNDS]
//
// "loopback" is the whole cost of the driver against a card that answers in some 50 µs, which no card does.
// "field" gives every answer the shortest time that was seen on a real card (devices.md §1.4: 50 ms), which
// leaves what a resident waits.
#include <winscard.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/devices/rig.h"

using namespace circle::drivers::card;
using Clock = std::chrono::steady_clock;

namespace {

using Command = std::vector<unsigned char>;

// What the driver sends to a 2.0 card that speaks the identifier dialect: 17 exchanges (devices.md §1.2–1.4).
const std::vector<Command> kConversation = {
    {0x00, 0xA4, 0x04, 0x00, 0x0F, 0x73, 0x78, 0x31, 0x2E, 0x73,
     0x68, 0x2E, 0xC9, 0xE7, 0xBB, 0xE1, 0xB1, 0xA3, 0xD5, 0xCF},
    {0x00, 0xA4, 0x02, 0x00, 0x02, 0xEF, 0x05},
    {0x00, 0xB2, 0x01, 0x00, 0x12},
    {0x00, 0xB2, 0x07, 0x00, 0x0B},
    {0x00, 0xB2, 0x02, 0x00, 0x03},
    {0x00, 0xB2, 0x03, 0x00, 0x06},
    {0x00, 0xB2, 0x04, 0x00, 0x0E},
    {0x00, 0xB2, 0x05, 0x00, 0x06},
    {0x00, 0xB2, 0x06, 0x00, 0x06},
    {0x00, 0xA4, 0x02, 0x00, 0x02, 0xEF, 0x06},
    {0x00, 0xB2, 0x08, 0x00, 0x14},
    {0x00, 0xB2, 0x09, 0x00, 0x20},
    {0x00, 0xB2, 0x4E, 0x00, 0x16},
    {0x00, 0xB2, 0x0A, 0x00, 0x03},
    {0x00, 0xB2, 0x0B, 0x00, 0x03},
    {0x00, 0xB2, 0x0C, 0x00, 0x05},
    {0x00, 0xB2, 0x0D, 0x00, 0x06},
};

void must(LONG code, const char* what) {
    if (code != SCARD_S_SUCCESS)
        throw std::runtime_error(std::string(what) + ": " + pcsc_stringify_error(code));
}

class Bare {
  public:
    Bare() {
        must(SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context_), "SCardEstablishContext");
    }
    ~Bare() { SCardReleaseContext(context_); }
    Bare(const Bare&) = delete;
    Bare& operator=(const Bare&) = delete;

    void read() const {
        SCARDHANDLE card = 0;
        DWORD protocol = 0;
        must(SCardConnect(context_, "Virtual PCD 00 00", SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T0, &card,
                          &protocol),
             "SCardConnect");
        for (const Command& command : kConversation) {
            std::array<unsigned char, 258> answer{};
            DWORD length = answer.size();
            must(SCardTransmit(card, SCARD_PCI_T0, command.data(), command.size(), nullptr, answer.data(),
                               &length),
                 "SCardTransmit");
            if (length < 2 || answer[length - 2] != 0x90)
                throw std::runtime_error("the card refused a command");
        }
        must(SCardDisconnect(card, SCARD_UNPOWER_CARD), "SCardDisconnect");
    }

  private:
    SCARDCONTEXT context_ = 0;
};

// The driver, from submit() to the sink.
class Driver {
  public:
    Driver() : reader_(Reader::start({}, [this](Event event) { hear(std::move(event)); })) {}

    void wait_for_card() {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, rig::kPatience, [this] { return card_in_; }))
            throw std::runtime_error("no card");
    }
    void read() {
        std::unique_lock lock(mutex_);
        done_ = failed_ = false;
        reader_->submit(++request_);
        if (!changed_.wait_for(lock, rig::kPatience, [this] { return done_; }) || failed_)
            throw std::runtime_error("the driver did not read the card");
    }

  private:
    void hear(Event event) {
        const std::lock_guard lock(mutex_);
        if (std::holds_alternative<Inserted>(event)) card_in_ = true;
        if (const auto* done = std::get_if<ReadDone>(&event)) {
            done_ = true;
            failed_ = !done->result || !done->result->holder;
        }
        changed_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    bool card_in_ = false, done_ = false, failed_ = false;
    std::uint64_t request_ = 0;
    std::unique_ptr<Reader> reader_;
};

template <typename Action>
double microseconds(Action action) {
    const auto start = Clock::now();
    action();
    return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

struct Pair {
    double bare = 0, read = 0;
};

Pair measure(const Bare& bare, Driver& driver, int rounds) {
    std::vector<double> of_bare, of_driver;
    bare.read();
    driver.read();
    for (int i = 0; i < rounds; ++i) {
        of_bare.push_back(microseconds([&] { bare.read(); }));
        of_driver.push_back(microseconds([&] { driver.read(); }));
    }
    return {median(of_bare), median(of_driver)};
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const int rounds = argc > 1 ? std::atoi(argv[1]) : 200;
        if (rounds < 1) throw std::runtime_error("ROUNDS must be at least 1");
        const rig::Pcscd pcscd;
        rig::Card card;
        card.say("insert");
        Driver driver;
        driver.wait_for_card();
        const Bare bare;
        const Pair loopback = measure(bare, driver, rounds);
        card.say("fault latency 50");
        const Pair field = measure(bare, driver, std::clamp(rounds / 40, 1, 5));
        std::printf(
            "{\"bench\":\"card_read\",\"exchanges\":%zu,\"rounds\":%d,"
            "\"loopback\":{\"bare_us\":%.0f,\"read_us\":%.0f,\"ratio\":%.3f},"
            "\"field\":{\"card_ms\":50,\"bare_us\":%.0f,\"read_us\":%.0f,\"ratio\":%.4f}}\n",
            kConversation.size(), rounds, loopback.bare, loopback.read, loopback.read / loopback.bare,
            field.bare, field.read, field.read / field.bare);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_card_read: %s\n", error.what());
        return 1;
    }
    return 0;
}
