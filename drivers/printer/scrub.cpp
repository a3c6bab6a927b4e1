#include "drivers/printer/scrub.h"

#include <string.h>  // explicit_bzero

namespace circle::drivers::printer {
namespace {
constexpr unsigned kDepth = 128 * 1024;  // below what encoding with FreeType and libqrencode reaches
}

[[gnu::noinline]] void scrub_stack() {
    volatile unsigned char below[kDepth];
    explicit_bzero(const_cast<unsigned char*>(below), sizeof below);
}

}  // namespace circle::drivers::printer
