#include "kiosk/privacy/scrub.h"

#include <pthread.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <cstring>
#include <thread>

namespace {

struct Seen {
    std::uintptr_t address = 0;  // where the deep frame had its text
    std::size_t before = 0, after = 0;
};

constexpr std::size_t text_size = 4096;

// Far below the caller, so that later calls do not overwrite it by themselves.
[[gnu::noinline]] std::uintptr_t leave_text(std::size_t depth) {
    if (depth > 0) {
        unsigned char padding[8192];
        __asm__ volatile("" : : "r"(&padding[0]) : "memory");
        const std::uintptr_t deeper = leave_text(depth - 1);
        __asm__ volatile("" : : "r"(&padding[0]) : "memory");
        return deeper;
    }
    char text[text_size];
    std::memset(text, 'M', sizeof text);
    __asm__ volatile("" : : "r"(&text[0]) : "memory");
    return reinterpret_cast<std::uintptr_t>(&text[0]);
}

[[gnu::no_sanitize("address", "thread"), gnu::noinline]] std::size_t count(std::uintptr_t address) {
    std::size_t found = 0;
    for (std::size_t i = 0; i < text_size; ++i)
        found += *reinterpret_cast<const volatile char*>(address + i) == 'M' ? 1U : 0U;
    return found;
}

[[gnu::noinline]] Seen leave_and_scrub(std::size_t depth) {
    Seen seen;
    seen.address = leave_text(depth);
    seen.before = count(seen.address);
    circle::privacy::scrub_stack();
    seen.after = count(seen.address);
    return seen;
}

void* in_small_thread(void* result) {
    *static_cast<Seen*>(result) = leave_and_scrub(4);
    return nullptr;
}

}  // namespace

TEST_CASE("scrub_stack: clears what a finished call left, near and far, on the main thread") {
    for (const std::size_t depth : {0U, 4U, 40U}) {
        const Seen seen = leave_and_scrub(depth);
        CHECK(seen.before > text_size / 2);  // the test means something only when it was there
        CHECK(seen.after == 0);
    }
}

TEST_CASE("scrub_stack: on a thread of ours") {
    Seen seen;
    std::jthread([&seen] { seen = leave_and_scrub(40); }).join();
    CHECK(seen.before > text_size / 2);
    CHECK(seen.after == 0);
}

TEST_CASE("scrub_stack: on a thread whose stack is smaller than the depth asked for") {
    pthread_attr_t attributes;
    REQUIRE(pthread_attr_init(&attributes) == 0);
    REQUIRE(pthread_attr_setstacksize(&attributes, std::size_t{256} * 1024) == 0);
    Seen seen;
    pthread_t thread{};
    REQUIRE(pthread_create(&thread, &attributes, in_small_thread, &seen) == 0);
    REQUIRE(pthread_join(thread, nullptr) == 0);
    pthread_attr_destroy(&attributes);
    CHECK(seen.before > text_size / 2);
    CHECK(seen.after == 0);
}

TEST_CASE("scrub_stack: may be called again and again") {
    for (int i = 0; i < 100; ++i) circle::privacy::scrub_stack();
    const circle::privacy::StackGuard guard;
    SUCCEED("the stack still holds");
}
