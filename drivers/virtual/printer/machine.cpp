#include "drivers/virtual/printer/machine.h"

#include <algorithm>

namespace circle::drivers::virtual_printer {
namespace {

using namespace std::chrono_literals;

constexpr std::uint8_t kDle = 0x10, kXon = 0x11, kXoff = 0x13;
constexpr std::size_t kSlowBytes = 40;
constexpr auto kSlowPause = 50ms;
constexpr std::size_t kMixEvery = 64;  // bytes printed between two groups of ASB nobody asked for
const Octets kClearBuffers{kDle, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08};

}  // namespace

void Machine::say(const Octets& bytes) {
    if (!faults_.silent) answer_(bytes);
}

// --- status (devices.md §4.2) ---

std::uint8_t Machine::real_time_status(int n) const {
    unsigned bits = 0x12;
    if (n == 1 && stopped()) bits |= 0x08U;
    if (n == 2) bits |= (cover_is_open() ? 0x04U : 0U) | (paper_is_out() ? 0x20U : 0U) | (jammed_ ? 0x40U : 0U);
    if (n == 3 && jammed_) bits |= 0x08U;
    if (n == 4) bits |= (faults_.near_end || paper_is_out() ? 0x0CU : 0U) | (paper_is_out() ? 0x60U : 0U);
    return static_cast<std::uint8_t>(bits);
}

Octets Machine::auto_status() const {
    const unsigned first = 0x10U | (stopped() ? 0x08U : 0U) | (cover_is_open() ? 0x20U : 0U);
    const unsigned third = (faults_.near_end || paper_is_out() ? 0x03U : 0U) | (paper_is_out() ? 0x0CU : 0U);
    return {static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(jammed_ ? 0x08 : 0),
            static_cast<std::uint8_t>(third), 0};
}

void Machine::status_changed() {
    if (auto_on_) say(auto_status());
}

void Machine::real_time(std::uint8_t kind, std::uint8_t n) {
    if (kind == 0x04 && !faults_.no_dle) {
        const std::uint8_t now = real_time_status(n);
        say({faults_.stale ? stale_ : now});
        stale_ = now;
    } else if (kind == 0x05 && (n == 1 || n == 2)) {
        jammed_ = false;
        if (n == 2) {
            waiting_.clear();
            paper_.forget_line();
        }
    }
}

void Machine::receive(const Octets& bytes, Clock::time_point now) {
    if (faults_.xoff && !held_until_) {
        held_until_ = now + std::chrono::milliseconds(*faults_.xoff);
        faults_.xoff.reset();
        say({kXoff});
    }
    for (const std::uint8_t byte : bytes) {
        ++received_;
        real_time_.push_back(byte);
        if (real_time_.size() == 1 && byte == kDle) continue;
        if (real_time_.size() == 2 && (byte == 0x04 || byte == 0x05 || byte == 0x14)) continue;
        if (real_time_.size() == 3 && real_time_[1] != 0x14) {
            real_time(real_time_[1], byte);
            real_time_.clear();
            continue;
        }
        if (real_time_.size() > 2 && std::equal(real_time_.begin(), real_time_.end(), kClearBuffers.begin())) {
            if (real_time_.size() < kClearBuffers.size()) continue;
            waiting_.clear();
            paper_.forget_line();
            real_time_.clear();
            continue;
        }
        waiting_.insert(waiting_.end(), real_time_.begin(), real_time_.end());
        real_time_.clear();
    }
    run(now);
}

void Machine::set(const Faults& faults, Clock::time_point now) {
    const bool cleared = faults.list() == "none";
    faults_ = faults;
    since_fault_ = 0;
    if (cleared) {
        ran_out_ = opened_ = jammed_ = false;
        held_until_.reset();
    }
    status_changed();
    run(now);
}

// --- printing ---

void Machine::run(Clock::time_point now) {
    if (held_until_ && now >= *held_until_) {
        held_until_.reset();
        say({kXon});
    }
    if (slow_until_ && now >= *slow_until_) slow_until_.reset();
    std::size_t done = 0;
    while (!waiting_.empty() && !stopped() && !held_until_ && !slow_until_) {
        const std::size_t used = step();
        if (used == 0) break;
        waiting_.erase(waiting_.begin(),
                       waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(used, waiting_.size())));
        const auto before = since_fault_ / kMixEvery;
        printed_ += used;
        since_fault_ += used;
        done += used;
        if (faults_.asb_mixed && since_fault_ / kMixEvery != before) {
            say({kXon});
            say(auto_status());
        }
        if (faults_.slow && done >= kSlowBytes) slow_until_ = now + kSlowPause;
        const bool out = faults_.paper_out_after && since_fault_ >= *faults_.paper_out_after;
        const bool open = faults_.cover_after && since_fault_ >= *faults_.cover_after;
        if ((out && !ran_out_) || (open && !opened_)) {
            ran_out_ = ran_out_ || out;
            opened_ = opened_ || open;
            status_changed();
        }
    }
}

std::optional<Machine::Clock::time_point> Machine::wake_at() const {
    if (held_until_) return held_until_;
    return slow_until_;
}

std::string Machine::status() const {
    return "ok cuts=" + std::to_string(paper_.cuts()) + " rows=" + std::to_string(paper_.rows()) +
           " received=" + std::to_string(received_) + " printed=" + std::to_string(printed_) +
           " waiting=" + std::to_string(waiting_.size()) + " unknown=" + std::to_string(unknown_) +
           " stopped=" + (stopped() ? "yes" : "no") + " faults=" + faults_.list();
}

void Machine::cut() {
    if (faults_.cutter_jam) {
        jammed_ = true;
        status_changed();
    } else {
        paper_.cut();
    }
}

void Machine::reset() {
    style_ = {};
    paper_.forget_line();
}

}  // namespace circle::drivers::virtual_printer
