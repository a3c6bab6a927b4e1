// The card itself: commands in, answers out. No socket and no clock; what takes time is said, not waited for.
#pragma once

#include <span>

#include "drivers/virtual/card/faults.h"
#include "drivers/virtual/card/files.h"

namespace circle::drivers::virtual_card {

struct Answer {
    Octets bytes;
    std::chrono::milliseconds after{0};
    bool leaves = false;  // the card is pulled instead of answering
};

class Card {
  public:
    explicit Card(CardFiles files) : files_(std::move(files)) {}

    Faults faults;

    Octets atr() const;
    void power(bool on);  // also reset; whatever was selected is forgotten
    bool powered() const { return powered_; }
    unsigned commands() const { return commands_; }  // since power came

    Answer answer(std::span<const std::uint8_t> command);

  private:
    enum class File { None, Issuer, Holder };
    Octets execute(std::span<const std::uint8_t> command);
    Octets select(std::uint8_t p1, std::span<const std::uint8_t> target, bool with_le);
    Octets read(std::uint8_t p1, std::uint8_t p2, std::uint8_t le);
    Octets hand_over(Octets data, std::optional<std::uint8_t> le);

    CardFiles files_;
    bool powered_ = false;
    bool in_environment_ = false, in_master_ = false;
    File file_ = File::None;
    Octets waiting_;  // for GET RESPONSE
    unsigned commands_ = 0;
};

}  // namespace circle::drivers::virtual_card
