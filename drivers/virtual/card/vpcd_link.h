// The far end of vsmartcard's vpcd: a TCP client that plays the card (devices.md §2.1). Frames are a two-byte
// big-endian length and the payload; a payload of one byte is a control: 0 power off, 1 power on, 2 reset (no
// answers), 4 get ATR. Non-blocking; the owner polls fd() and calls receive().
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "drivers/virtual/card/files.h"

namespace circle::drivers::virtual_card {

// Takes bytes as they come and gives whole frames.
class FrameReader {
  public:
    void feed(const std::uint8_t* data, std::size_t size) { buffer_.insert(buffer_.end(), data, data + size); }
    std::optional<Octets> next();

  private:
    Octets buffer_;
};

Octets frame(const Octets& payload);

class VpcdLink {
  public:
    VpcdLink(std::string host, std::string port) : host_(std::move(host)), port_(std::move(port)) {}
    ~VpcdLink() { disconnect(); }
    VpcdLink(const VpcdLink&) = delete;
    VpcdLink& operator=(const VpcdLink&) = delete;

    bool connect();     // true when the reader listens there
    void disconnect();  // the card leaves the reader
    bool connected() const { return fd_ >= 0; }
    int fd() const { return fd_; }

    bool receive();  // reads what is there; false: the reader went away
    std::optional<Octets> next() { return frames_.next(); }
    bool send(const Octets& payload);  // false: the reader went away

  private:
    void hurry() const;

    std::string host_, port_;
    int fd_ = -1;
    FrameReader frames_;
};

}  // namespace circle::drivers::virtual_card
