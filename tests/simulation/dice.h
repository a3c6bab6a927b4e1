// All chance of a world comes from here, so that a seed replays.
#pragma once

#include <cstdint>
#include <random>

namespace circle::simulation {

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : random_(seed) {}
    bool chance(int percent) { return between(0, 99) < percent; }
    bool one_in(std::int64_t many) { return between(1, many) == 1; }
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(high - low + 1));
    }
    std::uint64_t seed() { return random_() | 1U; }

  private:
    std::mt19937_64 random_;
};

}  // namespace circle::simulation
