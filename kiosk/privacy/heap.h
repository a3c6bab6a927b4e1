// The heap of our processes is cleared as it is freed (design §3 "A visit is a pure state machine").
//
// wiping_heap.cpp stands before glibc's allocator in every program that links this room: free() and delete
// overwrite the whole block first, realloc() overwrites the old place when it moves and the tail when it
// shrinks. Plain malloc leaves nearly everything readable. It holds for our code and for every library of the
// process that calls malloc through the dynamic linker. Not compiled in under a sanitizer, which brings an
// allocator of its own.
#pragma once

namespace circle::privacy {

// True when this process allocates through the wiping heap: both our own references and the ones of shared
// libraries. Called by every program at start-up, which also makes the linker take the room in.
bool heap_wipes() noexcept;

// After a visit: hands the free pages at the ends of the heap back to the kernel. An extra; nothing readable is
// left in them.
void trim_heap() noexcept;

}  // namespace circle::privacy
