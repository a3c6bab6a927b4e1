// The loop of a driver's supervisor: one message at a time, then whatever is due, then sleep until the next.
#pragma once

#include "drivers/threads/mailbox.h"
#include "drivers/threads/scrub.h"

namespace circle::drivers {

// `Supervisor` has handle(Message&, now), tick(now), wake_at() and stopped(). Returns when it has stopped;
// nothing is taken in any more then.
template <class Supervisor, class Message>
void supervise(Supervisor& supervisor, Mailbox<Message>& mailbox) {
    using Clock = typename Mailbox<Message>::Clock;
    while (!supervisor.stopped()) {
        {
            auto messages = mailbox.take(supervisor.wake_at());
            for (Message& message : messages) supervisor.handle(message, Clock::now());
        }
        supervisor.tick(Clock::now());
        scrub_stack();
    }
    mailbox.close();
}

}  // namespace circle::drivers
