// Freed memory is read back on purpose: what is tested is what the allocator leaves in it. Not built under a
// sanitizer, whose own allocator stands in place of the wiping one.
#include "kiosk/privacy/heap.h"

#include <malloc.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <thread>
#include <vector>

// NOLINTBEGIN(cppcoreguidelines-no-malloc,performance-no-int-to-ptr): malloc and dead memory are what is tested

namespace {

using Address = std::uintptr_t;

// Taken while the block lives; opaque, for the compiler may not know which block it is or it would drop the
// reads.
[[gnu::noinline]] Address address(const void* block) {
    auto value = reinterpret_cast<Address>(block);
    __asm__ volatile("" : "+r"(value) : : "memory");
    return value;
}

// How often the byte 'M' stands in dead memory. glibc writes its list pointers into the first bytes of a free
// block; those are not 'M' but for chance, so a wiped block counts a few at most and the tests ask for none
// beyond 32.
[[gnu::noinline]] std::size_t marks(Address block, std::size_t from, std::size_t size) {
    const auto* bytes = reinterpret_cast<const volatile unsigned char*>(block);
    std::size_t found = 0;
    for (std::size_t i = from; i < size; ++i) found += bytes[i] == 'M' ? 1U : 0U;
    return found;
}

void* filled(std::size_t size) {
    void* block = malloc(size);
    memset(block, 'M', size);
    __asm__ volatile("" : : "r"(block) : "memory");
    return block;
}

constexpr std::size_t list_pointers = 32;

}  // namespace

TEST_CASE("heap: the process allocates through the wiping heap") { REQUIRE(circle::privacy::heap_wipes()); }

TEST_CASE("heap: free clears the block") {
    for (const std::size_t size : {24U, 100U, 1000U, 5000U, 60000U}) {
        void* block = filled(size);
        const Address at = address(block);
        REQUIRE(marks(at, 0, size) == size);
        free(block);
        CHECK(marks(at, list_pointers, size) == 0);
    }
}

TEST_CASE("heap: delete clears, plain and over-aligned") {
    auto* bytes = new unsigned char[300];
    Address at = address(bytes);
    memset(bytes, 'M', 300);
    REQUIRE(marks(at, 0, 300) == 300);
    delete[] bytes;
    CHECK(marks(at, list_pointers, 300) == 0);

    struct alignas(128) Wide {
        unsigned char bytes[256];
    };
    auto* wide = new Wide;
    at = address(wide);
    REQUIRE(at % 128 == 0);
    memset(wide->bytes, 'M', sizeof wide->bytes);
    REQUIRE(marks(at, 0, 256) == 256);
    delete wide;
    CHECK(marks(at, list_pointers, 256) == 0);
}

TEST_CASE("heap: realloc clears the place it leaves") {
    void* old = filled(1000);
    const Address before = address(old);
    void* grown = realloc(old, 9000);
    REQUIRE(grown != nullptr);
    const Address after = address(grown);
    REQUIRE(after != before);
    CHECK(marks(after, 0, 1000) == 1000);
    CHECK(marks(before, list_pointers, 1000) == 0);
    free(grown);
}

TEST_CASE("heap: realloc clears what it cuts off, whether it stays or moves") {
    void* block = filled(4000);
    const Address first = address(block);
    void* shorter = realloc(block, 3000);
    REQUIRE(address(shorter) == first);
    CHECK(marks(first, 0, 3000) == 3000);
    CHECK(marks(first, 3000, malloc_usable_size(shorter)) == 0);

    void* tiny = realloc(shorter, 200);
    const Address second = address(tiny);
    REQUIRE(second != first);
    CHECK(marks(second, 0, 200) == 200);
    CHECK(marks(first, list_pointers, 3000) == 0);
    free(tiny);
    CHECK(marks(second, list_pointers, 200) == 0);
}

TEST_CASE("heap: the family keeps its promises") {
    CHECK(realloc(filled(64), 0) == nullptr);
    volatile std::size_t huge = SIZE_MAX / 2;  // volatile: the compiler warns about a size it can see
    CHECK(reallocarray(nullptr, huge, 4) == nullptr);
    CHECK(calloc(huge, 4) == nullptr);
    void* odd = nullptr;
    CHECK(posix_memalign(&odd, 24, 100) == EINVAL);
    CHECK(posix_memalign(&odd, 4096, 100) == 0);
    CHECK(address(odd) % 4096 == 0);
    free(odd);
    free(filled(1000));
    auto* zeroes = static_cast<unsigned char*>(calloc(50, 20));
    REQUIRE(zeroes != nullptr);
    bool zero = true;
    for (std::size_t i = 0; i < 1000; ++i) zero = zero && zeroes[i] == 0;
    CHECK(zero);
    free(zeroes);
    free(nullptr);
    void* aligned = aligned_alloc(64, 128);
    CHECK(address(aligned) % 64 == 0);
    free(aligned);
}

TEST_CASE("heap: what a shared library allocates or frees is cleared too") {
    const std::string text(200, 'M');
    char* copy = strdup(text.c_str());  // allocated inside libc
    Address at = address(copy);
    REQUIRE(marks(at, 0, 200) == 200);
    free(copy);
    CHECK(marks(at, list_pointers, 200) == 0);

    char* line = nullptr;  // allocated, grown and so freed inside libc
    std::size_t room = 0;
    FILE* stream = open_memstream(&line, &room);
    REQUIRE(stream != nullptr);
    REQUIRE(fputs(text.c_str(), stream) >= 0);
    REQUIRE(fflush(stream) == 0);
    at = address(line);
    REQUIRE(marks(at, 0, 200) == 200);
    for (int i = 0; i < 1000; ++i) REQUIRE(fputs(text.c_str(), stream) >= 0);
    REQUIRE(fclose(stream) == 0);
    REQUIRE(address(line) != at);
    free(line);
    CHECK(marks(at, list_pointers, 200) == 0);
}

TEST_CASE("heap: threads may allocate and free across each other") {
    std::vector<std::jthread> threads;
    std::vector<std::vector<std::unique_ptr<std::string>>> made(4);
    threads.reserve(made.size());
    for (auto& list : made)
        threads.emplace_back([&list] {
            for (int i = 0; i < 2000; ++i)
                list.push_back(std::make_unique<std::string>(static_cast<std::size_t>(i % 500 + 1), 'M'));
        });
    threads.clear();
    std::size_t total = 0;
    for (const auto& list : made)
        for (const auto& text : list) total += text->find_first_not_of('M') == std::string::npos ? 1U : 0U;
    CHECK(total == 8000);
    made.clear();
    circle::privacy::trim_heap();
}

// NOLINTEND(cppcoreguidelines-no-malloc,performance-no-int-to-ptr)
