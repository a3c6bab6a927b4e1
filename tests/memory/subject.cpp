// What the scanner's self-test looks into: a program that puts a marker somewhere, perhaps clears it, says
// "ready" and waits for the end of its input. The marker comes on standard input, each byte mixed with 0x03,
// one line; so its clear form exists only where the case puts it. Built twice: with kiosk/privacy, and without
// its heap.
#include <sys/prctl.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <string>
#include <thread>

#include "kiosk/privacy/scrub.h"

namespace {

struct Mixed {  // static: the mixed bytes may stay
    std::array<unsigned char, 256> bytes;
    std::size_t size;
};
Mixed mixed;

// The bytes of the marker appear at `place` and nowhere else.
[[gnu::noinline]] void put(char* place) {
    volatile char* to = place;
    for (std::size_t i = 0; i < mixed.size; ++i) to[i] = static_cast<char>(mixed.bytes[i] ^ 0x03);
    __asm__ volatile("" : : "r"(place) : "memory");
}

// NOLINTBEGIN(cppcoreguidelines-no-malloc): what malloc leaves is what is tested
constexpr std::size_t offset = 64;  // behind what the allocator writes into a free block
constexpr std::size_t block_size = 2000;

char* block_with_marker() {
    char* block = static_cast<char*>(std::calloc(1, block_size));
    if (block == nullptr) std::abort();
    put(block + offset);
    return block;
}

char* kept;  // keeps what should live

void heap_held() { kept = block_with_marker(); }

void heap_freed() { std::free(block_with_marker()); }

void heap_moved() {
    char* block = block_with_marker();
    char* wall = static_cast<char*>(std::malloc(64));  // so that the block cannot grow where it is
    kept = static_cast<char*>(std::realloc(block, 100 * block_size));
    std::memset(kept, 'x', block_size);  // only the old place could still hold it
    std::free(wall);
}

void heap_shrunk() {
    char* block = static_cast<char*>(std::calloc(1, block_size));
    put(block + block_size - 300);
    kept = static_cast<char*>(std::realloc(block, block_size - 400));
}

// NOLINTEND(cppcoreguidelines-no-malloc)

void string_freed() {
    std::string text(300, 'x');
    put(text.data() + 100);
    text.clear();
    text.shrink_to_fit();
}

// A short string lives in the object itself, here deep in the stack.
[[gnu::noinline]] void leave_on_stack(int depth) {
    std::array<char, 4096> room;
    __asm__ volatile("" : : "r"(room.data()) : "memory");
    if (depth > 0) {
        leave_on_stack(depth - 1);
    } else {
        std::string text(15, 'x');
        put(text.data());
        __asm__ volatile("" : : "r"(text.data()) : "memory");
    }
    __asm__ volatile("" : : "r"(room.data()) : "memory");
}

void stack_left() { leave_on_stack(20); }

void stack_scrubbed() {
    leave_on_stack(20);
    circle::privacy::scrub_stack();
}

// glibc gives back most of a finished thread's stack by itself, but not the last 16 KiB in use.
void thread_left() {
    std::thread([] { leave_on_stack(1); }).join();
}

void thread_guarded() {
    std::thread([] {
        const circle::privacy::StackGuard guard;
        leave_on_stack(1);
    }).join();
}

const std::map<std::string, std::function<void()>> cases = {
    {"nothing", [] {}},           {"heap_held", heap_held},
    {"heap_freed", heap_freed},   {"heap_moved", heap_moved},
    {"heap_shrunk", heap_shrunk}, {"string_freed", string_freed},
    {"stack_left", stack_left},   {"stack_scrubbed", stack_scrubbed},
    {"thread_left", thread_left}, {"thread_guarded", thread_guarded},
};

}  // namespace

int main(int count, char** words) {
    const auto chosen = count == 2 ? cases.find(words[1]) : cases.end();
    if (chosen == cases.end()) return 2;
    // The scanner is our sibling, not our parent: where Yama limits ptrace to descendants this permits it.
    prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0);
    for (unsigned char letter = 0; read(STDIN_FILENO, &letter, 1) == 1 && letter != '\n';)
        if (mixed.size < mixed.bytes.size()) mixed.bytes[mixed.size++] = letter;
    chosen->second();
    if (write(STDOUT_FILENO, "ready\n", 6) != 6) return 2;
    char end = 0;
    while (read(STDIN_FILENO, &end, 1) == 1) continue;
    return 0;
}
