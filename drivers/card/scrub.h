// Wipes the part of this thread's stack that calls already returned from have used. What a card said lay there,
// in our frames and in those of the libraries; a sleeping thread would keep it.
#pragma once

namespace circle::drivers::card {

void scrub_stack();

}  // namespace circle::drivers::card
