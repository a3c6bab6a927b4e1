#include "drivers/contract/contract.h"

namespace circle::drivers {

bool may_follow(State from, State to) {
    switch (from) {
        case State::Absent:
            return to == State::Starting;
        case State::Starting:
            return to == State::Ready || to == State::Degraded || to == State::Faulted || to == State::Absent;
        case State::Ready:
            return to == State::Busy || to == State::Degraded || to == State::Faulted || to == State::Absent;
        case State::Busy:
            return to == State::Ready || to == State::Degraded || to == State::Faulted || to == State::Absent;
        case State::Degraded:
            return to == State::Ready || to == State::Busy || to == State::Faulted || to == State::Absent;
        case State::Faulted:
            return to == State::Starting || to == State::Absent;
    }
    return false;
}

std::string_view name(State state) {
    switch (state) {
        case State::Absent:
            return "absent";
        case State::Starting:
            return "starting";
        case State::Ready:
            return "ready";
        case State::Busy:
            return "busy";
        case State::Degraded:
            return "degraded";
        case State::Faulted:
            return "faulted";
    }
    return "unknown";
}

std::string_view name(Certainty certainty) {
    switch (certainty) {
        case Certainty::Done:
            return "done";
        case Certainty::NotDone:
            return "not_done";
        case Certainty::Unknown:
            break;
    }
    return "unknown";
}

std::string_view name(Locus locus) {
    switch (locus) {
        case Locus::User:
            return "user";
        case Locus::Media:
            return "media";
        case Locus::Device:
            return "device";
        case Locus::Link:
            return "link";
        case Locus::Service:
            return "service";
        case Locus::Protocol:
            return "protocol";
        case Locus::Security:
            break;
    }
    return "security";
}

std::string_view name(Code code) {
    switch (code) {
        case Code::Cancelled:
            return "cancelled";
        case Code::TimedOut:
            return "timed_out";
        case Code::NoMedia:
            return "no_media";
        case Code::MediaMute:
            return "media_mute";
        case Code::MediaForeign:
            return "media_foreign";
        case Code::MediaRemoved:
            return "media_removed";
        case Code::MediaBroken:
            return "media_broken";
        case Code::MediaBlocked:
            return "media_blocked";
        case Code::DeviceGone:
            return "device_gone";
        case Code::DeviceFault:
            return "device_fault";
        case Code::DeviceBusy:
            return "device_busy";
        case Code::ProtocolFault:
            return "protocol_fault";
        case Code::NotPermitted:
            return "not_permitted";
        case Code::Misconfigured:
            return "misconfigured";
    }
    return "unknown";
}

}  // namespace circle::drivers
