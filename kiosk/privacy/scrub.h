// What a finished function leaves on the stack: short strings, key material, spilled registers.
#pragma once

#include <cstddef>

namespace circle::privacy {

// Clears the stack of the calling thread below the caller. Where the kernel takes the pages back all of it
// becomes zero; where it does not (locked memory on an older kernel) `depth` bytes are overwritten, or what is
// left of the stack when that is less. Called by the main loop after a visit's end and by each of our threads
// after each piece of work with personal data. Any thread; never call it from a signal handler.
void scrub_stack(std::size_t depth = std::size_t{512} * 1024) noexcept;

// First object of a thread function: clears the thread's stack as it ends, for glibc keeps the stacks of
// finished threads for later ones, and the last 16 KiB in use as they are.
class StackGuard {
  public:
    StackGuard() = default;
    StackGuard(const StackGuard&) = delete;
    StackGuard(StackGuard&&) = delete;
    StackGuard& operator=(const StackGuard&) = delete;
    StackGuard& operator=(StackGuard&&) = delete;
    ~StackGuard() { scrub_stack(); }
};

}  // namespace circle::privacy
