// A control socket: one line out, one line back. Connects at the first question and again after the other side
// went. One thread at a time.
#pragma once

#include <chrono>
#include <string>
#include <tl/expected.hpp>

namespace circle::workbench {

class Wire {
  public:
    explicit Wire(std::string path) : path_(std::move(path)) {}
    ~Wire() { close(); }
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    // The answer without its end of line. The error is one line for a person: nobody listens, closed, no answer
    // in time, or an answer of more than 64 KiB.
    tl::expected<std::string, std::string> ask(const std::string& line, std::chrono::milliseconds patience);

  private:
    bool connect();
    void close();
    bool send(const std::string& text) const;
    tl::expected<std::string, std::string> receive(std::chrono::milliseconds patience);

    std::string path_;
    int socket_ = -1;
};

}  // namespace circle::workbench
