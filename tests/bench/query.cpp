// A query through the relay against the bare TLS round trip, both on a kept connection to the same local
// server, in turns, so that the machine's mood falls on both. Prints one JSON line. Usage: bench_query [ROUNDS]
//
// "bare" writes the same request bytes with OpenSSL and reads the same reply, nothing more: the floor that no
// relay can pass. The server's own work is measured apart: with service_ms it answers after that long, as a
// platform does; with 0 the ratio is the relay's whole cost against a loopback of some 50 µs, which no line
// has.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "kiosk/relay/relay.h"
#include "tests/unit/relay/scratch.h"
#include "tests/unit/relay/tls_server.h"

using namespace circle;
using namespace circle::relay;
using namespace circle::relay::test;

namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void stop(const std::string& why) {
    std::fprintf(stderr, "bench_query: %s\n", why.c_str());
    std::exit(1);
}

// An answer of 1101 as the platform gives it for one person with two insurances.
const std::string kAnswer =
    R"({"infcode":0,"inf_refmsgid":"431000202611221544260000000001","refmsg_time":"20261122154426120",)"
    R"("respond_time":"20261122154426345","err_msg":null,"output":{"baseinfo":{"psn_no":"43000010000000000001",)"
    R"("psn_cert_type":"01","certno":"431021196503070028","psn_name":"测试甲","gend":"2","naty":"01","brdy":"1965-03-07",)"
    R"("age":61.7},"insuinfo":[{"balc":1286.40,"insutype":"310","psn_type":"1201","psn_insu_stas":"1",)"
    R"("psn_insu_date":"2001-01-01","cvlserv_flag":"0","insuplc_admdvs":"431021","emp_name":"某单位"},{"balc":0,)"
    R"("insutype":"390","psn_type":"1501","psn_insu_stas":"4","psn_insu_date":"2009-01-01","cvlserv_flag":"0",)"
    R"("insuplc_admdvs":"431021"}],"idetinfo":[]}})";

class Bare {
  public:
    Bare(int port, const Settings& settings) : context_(SSL_CTX_new(TLS_client_method())) {
        SSL_CTX_set_verify(context_, SSL_VERIFY_PEER, nullptr);
        if (SSL_CTX_load_verify_locations(context_, settings.ca_file.c_str(), nullptr) != 1 ||
            SSL_CTX_use_certificate_file(context_, settings.certificate_file.c_str(), SSL_FILETYPE_PEM) != 1 ||
            SSL_CTX_use_PrivateKey_file(context_, settings.key_file.c_str(), SSL_FILETYPE_PEM) != 1) {
            stop("the bare client's files cannot be used");
        }
        fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int on = 1;
        ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        if (::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) stop("cannot connect");
        ssl_ = SSL_new(context_);
        SSL_set_fd(ssl_, fd_);
        if (SSL_connect(ssl_) != 1) stop("no TLS");
    }
    Bare(const Bare&) = delete;
    Bare& operator=(const Bare&) = delete;
    ~Bare() {
        SSL_shutdown(ssl_);
        SSL_free(ssl_);
        ::close(fd_);
        SSL_CTX_free(context_);
    }
    void round_trip(const std::string& request) {
        if (SSL_write(ssl_, request.data(), static_cast<int>(request.size())) <= 0) stop("bare write failed");
        std::size_t end = std::string::npos;
        std::string got;
        std::array<char, 16384> chunk{};
        while (end == std::string::npos || got.size() < end + 4 + kAnswer.size()) {
            const int n = SSL_read(ssl_, chunk.data(), static_cast<int>(chunk.size()));
            if (n <= 0) stop("bare read failed");
            got.append(chunk.data(), static_cast<std::size_t>(n));
            end = got.find("\r\n\r\n");
        }
    }

  private:
    SSL_CTX* context_;
    SSL* ssl_ = nullptr;
    int fd_ = -1;
};

// Waits for one answer at a time.
class Inbox {
  public:
    Relay::Sink sink() {
        return [this](Event event) {
            const std::lock_guard lock(mutex_);
            if (const auto* answered = std::get_if<Answered>(&event)) {
                ok_ = answered->result.has_value();
                came_ = true;
            }
            changed_.notify_one();
        };
    }
    void wait() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return came_; });
        came_ = false;
        if (!ok_) stop("a query failed");
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool came_ = false, ok_ = false;
};

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

template <typename Work>
double microseconds(Work work) {
    const auto begin = Clock::now();
    work();
    return std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
}

}  // namespace

int main(int argc, char** argv) {
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 300;
    if (rounds < 10) stop("ROUNDS must be 10 or more");
    const Scratch scratch;
    const Authority authority("bureau");
    const Issued own = authority.issue({"terminal", "DNS:terminal"});
    std::atomic<int> service_ms{0};
    std::string last;  // written and read with a round trip in between
    TlsServer server(authority.issue({}), authority.certificate(), [&](const Seen& seen) {
        if (seen.line.find("/9001 ") != std::string::npos) {
            return reply(R"({"infcode":0,"output":{"signinoutb":{"sign_no":"SN-1"}}})");
        }
        if (last.empty()) {
            last = seen.line + "\r\n";
            for (const auto& [name, value] : seen.headers)
                last.append(name).append(": ").append(value).append("\r\n");
            last += "\r\n" + seen.body;
        }
        Action action = reply(kAnswer);
        action.delay = std::chrono::milliseconds(service_ms);
        return action;
    });
    Settings settings;
    settings.url = server.url();
    settings.ca_file = scratch.write("ca.pem", authority.certificate());
    settings.certificate_file = scratch.write("t.pem", own.certificate);
    settings.key_file = scratch.write("t.key", own.key);
    settings.access_key = "circle-demo";
    settings.secret_file = scratch.write("secret", "demo-secret-0123456789\n");
    settings.profile_file = demo_profile_file();
    settings.mark_path = scratch.path("journal.db");
    settings.institution = "H43102100001";
    settings.institution_name = "某某镇卫生院";
    settings.area = "431021";
    settings.probe_interval = std::chrono::hours(1);
    Inbox inbox;
    const auto relay = Relay::start(settings, inbox.sink());
    if (!relay) stop(relay.error());
    const auto query = [&] {
        (*relay)->ask(
            {1, "1101", {{"mdtrt_cert_type", "03"}, {"mdtrt_cert_no", "A12345678"}, {"card_sn", "123"}}, ""});
        inbox.wait();
    };
    query();
    Bare bare(server.port(), settings);
    const auto compare = [&](int service, int count) {
        service_ms = service;
        std::vector<double> through, floor;
        for (int i = 0; i < count + count / 10; ++i) {
            const double a = microseconds(query);
            const double b = microseconds([&] { bare.round_trip(last); });
            if (i < count / 10) continue;  // both warm
            through.push_back(a);
            floor.push_back(b);
        }
        return std::pair(median(std::move(through)), median(std::move(floor)));
    };
    const auto [loop_query, loop_bare] = compare(0, rounds);
    const auto [line_query, line_bare] = compare(5, std::max(10, rounds / 4));
    std::printf(
        "{\"bench\":\"query\",\"aim\":1.3,\"ratio\":%.3f,\"service_ms\":5,\"query_us\":%.0f,\"bare_us\":%.0f,"
        "\"loopback_ratio\":%.3f,\"loopback_query_us\":%.0f,\"loopback_bare_us\":%.0f,\"rounds\":%d}\n",
        line_query / line_bare, line_query, line_bare, loop_query / loop_bare, loop_query, loop_bare, rounds);
    return 0;
}
