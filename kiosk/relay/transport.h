// HTTPS exchanges on libcurl's multi interface: one owner thread, many at once, nothing of them left
// afterwards.
//
// Always: mutual TLS 1.2 or later, the pinned bureau CA and no other (feasibility.md §7: CAPATH NULL, else the
// system's count too), the host's name, HTTP/1.1, no proxy, no redirect. There is no way to ask for less.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace circle::relay {

struct TransportSettings {
    std::string ca_file, certificate_file, key_file;
    std::chrono::milliseconds connect_timeout{4000};  // look-up, TCP and TLS together
};

struct HttpRequest {
    std::uint64_t key = 0;  // the caller's; comes back in Exchange
    std::string url;        // https only
    std::vector<std::string> headers;
    std::string body;
    std::chrono::milliseconds timeout{15000};
    // A connection of its own, never used before or after. State-changing calls must say so: when a reused
    // connection dies before the first reply byte, libcurl sends the POST a second time by itself (seen
    // with 7.88.1).
    bool fresh = false;
};

// How one exchange ended; `failure` is a token of judge.h, empty when an HTTP reply was read whole.
struct Exchange {
    enum class End { Replied, NotReached, TimedOut, Broken };
    std::uint64_t key = 0;
    End end = End::Replied;
    std::string failure;
    long status = 0;
    std::string body;
    std::optional<std::int64_t> date_ms;  // the Date header
    // False: the handshake of its connection never ended, so not one byte of the request has left. Written
    // bytes alone would not prove that: a write that fails may have handed a part to the kernel.
    bool left = true;
};

class Transport {
  public:
    explicit Transport(TransportSettings settings);
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;
    ~Transport();

    void send(HttpRequest request);
    // A connection and a handshake, closed at once without a request.
    void probe(std::uint64_t key, const std::string& url, std::chrono::milliseconds timeout);
    void abandon(std::uint64_t key);  // no Exchange will come for it
    void drop_all();                  // abandons everything and closes every connection
    void drop_kept();                 // the same but for requests that are `fresh`: they run on

    // Works and sleeps until something ended, `longest` is over, or wake().
    std::vector<Exchange> run(std::chrono::milliseconds longest);
    void wake();  // from any thread

  private:
    struct Library;
    struct Transfer;
    void start(std::unique_ptr<Transfer> transfer);
    void renew(void*& multi);
    void perform();
    std::vector<Exchange> collect();
    void collect_from(void* multi, std::vector<Exchange>& ended);

    TransportSettings settings_;
    std::unique_ptr<Library> library_;
    std::mutex wake_mutex_;  // guards the multi handle against being replaced while somebody wakes it
    void* multi_ = nullptr;  // CURLM; written on the owner thread only
    // Fresh requests have a handle of their own, so that the kept connections can be dropped under them.
    void* fresh_ = nullptr;
    std::map<std::uint64_t, std::unique_ptr<Transfer>> transfers_;
};

}  // namespace circle::relay
