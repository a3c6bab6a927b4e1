#include "kiosk/privacy/scrub.h"

#include <pthread.h>
#include <sys/mman.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <cstring>
#include <thread>

namespace {

// NOLINTBEGIN(performance-no-int-to-ptr):
// dead stack is what is looked at.
struct Seen {
    std::uintptr_t address = 0;  // where the deep frame had its text
    std::size_t before = 0, after = 0;
};

constexpr std::size_t text_size = 4096;
// General registers hold eight bytes each; a sanitizer's runtime spills a few of them onto the clean stack.
constexpr std::size_t few_registers = 64;

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
    auto address = reinterpret_cast<std::uintptr_t>(&text[0]);
    __asm__ volatile("" : "+r"(address));  // neither compiler may know that it is a local's
    return address;
}

__attribute__((no_sanitize("address", "thread"), noinline)) std::size_t count(std::uintptr_t address) {
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

// Part of the stack is locked into memory, as all of it is in a hardened process; 40 KiB is below any usual
// limit.
void* in_thread_with_locked_stack(void* result) {
    constexpr std::uintptr_t kib = 1024;
    const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)) & ~(4 * kib - 1);
    if (mlock(reinterpret_cast<void*>(here - 80 * kib), 40 * kib) != 0) return nullptr;  // before stays 0: seen
    *static_cast<Seen*>(result) = leave_and_scrub(6);
    munlock(reinterpret_cast<void*>(here - 80 * kib), 40 * kib);
    return nullptr;
}

// NOLINTEND(performance-no-int-to-ptr)

Seen on_small_stack(void* (*work)(void*)) {
    Seen seen;
    pthread_attr_t attributes;
    REQUIRE(pthread_attr_init(&attributes) == 0);
    REQUIRE(pthread_attr_setstacksize(&attributes, std::size_t{256} * 1024) == 0);
    pthread_t thread{};
    REQUIRE(pthread_create(&thread, &attributes, work, &seen) == 0);
    REQUIRE(pthread_join(thread, nullptr) == 0);
    pthread_attr_destroy(&attributes);
    return seen;
}

}  // namespace

TEST_CASE("scrub_stack: clears what a finished call left, near and far, on the main thread") {
    for (const std::size_t depth : {0U, 4U, 40U}) {
        const Seen seen = leave_and_scrub(depth);
        CHECK(seen.before > text_size / 2);  // the test means something only when it was there
        CHECK(seen.after <= few_registers);
    }
}

TEST_CASE("scrub_stack: on a thread of ours") {
    const Seen seen = on_small_stack(in_small_thread);
    CHECK(seen.before > text_size / 2);
    CHECK(seen.after <= few_registers);
}

TEST_CASE("scrub_stack: on memory that is locked") {
    const Seen seen = on_small_stack(in_thread_with_locked_stack);
    CHECK(seen.before > text_size / 2);
    CHECK(seen.after <= few_registers);
}

TEST_CASE("scrub_stack: may be called again and again") {
    for (int i = 0; i < 100; ++i) circle::privacy::scrub_stack();
    const circle::privacy::StackGuard guard;
    SUCCEED("the stack still holds");
}
