#include "kiosk/relay/line_watch.h"

#include <utility>

namespace circle::relay {

void LineWatch::replied(Time now) {
    barred_ = false;
    shook_hands(now);
}

void LineWatch::shook_hands(Time now) {
    last_look_ = now;
    in_doubt_ = false;
    if (barred_) return;
    up_ = true;
    reason_.clear();
}

void LineWatch::not_reached(Time now, std::string reason) {
    last_look_ = now;
    in_doubt_ = false;
    barred_ = reason == "client_certificate";
    up_ = false;
    reason_ = std::move(reason);
}

void LineWatch::probe_started(Time now) {
    last_look_ = now;
    in_doubt_ = false;
}

}  // namespace circle::relay
