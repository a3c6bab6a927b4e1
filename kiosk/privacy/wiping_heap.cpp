// malloc and its family over glibc's own __libc_ entry points, which glibc keeps for programs that stand before
// its allocator ("Replacing malloc" in the glibc manual lists the functions that have to be there together).
#include <dlfcn.h>
#include <malloc.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "kiosk/privacy/heap.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CIRCLE_WIPING_HEAP 0
#else
#define CIRCLE_WIPING_HEAP 1
#endif

#if CIRCLE_WIPING_HEAP

// NOLINTBEGIN(cppcoreguidelines-no-malloc,bugprone-reserved-identifier,readability-inconsistent-declaration-parameter-name):
// this is malloc, and glibc gave its entry points their names.
#pragma GCC visibility push(default)  // shared libraries must find these, not glibc's

extern "C" {

void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_memalign(size_t alignment, size_t size);
void __libc_free(void* block);

namespace {

bool power_of_two(size_t value) { return value != 0 && (value & (value - 1)) == 0; }

}  // namespace

void* malloc(size_t size) noexcept { return __libc_malloc(size); }

void* calloc(size_t count, size_t size) noexcept { return __libc_calloc(count, size); }

void free(void* block) noexcept {
    if (block == nullptr) return;
    // All that the caller could write, not only what it asked for. Large blocks too: whether a block goes back
    // to the kernel at once is glibc's secret, and 8 MB cost a millisecond.
    explicit_bzero(block, malloc_usable_size(block));
    __libc_free(block);
}

// glibc's realloc frees the old place by itself, uncleared, so the move is made here.
void* realloc(void* block, size_t size) noexcept {
    if (block == nullptr) return __libc_malloc(size);
    if (size == 0) {  // as glibc does it
        free(block);
        return nullptr;
    }
    const size_t usable = malloc_usable_size(block);
    if (size <= usable && size >= usable / 2) {
        explicit_bzero(static_cast<char*>(block) + size, usable - size);
        return block;
    }
    void* moved = __libc_malloc(size);
    if (moved == nullptr) {
        if (size > usable) return nullptr;  // the old block stays valid
        explicit_bzero(static_cast<char*>(block) + size, usable - size);
        return block;
    }
    memcpy(moved, block, size < usable ? size : usable);
    free(block);
    return moved;
}

void* reallocarray(void* block, size_t count, size_t size) noexcept {
    size_t bytes = 0;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        errno = ENOMEM;
        return nullptr;
    }
    return realloc(block, bytes);
}

void* memalign(size_t alignment, size_t size) noexcept { return __libc_memalign(alignment, size); }

void* aligned_alloc(size_t alignment, size_t size) noexcept { return __libc_memalign(alignment, size); }

int posix_memalign(void** block, size_t alignment, size_t size) noexcept {
    if (alignment % sizeof(void*) != 0 || !power_of_two(alignment)) return EINVAL;
    const int before = errno;  // POSIX: the error is returned, errno is left alone
    void* fresh = __libc_memalign(alignment, size);
    errno = before;
    if (fresh == nullptr) return ENOMEM;
    *block = fresh;
    return 0;
}

void* valloc(size_t size) noexcept { return __libc_memalign(static_cast<size_t>(sysconf(_SC_PAGESIZE)), size); }

void* pvalloc(size_t size) noexcept {
    const auto page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
    size_t rounded = 0;
    if (__builtin_add_overflow(size, page - 1, &rounded)) {
        errno = ENOMEM;
        return nullptr;
    }
    return __libc_memalign(page, rounded & ~(page - 1));
}

}  // extern "C"

#pragma GCC visibility pop
// NOLINTEND(cppcoreguidelines-no-malloc,bugprone-reserved-identifier,readability-inconsistent-declaration-parameter-name)

#endif

namespace circle::privacy {

bool heap_wipes() noexcept {
#if CIRCLE_WIPING_HEAP
    // The first `free` that the dynamic linker finds is the one that every shared library is bound to.
    const bool frees = dlsym(RTLD_DEFAULT, "free") == reinterpret_cast<void*>(&::free);
    return frees && dlsym(RTLD_DEFAULT, "realloc") == reinterpret_cast<void*>(&::realloc);
#else
    return false;
#endif
}

void trim_heap() noexcept {
#if CIRCLE_WIPING_HEAP
    malloc_trim(0);
#endif
}

}  // namespace circle::privacy
