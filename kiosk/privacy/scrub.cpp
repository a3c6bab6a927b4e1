#include "kiosk/privacy/scrub.h"

#include <alloca.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>

namespace circle::privacy {
namespace {

// The lowest address that the stack of this thread may use, its guard left out; asked once a thread, since
// glibc reads /proc/self/maps for the main thread.
std::uintptr_t lowest() noexcept {
    thread_local std::uintptr_t known = 0;
    if (known != 0) return known;
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 0;
    void* base = nullptr;
    std::size_t size = 0;
    std::size_t guard = 0;
    if (pthread_attr_getstack(&attributes, &base, &size) == 0 &&
        pthread_attr_getguardsize(&attributes, &guard) == 0)
        known = reinterpret_cast<std::uintptr_t>(base) + guard;
    pthread_attr_destroy(&attributes);
    return known;
}

// Takes `bytes` of stack below the caller and overwrites them; the barrier keeps the store although nobody
// reads it.
[[gnu::noinline]] void overwrite(std::size_t bytes) noexcept {
    void* const below = alloca(bytes);
    explicit_bzero(below, bytes);
    __asm__ volatile("" : : "r"(below) : "memory");
}

// Copying leaves its last bytes in vector registers, and a signal writes all of them to the stack. They are
// free for any call to use, so clearing them here breaks nothing.
void clear_vector_registers() noexcept {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx"))
        __asm__ volatile("vzeroall"
                         :
                         :
                         : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9",
                           "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
    // The upper sixteen, which vzeroall leaves and glibc's memcpy uses.
    if (__builtin_cpu_supports("avx512f")) {
        __asm__ volatile(
            "vpxorq %zmm16, %zmm16, %zmm16\n vpxorq %zmm17, %zmm17, %zmm17\n"
            "vpxorq %zmm18, %zmm18, %zmm18\n vpxorq %zmm19, %zmm19, %zmm19\n"
            "vpxorq %zmm20, %zmm20, %zmm20\n vpxorq %zmm21, %zmm21, %zmm21\n"
            "vpxorq %zmm22, %zmm22, %zmm22\n vpxorq %zmm23, %zmm23, %zmm23\n"
            "vpxorq %zmm24, %zmm24, %zmm24\n vpxorq %zmm25, %zmm25, %zmm25\n"
            "vpxorq %zmm26, %zmm26, %zmm26\n vpxorq %zmm27, %zmm27, %zmm27\n"
            "vpxorq %zmm28, %zmm28, %zmm28\n vpxorq %zmm29, %zmm29, %zmm29\n"
            "vpxorq %zmm30, %zmm30, %zmm30\n vpxorq %zmm31, %zmm31, %zmm31\n");
    }
#endif
}

// Tells the kernel to take [low, high) back, also where it is locked (Linux 5.18 and later).
bool take_back(std::uintptr_t low, std::uintptr_t high) noexcept {
    constexpr int dontneed_locked = 24;  // MADV_DONTNEED_LOCKED of linux/mman.h, not in every libc's headers
    auto* const start =
        reinterpret_cast<void*>(low);  // NOLINT(performance-no-int-to-ptr): an address of a stack
    return madvise(start, high - low, MADV_DONTNEED) == 0 || madvise(start, high - low, dontneed_locked) == 0;
}

// Empties the pages of [low, high); true when they are certain to read as zero afterwards.
bool give_back(std::uintptr_t low, std::uintptr_t high, std::uintptr_t page) noexcept {
    if (gettid() != getpid()) return take_back(low, high);  // one mapping, all of it ours
    // The main thread's stack grows on demand: only what hangs together with the part in use is stack. Below
    // its end lies the kernel's guard gap, where mincore() fails.
    unsigned char resident = 0;
    std::uintptr_t start = high;
    // NOLINTNEXTLINE(performance-no-int-to-ptr): the same
    while (start > low && mincore(reinterpret_cast<void*>(start - page), page, &resident) == 0) start -= page;
    return start == high || take_back(start, high);
}

}  // namespace

[[gnu::noinline]] void scrub_stack(std::size_t depth) noexcept {
    clear_vector_registers();
    constexpr std::size_t own = 16384;  // this function, what it calls, and a signal that comes in between
    const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
    const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    const std::uintptr_t low = lowest();
    if (low == 0 || here < low + 2 * own) {
        overwrite(own / 4);
        return;
    }
    const std::uintptr_t bottom = (low + page - 1) & ~(page - 1);
    const std::uintptr_t top = (here - own) & ~(page - 1);
    if (top > bottom && give_back(bottom, top, page)) {
        overwrite(own + page);  // from here down into the pages that are already empty
        return;
    }
    const std::size_t left = here - low - own;
    overwrite(depth < left ? depth : left);
}

}  // namespace circle::privacy
