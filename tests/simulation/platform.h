// The platform's books, and what it does with what arrives. What it begins it may finish late: up to kLatest
// after the arrival, whatever it has answered.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/relay/relay.h"
#include "tests/simulation/touch.h"

namespace circle::simulation {

constexpr std::int64_t kLatest = 40'000;  // ms

struct Standing {  // a filing in the books
    std::string person, referral, number;
    std::int64_t since_ms = 0;
    std::optional<std::int64_t> until_ms;
};

class Platform {
  public:
    // Does the work of `order` at `at_ms`, now or later. False when there is nothing to do: what is to be
    // undone is gone, the key is known, the settlement is barred.
    bool carry_out(const relay::Order& order, const Touch& touch, std::int64_t at_ms);
    // Another channel files the same.
    void foreign(const Touch& touch, std::int64_t at_ms);
    std::optional<std::int64_t> foreign_since(const std::string& person, const std::string& referral) const;

    // As a look-up sees the books at that time.
    tl::expected<Reply, relay::Failure> look_up(const relay::Query& query, std::int64_t at_ms) const;
    Reply success(const relay::Order& order, const Touch& touch) const;

    // The truth.
    bool gone(const std::string& number, std::int64_t at_ms) const;
    bool executed(const std::string& key, std::int64_t at_ms) const;
    int executions(const std::string& person) const;  // of local cases, begun or done
    bool reversed(const std::string& message_id, std::int64_t at_ms) const;
    std::string number_of(const std::string& message_id) const;  // empty: it has none

  private:
    std::vector<Standing> books_;
    std::map<std::string, std::int64_t> keys_;    // key → when it is executed
    std::map<std::string, int> executions_;       // person → local cases
    std::map<std::string, std::int64_t> barred_;  // msgid of a settlement → when it was reversed
    std::map<std::string, std::string> numbers_;  // msgid → the number it got
    int last_number_ = 0;
};

std::string value_of(const relay::Fields& fields, std::string_view column);
// What makes two referrals of a person equal: "diagnosis hospital day".
std::string referral_of(const relay::Fields& fields);

// The number on the card of a person, and back.
std::string card_of(const std::string& person);

}  // namespace circle::simulation
