// For a driver's threads, which sleep for hours between two persons.
#pragma once

namespace circle::drivers {

// Wipes the part of this thread's stack that calls already returned from have used: what a card said or a slip
// says lay there, in our frames and in those of the libraries. As deep as encoding with FreeType reaches.
void scrub_stack();

// Names the calling thread, at most 15 characters; for the technician's ps and for the test that counts
// wake-ups.
void name_thread(const char* name);

}  // namespace circle::drivers
