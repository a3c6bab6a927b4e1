// Wipes the part of this thread's stack that calls already returned from have used: a slip lay there, in our
// frames and in those of the libraries, and a sleeping thread would keep it.
#pragma once

namespace circle::drivers::printer {

void scrub_stack();

}  // namespace circle::drivers::printer
