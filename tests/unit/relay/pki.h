// A certificate authority made in memory at run time, for the local server of the transport tests. Nothing of
// it is kept.
#pragma once

#include <string>

namespace circle::relay::test {

struct Issued {
    std::string certificate, key;  // PEM
};

struct Wish {
    std::string common_name = "platform";
    std::string subject_alt_name = "IP:127.0.0.1";
    int from_days = -1, to_days = 30;  // validity, from now
};

class Authority {
  public:
    explicit Authority(const std::string& name);
    std::string certificate() const { return self_.certificate; }
    Issued issue(const Wish& wish) const;

  private:
    Issued self_;
};

}  // namespace circle::relay::test
