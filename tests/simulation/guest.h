// The person in front of the terminal: she sees the page, does the next thing towards what she has in mind, and
// now and then something else. What she does is what a finger or a card can do, no more.
#pragma once

#include <optional>
#include <string>

#include "kiosk/visit/step.h"
#include "tests/simulation/dice.h"
#include "tests/simulation/people.h"
#include "tests/simulation/platform.h"

namespace circle::simulation {

class Guest {
  public:
    Guest(Dice& dice, const Touches& touches, const Platform& platform)
        : dice_(dice), touches_(touches), platform_(platform) {}

    void comes(std::string person, Wish wish, std::optional<Wish> then);
    void leaves() { here_ = false; }  // and touches nothing any more
    bool here() const { return here_; }

    // Her next act; nothing: she waits, or has just left. The numbers of card events are the world's to give.
    std::optional<visit::Event> next(const visit::State& state, const visit::Rules& rules);

    const std::string& card_in_slot() const { return card_in_slot_; }  // whose it is, while there is one
    const Wish& wish() const { return wish_; }
    const std::string& taken_back() const { return taken_back_; }  // the number she wants undone

  private:
    using Act = std::optional<visit::Event>;
    Act begin();
    Act whim(const visit::State& state);
    Act towards(const visit::State& state, const visit::Rules& rules);
    Act answer_dialog(const visit::State& state);
    Act at_home();
    Act at_query(const visit::State& state, const visit::Rules& rules);
    Act fill_in(const visit::State& state, const visit::Rules& rules);
    Act type(const catalogue::Field& field, const std::string& has, const std::string& wants);
    Act wrong_answer(const catalogue::Field& field);
    Act look_over(const visit::State& state);
    Act read_result(const visit::State& state);
    Act ask_by_code(const visit::State& state);
    Act insert_card();
    Act pull_card();
    Act go_away();
    static Act touch(std::string node) { return visit::Touched{std::move(node)}; }

    Dice& dice_;
    const Touches& touches_;
    const Platform& platform_;
    std::string person_, card_in_slot_, taken_back_;
    Wish wish_;
    std::optional<Wish> then_;
    bool here_ = false, began_ = false, done_ = false;
    int acts_ = 0;
};

}  // namespace circle::simulation
