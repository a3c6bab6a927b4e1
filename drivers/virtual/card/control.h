// Where control lines come from: standard input, or a Unix socket with any number of callers one after another
// or at once.
#pragma once

#include <poll.h>

#include <functional>
#include <list>
#include <string>
#include <vector>

namespace circle::drivers::virtual_card {

class Control {
  public:
    using Handler = std::function<std::string(std::string_view)>;

    explicit Control(Handler handler) : handler_(std::move(handler)) {}
    ~Control();
    Control(const Control&) = delete;
    Control& operator=(const Control&) = delete;

    void use_standard_input();
    bool listen_on(const std::string& path);  // a socket of mode 0600; false: errno says why

    void add_to(std::vector<pollfd>& polled) const;
    void serve(const std::vector<pollfd>& polled);
    bool ended() const { return ended_; }  // standard input was closed

  private:
    struct Caller {
        int in = -1, out = -1;
        std::string line;
    };
    bool take(Caller& caller);  // false: the caller is gone

    Handler handler_;
    std::string path_;
    int listener_ = -1;
    bool ended_ = false;
    std::list<Caller> callers_;
};

}  // namespace circle::drivers::virtual_card
