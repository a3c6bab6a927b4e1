#include "drivers/threads/scrub.h"

#include <pthread.h>
#include <string.h>  // explicit_bzero

namespace circle::drivers {
namespace {
constexpr unsigned kDepth = 128 * 1024;
}

[[gnu::noinline]] void scrub_stack() {
    volatile unsigned char below[kDepth];
    explicit_bzero(const_cast<unsigned char*>(below), sizeof below);
}

void name_thread(const char* name) { pthread_setname_np(pthread_self(), name); }

}  // namespace circle::drivers
