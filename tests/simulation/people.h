// Who comes, and what she has in mind. All numbers are made up.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "kiosk/catalogue/checking.h"
#include "kiosk/ledger/ledger.h"
#include "tests/simulation/dice.h"
#include "tests/simulation/touch.h"

namespace circle::simulation {

struct Wish {
    enum class For {
        Away,       // I13, a local case
        Referral,   // I20, a filing
        TakeBack,   // one of her referrals, from the query page
        Insurance,  // to read only
        Code,       // how a matter stands, by its code
    };
    For what = For::Away;
    catalogue::Answers answers;  // what her form shall say
    std::string code;

    const char* item() const { return what == For::Away ? "I13" : what == For::Referral ? "I20" : "I07"; }
};

class People {
  public:
    explicit People(Dice& dice) : dice_(dice) {}

    std::string somebody() { return "4300001000000000" + std::to_string(1000 + dice_.between(1, kPeople)); }
    Wish wish_of(const std::string& person, const Touches& touches);
    // No page hands in a settlement yet: as the ledger would be given one, and as the world remembers it.
    std::pair<ledger::Case, Touch> settlement_of(const std::string& person);

    // A code and a key for a new matter. The ledger's own come from the system's chance, which no seed replays.
    std::pair<std::string, std::string> fresh_numbers();

  private:
    static constexpr int kPeople = 12;
    catalogue::Answers referral(const std::string& person, const Touches& touches);
    std::string some_code(const std::string& person, const Touches& touches);

    Dice& dice_;
    int last_referral_ = 0, last_number_ = 0;
};

// One of those that come again and again, and that no other channel files (README.md).
bool is_usual(const std::string& referral);

}  // namespace circle::simulation
