// The printer's end of the wire: a TCP port with one client at a time, or a pty behind a link of a chosen name.
#pragma once

#include <poll.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace circle::drivers::virtual_printer {

class Wire {
  public:
    Wire() = default;
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    bool listen_on(const std::string& host, const std::string& port);  // false: errno says why
    bool open_pty(const std::string& link);
    int port() const { return port_; }
    bool is_tcp() const { return listener_ >= 0; }
    int connections() const { return connections_; }

    void add_to(std::vector<pollfd>& polled, bool reading) const;
    std::vector<std::uint8_t> serve(const std::vector<pollfd>& polled);  // what came; takes and loses clients
    void send(const std::vector<std::uint8_t>& bytes);
    void reset();                                         // TCP: the client sees a reset
    std::uint64_t received() const { return received_; }  // on this connection

  private:
    void close_client();

    int listener_ = -1, fd_ = -1, slave_ = -1, port_ = 0, connections_ = 0;
    std::string link_;
    std::uint64_t received_ = 0;
};

}  // namespace circle::drivers::virtual_printer
