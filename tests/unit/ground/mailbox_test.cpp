// The mailbox keeps order per sender, loses no completion, bounds what may be lost, and wakes its owner. The
// threaded cases are there for the thread sanitizer as much as for their checks.
#include "kiosk/ground/mailbox.h"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace {

struct Bell {
    std::mutex mutex;
    std::condition_variable rung;
    int rings = 0;

    void ring() {
        {
            const std::lock_guard lock(mutex);
            ++rings;
        }
        rung.notify_one();
    }
    void wait() {
        std::unique_lock lock(mutex);
        rung.wait(lock, [this] { return rings > 0; });
        rings = 0;
    }
};

}  // namespace

TEST_CASE("mailbox: takes everything in the order of arrival and keeps nothing") {
    circle::Mailbox<std::unique_ptr<int>> box(2);
    box.post(std::make_unique<int>(1));
    box.post(std::make_unique<int>(2));
    box.post(std::make_unique<int>(3));  // beyond the capacity: completions are never dropped
    REQUIRE(box.size() == 3);
    const auto taken = box.take_all();
    REQUIRE(taken.size() == 3);
    CHECK(*taken[0] == 1);
    CHECK(*taken[2] == 3);
    CHECK(box.size() == 0);
    CHECK(box.take_all().empty());
}

TEST_CASE("mailbox: an offer to a full box is refused and counted") {
    circle::Mailbox<int> box(2);
    CHECK(box.offer(1));
    CHECK(box.offer(2));
    CHECK_FALSE(box.offer(3));
    CHECK_FALSE(box.offer(4));
    CHECK(box.dropped() == 2);
    box.post(5);
    CHECK(box.take_all() == std::vector<int>{1, 2, 5});
    CHECK(box.offer(6));
}

TEST_CASE("mailbox: wakes once for a run of posts, again after they were taken, with the lock released") {
    circle::Mailbox<int>* self = nullptr;
    int wakes = 0;
    std::size_t seen = 0;
    circle::Mailbox<int> box(8, [&] {
        ++wakes;
        seen = self->size();  // would never return if the lock were held
    });
    self = &box;
    box.post(1);
    box.post(2);
    CHECK(wakes == 1);
    CHECK(seen == 1);
    box.take_all();
    box.offer(3);
    CHECK(wakes == 2);
}

TEST_CASE("mailbox: many senders, one sleeping owner, nothing lost or out of order") {
    constexpr int senders = 4;
    constexpr int each = 2000;
    Bell bell;
    circle::Mailbox<std::pair<int, int>> box(1, [&] { bell.ring(); });
    std::vector<std::jthread> threads;
    threads.reserve(senders);
    for (int sender = 0; sender < senders; ++sender)
        threads.emplace_back([&box, sender] {
            for (int number = 0; number < each; ++number) box.post({sender, number});
        });

    std::vector<int> next(senders, 0);
    int received = 0;
    bool ordered = true;
    while (received < senders * each) {
        bell.wait();
        for (const auto& [sender, number] : box.take_all()) {
            ordered = ordered && number == next[static_cast<std::size_t>(sender)];
            next[static_cast<std::size_t>(sender)] = number + 1;
            ++received;
        }
    }
    CHECK(ordered);
    CHECK(received == senders * each);
    CHECK(box.dropped() == 0);
}

TEST_CASE("mailbox: what is offered is either taken or counted as dropped") {
    constexpr int each = 3000;
    circle::Mailbox<int> box(16);
    std::atomic<int> running = 2;
    std::vector<std::jthread> threads;
    threads.reserve(2);
    for (int sender = 0; sender < 2; ++sender)
        threads.emplace_back([&] {
            for (int number = 0; number < each; ++number) box.offer(number);
            --running;
        });
    std::size_t received = 0;
    while (running.load() > 0) received += box.take_all().size();
    threads.clear();
    received += box.take_all().size();
    CHECK(received + box.dropped() == std::size_t{2} * each);
}
