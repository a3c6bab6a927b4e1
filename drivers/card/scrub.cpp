#include "drivers/card/scrub.h"

#include <string.h>  // explicit_bzero

namespace circle::drivers::card {
namespace {
constexpr unsigned kDepth = 64 * 1024;  // well below what a read with iconv and pcsc-lite reaches
}

[[gnu::noinline]] void scrub_stack() {
    volatile unsigned char below[kDepth];
    explicit_bzero(const_cast<unsigned char*>(below), sizeof below);
}

}  // namespace circle::drivers::card
