// Who comes, and what she hands in. All numbers are made up.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "kiosk/ledger/ledger.h"
#include "tests/simulation/dice.h"
#include "tests/simulation/touch.h"

namespace circle::simulation {

class People {
  public:
    explicit People(Dice& dice) : dice_(dice) {}

    std::string somebody() { return "4300001000000000" + std::to_string(1000 + dice_.between(1, kPeople)); }
    // What she wants done this time, as the visit hands it to the ledger and as the world remembers it.
    std::pair<ledger::Case, Touch> wish_of(const std::string& person, Touches& touches);

  private:
    static constexpr int kPeople = 12;
    Dice& dice_;
    int last_ = 0;
};

}  // namespace circle::simulation
