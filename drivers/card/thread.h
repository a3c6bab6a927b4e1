// Names the calling thread, at most 15 characters; for the technician's ps and for the test that counts
// wake-ups.
#pragma once

#include <pthread.h>

namespace circle::drivers::card {

inline void name_thread(const char* name) { pthread_setname_np(pthread_self(), name); }

}  // namespace circle::drivers::card
