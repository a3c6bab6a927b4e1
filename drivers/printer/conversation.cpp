#include "drivers/printer/conversation.h"

#include <algorithm>
#include <random>

namespace circle::drivers::printer {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMostHeard =
    64;                              // answers kept; a printer that talks without end keeps no more than these
constexpr std::size_t kChunk = 512;  // bytes of a slip between two looks at what the printer says
constexpr auto kTextPatience = 300ms;   // GS I is not answered by all
constexpr auto kBetweenLooks = 1000ms;  // while waiting for the fence
constexpr auto kFarewell = 500ms;       // for clearing its buffers
constexpr int kQueueTries = 3;          // silent probes of the queue, then it is believed to be silent
constexpr int kBadLooks = 2;            // in a row, before the fence is given up

constexpr std::array<std::uint8_t, 3> kAsbOn{0x1D, 0x61, 0xFF};
constexpr std::array<std::uint8_t, 3> kAsbOff{0x1D, 0x61, 0x00};

std::array<std::uint8_t, 4> new_id() {  // 20–7E each
    std::random_device random;
    std::uniform_int_distribution<int> letter('A', 'Z');
    std::array<std::uint8_t, 4> id{};
    std::ranges::generate(id, [&] { return static_cast<std::uint8_t>(letter(random)); });
    return id;
}

}  // namespace

Conversation::Conversation(Link& link, const Watch& watch, const Settings& settings, Known& known)
    : link_(link), watch_(watch), settings_(settings), known_(known) {}

void Conversation::listen(Clock::time_point until) {
    const auto bytes = link_.read(until);
    if (!bytes) {
        lost_ = true;
        return;
    }
    for (const std::uint8_t byte : *bytes) {
        auto token = parser_.take(byte);
        if (token && heard_.size() < kMostHeard) heard_.push_back(std::move(*token));
    }
}

void Conversation::forget() {
    heard_.clear();
    listen(Clock::now());
    heard_.clear();
}

template <typename T>
std::optional<T> Conversation::next(Clock::time_point until) {
    while (true) {
        for (auto at = heard_.begin(); at != heard_.end(); ++at) {
            if (T* found = std::get_if<T>(&*at)) {
                T out = std::move(*found);
                heard_.erase(heard_.begin(), std::next(at));
                return out;
            }
        }
        heard_.clear();
        if (lost_ || watch_.stop || Clock::now() >= until) return std::nullopt;
        listen(until);
    }
}

bool Conversation::say(ByteView bytes, Clock::time_point until) {
    while (!bytes.empty() && !lost_ && !watch_.stop) {
        const auto put = link_.write(bytes, until);
        if (!put) lost_ = true;
        if (!put || (*put == 0 && Clock::now() >= until)) return false;
        bytes = bytes.subspan(*put);
    }
    return bytes.empty();
}

// --- status ---

std::optional<Condition> Conversation::status() {
    if (!known_.asked) probe_status();
    const auto until = Clock::now() + settings_.status_deadline;
    if (known_.dle_eot) {
        // Twice: where answers come late by one, or from a cache, only the second round tells of now
        // (devices.md §4.4).
        if (!ask_real_time(until)) return std::nullopt;
        return ask_real_time(until);
    }
    if (known_.asb) return ask_auto(until);
    return std::nullopt;
}

void Conversation::probe_status() {
    forget();
    const auto until = Clock::now() + settings_.status_deadline;
    constexpr std::array<std::uint8_t, 3> kAsk{0x10, 0x04, 0x01};
    const auto half = Clock::now() + settings_.status_deadline / 2;
    known_.dle_eot = say(kAsk, half) && next<RealTime>(half).has_value();
    if (!known_.dle_eot && !lost_) known_.asb = ask_auto(until).has_value();
    known_.asked = !lost_ && !watch_.stop;
}

std::optional<Condition> Conversation::ask_real_time(Clock::time_point until) {
    std::array<std::uint8_t, 4> answers{};
    for (std::uint8_t n = 1; n <= 4; ++n) {
        forget();
        const std::array<std::uint8_t, 3> question{0x10, 0x04, n};
        if (!say(question, until)) return std::nullopt;
        const auto answer = next<RealTime>(until);
        if (!answer) return std::nullopt;
        answers[n - 1U] = answer->bits;
    }
    return read_real_time(answers);
}

std::optional<Condition> Conversation::ask_auto(Clock::time_point until) {
    forget();
    if (!say(kAsbOn, until)) return std::nullopt;  // enabling sends one group at once
    const auto group = next<AutoStatus>(until);
    if (!group) return std::nullopt;
    say(kAsbOff, until);
    return read_auto(group->bytes);
}

void Conversation::probe_queue() {
    if (known_.asked_queue || !known_.answers() || parser_.stopped()) return;
    const auto ask = [this](std::uint8_t n) {
        forget();
        const std::array<std::uint8_t, 3> question{0x1D, 0x49, n};
        const auto until = Clock::now() + kTextPatience;
        const auto text = say(question, until) ? next<Text>(until) : std::nullopt;
        return text ? text->text : std::string();
    };
    known_.maker = ask(66);
    if (!known_.maker.empty()) known_.model = ask(67);
    known_.process_id = known_.maker.find("EPSON") != std::string::npos;
    forget();
    const auto until = Clock::now() + settings_.status_deadline / 2;
    known_.gs_r = say(fence(std::nullopt), until) && next<Queued>(until).has_value();
    known_.asked_queue = known_.gs_r || ++known_.queue_tries >= kQueueTries;
}

// --- a slip ---

bool Conversation::send(ByteView bytes, Clock::time_point until, bool& any) {
    while (!bytes.empty()) {
        if (lost_ || watch_.stop || Clock::now() >= until) return false;
        listen(Clock::now());  // XOFF may have come
        if (parser_.stopped()) {
            listen(until);
            continue;
        }
        const auto put = link_.write(bytes.first(std::min(bytes.size(), kChunk)), until);
        if (!put) {
            lost_ = true;
            return false;
        }
        any = any || *put > 0;
        bytes = bytes.subspan(*put);
    }
    return true;
}

void Conversation::print(ByteView slip, Watch& permission, Evidence& evidence) {
    // A printer that says "not now" is waited for before anything leaves.
    const auto patience = Clock::now() + settings_.job_deadline;
    while (parser_.stopped() && !lost_ && !watch_.stop && Clock::now() < patience) listen(patience);
    evidence.held = parser_.stopped();
    if (lost_ || parser_.stopped()) return;
    probe_queue();
    if (lost_) return;
    if (!permission.begin_sending()) {
        evidence.withdrawn = true;
        return;
    }
    forget();
    const auto until = Clock::now() + settings_.job_deadline;
    if (!send(slip, until, evidence.sent_any)) {
        if (evidence.sent_any) clear_rest(evidence);
        return;
    }
    forget();  // an answer that came before the fence left is none to it
    const bool can_tell = known_.gs_r || known_.process_id;
    if (can_tell) {
        const auto id = known_.process_id ? std::optional(new_id()) : std::nullopt;
        bool any = false;
        evidence.fence = send(fence(id), until, any) && wait_for_fence(id, until);
    }
    if (known_.answers() && !lost_) evidence.after = status();
    if (can_tell && !evidence.fence) {
        clear_rest(evidence);
    } else {
        link_.drain(until);
    }
}

bool Conversation::wait_for_fence(const std::optional<std::array<std::uint8_t, 4>>& id,
                                  Clock::time_point until) {
    int bad = 0;
    while (!lost_ && !watch_.stop && Clock::now() < until) {
        const auto pause = std::min(until, Clock::now() + kBetweenLooks);
        if (id) {
            while (const auto answer = next<ProcessId>(pause)) {
                if (answer->id == *id) return true;
            }
        } else if (next<Queued>(pause)) {
            return true;
        }
        if (!known_.dle_eot || lost_ || Clock::now() >= until) continue;
        // An unable printer never answers the fence: two looks in a row say so sooner than the deadline. The
        // look must not swallow the fence's answer, so it asks one question only.
        constexpr std::array<std::uint8_t, 3> kReason{0x10, 0x04, 0x02};
        if (!say(kReason, until)) continue;
        std::optional<RealTime> reason;
        const auto look_until = std::min(until, Clock::now() + settings_.status_deadline);
        while (!reason && !lost_ && !watch_.stop && Clock::now() < look_until) {
            listen(look_until);
            for (const Token& token : heard_) {
                if (const auto* found = std::get_if<RealTime>(&token)) reason = *found;
            }
        }
        const bool unable = reason && (reason->bits & 0x64U) != 0;
        bad = unable ? bad + 1 : 0;
        if (bad >= kBadLooks) return false;
    }
    return false;
}

// After a slip of which nobody knows how it ended, its rest must not come out before the next person.
void Conversation::clear_rest(const Evidence& evidence) {
    const auto until = Clock::now() + kFarewell;
    if (!lost_ && known_.dle_eot) {
        if (known_.process_id) {  // DLE DC4 fn 8: clear buffers; other makers might print it
            constexpr std::array<std::uint8_t, 10> kClear{0x10, 0x14, 0x08, 0x01, 0x03,
                                                          0x14, 0x01, 0x06, 0x02, 0x08};
            say(kClear, until);
        }
        if (evidence.after && (evidence.after->error || evidence.after->cutter)) {
            constexpr std::array<std::uint8_t, 3> kRecover{0x10, 0x05, 0x02};  // recover, and clear the buffers
            say(kRecover, until);
        }
        forget();
        constexpr std::array<std::uint8_t, 3> kThere{0x10, 0x04,
                                                     0x01};  // answered: it has read what stands before
        if (say(kThere, until)) next<RealTime>(until);
    }
    link_.abort();
}

}  // namespace circle::drivers::printer
