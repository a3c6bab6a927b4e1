// The promises of the visit, asked from outside: what it shows, asks for and forgets, against what the world
// knows. What is broken goes to Truth.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/ledger/ledger.h"
#include "kiosk/visit/step.h"
#include "tests/simulation/guest.h"
#include "tests/simulation/reader.h"
#include "tests/simulation/truth.h"

namespace circle::simulation {

class Watch {
  public:
    Watch(Touches& touches, Truth& truth) : touches_(touches), truth_(truth) {}

    // What of the state matters to the next step.
    struct Before {
        visit::Place place = visit::Place::Idle;
        std::uint64_t visit = 0, matter = 0;
        bool by_code = false;
        std::string person;
    };
    static Before before(const visit::State& state);
    void stepped(const Before& before, const visit::Event& event, const visit::Effects& effects,
                 const visit::State& after);
    // All that followed is done: what is on screen now, and what is kept behind it.
    void shown(const visit::State& state, const std::string& card_in_slot, std::int64_t now_ms);

    void identified(const std::string& person, const std::string& card_of);
    // What the ledger says to a person that has just come; nothing: the journal could not be read.
    void looked_back(const std::string& person, const std::optional<std::vector<ledger::Known>>& said,
                     Reader& reader);
    void numbered(std::string code, std::string key);
    void sent(const visit::Submit& submit, const Guest& guest);
    void found(const std::string& code, const std::optional<ledger::Known>& said);

    void process_gone();

  private:
    void submitted(const Before& before, const std::string& node, const visit::Submit& submit);
    void told(const Before& before, const std::string& node, std::uint64_t matter);
    void rated(const Before& before, std::uint64_t matter);
    void ended(std::uint64_t visit, const visit::State& after);
    void shown_matter(const visit::Outcome& outcome, const std::string& person, std::int64_t now_ms);
    Touch* touch_of(std::uint64_t matter);
    void fail(std::uint64_t matter, const std::string& what) { truth_.fail(matter, what); }

    Touches& touches_;
    Truth& truth_;
    std::set<std::uint64_t> due_;  // of the person signed in: to be shown before anything else
    bool read_ = false;            // the journal could be read for her
    std::string code_, key_;       // of the matter she fills in
    std::optional<std::int64_t> sending_since_ms_;
};

}  // namespace circle::simulation
