// An ESC/POS printer without its transport: bytes in, answers out, paper. Written from devices.md §4 alone.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "drivers/virtual/printer/faults.h"
#include "drivers/virtual/printer/paper.h"

namespace circle::drivers::virtual_printer {

using Octets = std::vector<std::uint8_t>;

class Machine {
  public:
    using Clock = std::chrono::steady_clock;
    using Answer = std::function<void(const Octets&)>;

    struct Model {
        std::string maker = "CIRCLE", name = "VP-80";
        bool cutter = true;
    };

    Machine(Model model, Paper paper, Answer answer)
        : model_(std::move(model)), paper_(std::move(paper)), answer_(std::move(answer)) {}

    void receive(const Octets& bytes,
                 Clock::time_point now);  // real-time commands are obeyed here, wherever they stand
    void run(Clock::time_point now);      // prints what is waiting, as far as it can
    std::optional<Clock::time_point> wake_at() const;
    bool full() const { return waiting_.size() > 64 * 1024; }  // the transport reads no more

    void set(const Faults& faults, Clock::time_point now);
    const Faults& faults() const { return faults_; }
    std::string status() const;

  private:
    bool stopped() const { return paper_is_out() || cover_is_open() || jammed_; }
    bool paper_is_out() const { return faults_.paper_out || ran_out_; }
    bool cover_is_open() const { return faults_.cover_open || opened_; }
    void say(const Octets& bytes);
    std::uint8_t real_time_status(int n) const;
    Octets auto_status() const;
    void real_time(std::uint8_t kind, std::uint8_t n);
    void status_changed();

    std::size_t step();  // bytes of the command at the front, carried out; 0: it is not all there
    std::size_t escape();
    std::size_t kanji_command();
    std::size_t group();
    std::size_t parenthesis();
    std::size_t raster();
    std::size_t letter();
    void two_dimensional(const Octets& parameters);
    void cut();
    void reset();
    std::size_t unknown(std::size_t bytes);
    std::uint8_t at(std::size_t i) const { return waiting_[i]; }
    bool have(std::size_t count) const { return waiting_.size() >= count; }
    Glyph glyph(char32_t code, bool kanji) const;

    struct Style {
        bool bold = false, underline = false;
        int wide = 1, high = 1, kanji_wide = 1, kanji_high = 1;
        Align align = Align::Left;
        bool kanji = false, kanji_next = false;  // FS & is obeyed from the next line on
    };

    Model model_;
    Paper paper_;
    Answer answer_;
    Faults faults_;
    Style style_;
    std::deque<std::uint8_t> waiting_;
    Octets real_time_;  // the beginning of a real-time command, held until it is whole
    std::string qr_data_;
    int qr_module_ = 3;
    char qr_level_ = '0';
    bool ran_out_ = false, opened_ = false, jammed_ = false, auto_on_ = false;
    std::uint8_t stale_ = 0x12;
    std::uint64_t received_ = 0, printed_ = 0, unknown_ = 0, since_fault_ = 0;
    std::optional<Clock::time_point> held_until_;  // after XOFF
    std::optional<Clock::time_point> slow_until_;
};

}  // namespace circle::drivers::virtual_printer
