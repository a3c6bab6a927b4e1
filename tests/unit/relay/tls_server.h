// A small mutual-TLS server on 127.0.0.1 that answers as a test tells it, well or badly. One thread a
// connection.
#pragma once

#include <openssl/ssl.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/unit/relay/pki.h"

namespace circle::relay::test {

struct Seen {
    std::string line;                            // "POST /p/1101 HTTP/1.1"
    std::map<std::string, std::string> headers;  // names in small letters
    std::string body;
    int connection = 0;  // counted from 1, handshakes only
};

// What to send back. Without `close` the connection stays open for the next request.
struct Action {
    std::string bytes;
    bool close = false;
    bool rude = false;    // close without saying so in TLS
    bool silent = false;  // send nothing and wait until the other side gives up
    std::chrono::milliseconds delay{0};
};

Action reply(const std::string& body, const std::string& status = "200 OK", const std::string& more = "");

class TlsServer {
  public:
    using Handler = std::function<Action(const Seen&)>;  // called from several threads, one call at a time

    TlsServer(const Issued& own, const std::string& client_ca, Handler handler, bool ask_certificate = true);
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;
    ~TlsServer();

    int port() const { return port_; }
    std::string url(const std::string& path = "/p") const {
        return "https://127.0.0.1:" + std::to_string(port_) + path;
    }
    int accepted() const { return accepted_; }
    int handshakes() const { return handshakes_; }
    int requests() const { return requests_; }
    int open_connections() const { return open_; }
    void stop();  // the line's end: listening and every connection closed
    void listen_again();

  private:
    void accept_all(int listener);
    void serve(int fd);
    void bind_and_listen();

    SSL_CTX* context_ = nullptr;
    Handler handler_;
    int port_ = 0;
    std::atomic<int> accepted_{0}, handshakes_{0}, requests_{0}, open_{0};
    std::mutex mutex_;
    std::mutex handler_mutex_;
    std::vector<int> sockets_;
    std::vector<std::thread> threads_;
    int listener_ = -1;
    std::thread acceptor_;
};

}  // namespace circle::relay::test
