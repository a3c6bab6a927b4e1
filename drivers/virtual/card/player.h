// Plays the card in the reader: what the control lines ask for, what vpcd asks for, and when.
#pragma once

#include "drivers/virtual/card/card.h"
#include "drivers/virtual/card/vpcd_link.h"

namespace circle::drivers::virtual_card {

class Player {
  public:
    using Clock = std::chrono::steady_clock;

    Player(VpcdLink& link, Card card, std::string person)
        : link_(link), card_(std::move(card)), person_(std::move(person)) {}

    // One control line (drivers/virtual/README.md) → one answer line, "ok …" or "error …".
    std::string command(std::string_view line, Clock::time_point now);
    bool quit() const { return quit_; }

    void readable(Clock::time_point now);  // the link has something
    void tick(Clock::time_point now);      // late answers, connecting again
    std::optional<Clock::time_point> wake_at() const;

  private:
    std::string insert(Clock::time_point now);
    void remove();
    std::string change_person(const std::string& path);
    std::string status() const;
    void lost(Clock::time_point now);
    void serve(const Octets& payload, Clock::time_point now);

    struct Late {
        Octets bytes;
        Clock::time_point due;
    };

    VpcdLink& link_;
    Card card_;
    std::string person_;  // file name without folder and suffix
    bool inserted_ = false, quit_ = false;
    std::optional<Late> late_;
    std::optional<Clock::time_point> connect_again_;
};

std::string stem(const std::string& path);

}  // namespace circle::drivers::virtual_card
