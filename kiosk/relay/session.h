// The session with the platform: the number that 9001 gave, and when another is needed (platform-interface.md
// §6 "sign_no": its lifetime is not published, so: at start, after a refusal, and on a new day). A pure value,
// kept in memory only.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

namespace circle::relay {

class Session {
  public:
    bool open_on(std::int64_t civil_day) const { return !number_.empty() && day_ == civil_day; }
    const std::string& number() const { return number_; }
    void open(std::string number, std::int64_t civil_day) {
        number_ = std::move(number);
        day_ = civil_day;
    }
    // The platform refused a call that carried `number`. A session opened since then stays.
    void refused(const std::string& number) {
        if (number == number_) number_.clear();
    }

  private:
    std::string number_;
    std::int64_t day_ = 0;
};

}  // namespace circle::relay
